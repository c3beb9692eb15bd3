import { type TextKey, text } from '../i18n/text.ts';

const rules: Record<string, TextKey> = {
  no_activity: 'pools.rule.noActivity',
  no_move: 'pools.rule.noMove',
  no_deal: 'pools.rule.noDeal',
  condition: 'pools.rule.condition',
};

/** Why a record lies in its pool: the rule in the reader's language, or what somebody wrote. */
export function whyPooled(record: Record<string, unknown>): string | undefined {
  const rule = rules[String(record.pool_rule)];
  if (rule) return text(rule, { days: Number(record.pool_days ?? 0) });
  return typeof record.pool_reason === 'string' && record.pool_reason ? record.pool_reason : undefined;
}
