import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { type HandOverAsk, handOverKeys, previewHandOver, startHandOver } from '../api/handOver.ts';
import type { RecordData } from '../api/records.ts';
import { openDialog } from '../app/dialogs.ts';
import { useDefinitions } from '../app/workspace.tsx';
import { formatNumber } from '../i18n/format.ts';
import { reasonOf, useText } from '../i18n/text.ts';
import { LookupInput } from '../records/kinds/shared/LookupInput.tsx';
import { type Link, linkId, parseLink } from '../records/kinds/shared/reference.ts';
import { useNames } from '../records/kinds/shared/useNames.ts';
import styles from './HandOver.module.css';
import { HandOverPreview } from './HandOverPreview.tsx';

interface HandOverFormProps {
  from?: string;
  object?: string;
  records: readonly RecordData[];
  onStarted(id: string): void;
  onClose(): void;
}

type Reason = 'leaving' | 'moving' | 'other';
const reasons = ['leaving', 'moving', 'other'] as const;

/** Asks who takes the work and what of it, and says beforehand what that is. */
export function HandOverForm({ from, object: name, records, onStarted, onClose }: HandOverFormProps) {
  const t = useText();
  const object = useDefinitions().find(name);
  const [person, setPerson] = useState<Link>();
  const owner = from ?? (name ? onlyOwner(records) : person && linkId(person));
  const [whole, setWhole] = useState(!name);
  const [reason, setReason] = useState<Reason>(name ? 'other' : 'leaving');
  const [heirs, setHeirs] = useState<Link[]>([]);
  const [followAccount, setFollowAccount] = useState(true);
  const [includeOpen, setIncludeOpen] = useState(true);
  const [closed, setClosed] = useState(false);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [revoke, setRevoke] = useState<boolean>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const leaving = whole && reason === 'leaving';
  const former = useNames('user', owner ? [owner] : []).get(owner ?? '') ?? '…';
  const meant = whole ? { former_owner: owner } : { object: name, records: records.map((r) => r.id), include_open: includeOpen };
  const ask: HandOverAsk = { ...meant, heirs: heirs.map(linkId), include_closed: closed };
  const preview = useQuery({
    queryKey: handOverKeys.preview(ask),
    queryFn: ({ signal }) => previewHandOver(ask, signal),
    placeholderData: keepPreviousData,
    enabled: !whole || owner !== undefined,
    retry: false,
  });
  // Until it is said whose work it is, nothing of whoever was chosen before counts.
  const found = whole && !owner ? undefined : preview.data;
  const lines = found?.lines ?? [];
  const taken = lines.filter((line) => !skipped.has(line.object));
  const total = taken.reduce((sum, line) => sum + line.count, 0);
  const revokes = leaving && found?.may_revoke === true && (revoke ?? true);
  const isReady = heirs.length > 0 && (!whole || owner !== undefined) && (total > 0 || revokes);
  // Nothing of what was chosen is lost to a slip of the key.
  const isBegun = heirs.length > 0 || person !== undefined || skipped.size > 0;
  const leave = () => (isBegun ? openDialog({ kind: 'unsaved', onStay: () => {}, onLeave: onClose }) : onClose());
  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const made = await startHandOver({
        ...ask,
        reason: whole ? reason : 'other',
        follow_account: followAccount,
        promised: preview.isPlaceholderData ? null : Object.fromEntries(taken.map((line) => [line.object, line.count])),
        objects: skipped.size > 0 ? taken.map((line) => line.object) : null,
        revoke_access: revokes,
        deactivate: revokes,
      });
      onStarted(made.id);
    } catch (error) {
      setProblem(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={
        whole
          ? owner
            ? t('handOver.titleOf', { name: former })
            : t('handOver.title')
          : t('handOver.titleChosen', { count: formatNumber(records.length), plural: object?.plural ?? '' })
      }
      width={560}
      style={{ top: 40 }}
      styles={{ body: { maxHeight: 'calc(100dvh - 208px)', overflowY: 'auto' } }}
      mask={{ closable: false }}
      onCancel={leave}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Popconfirm
          key="start"
          disabled={!revokes || !isReady}
          title={t('handOver.ask', { name: former })}
          description={t('handOver.askAbout', { name: former, count: formatNumber(total) })}
          okText={t('handOver.startAndDeactivate')}
          okButtonProps={{ danger: true }}
          cancelText={t('common.cancel')}
          styles={{ root: { maxWidth: 400 } }}
          onConfirm={() => void start()}
        >
          <Button type="primary" loading={busy} disabled={!isReady} onClick={revokes ? undefined : () => void start()}>
            {total > 0 ? t('handOver.start', { count: formatNumber(total) }) : t('handOver.startNone')}
          </Button>
        </Popconfirm>,
      ]}
    >
      <div className={styles.form}>
        {name && owner && (
          <Segmented
            block
            value={whole}
            aria-label={t('handOver.what')}
            options={[
              { value: false, label: t('handOver.onlyChosen', { count: formatNumber(records.length) }) },
              { value: true, label: t('handOver.everythingOf', { name: former }) },
            ]}
            onChange={setWhole}
          />
        )}
        {!from && !name && (
          <div className={styles.field}>
            <label htmlFor="former">{t('handOver.whose')}</label>
            <LookupInput
              autoFocus
              id="former"
              field={{ name: 'former_owner', type: 'user', label: t('handOver.whose'), editable: true }}
              object="user"
              placeholder={t('handOver.whosePlaceholder')}
              value={person ? [person] : null}
              onChange={([chosen]) => {
                setPerson(chosen);
                setHeirs(heirs.filter((heir) => !chosen || linkId(heir) !== linkId(chosen)));
              }}
            />
          </div>
        )}
        {whole && (
          <Segmented
            block
            value={reason}
            aria-label={t('handOver.reason')}
            options={reasons.map((value) => ({ value, label: t(`handOver.reason.${value}`) }))}
            onChange={setReason}
          />
        )}
        <div className={styles.field}>
          <label htmlFor="heirs">{t('handOver.heirs')}</label>
          <LookupInput
            many
            autoFocus={from !== undefined || name !== undefined}
            id="heirs"
            field={{ name: 'heirs', type: 'multi_lookup', label: t('handOver.heirs'), editable: true }}
            object="user"
            only={`active eq true${whole && owner ? ` and id ne ${owner}` : ''}`}
            placeholder={t('handOver.heirsPlaceholder')}
            value={heirs}
            onChange={setHeirs}
          />
          <p className={styles.hint}>{t(heirs.length > 1 ? 'handOver.rule.even' : 'handOver.rule.one')}</p>
        </div>
        {leaving && found?.may_revoke && (
          <div className={styles.field}>
            <Checkbox checked={revokes} onChange={(event) => setRevoke(event.target.checked)}>
              {t('handOver.revoke', { name: former })}
            </Checkbox>
            <p className={styles.hint}>{t('handOver.revokeHint')}</p>
          </div>
        )}
        {heirs.length > 1 && (
          <Checkbox checked={followAccount} onChange={(event) => setFollowAccount(event.target.checked)}>
            {t('handOver.followAccount')}
          </Checkbox>
        )}
        {!whole && lines.length + Number(!includeOpen) > 1 && (
          <Checkbox checked={includeOpen} onChange={(event) => setIncludeOpen(event.target.checked)}>
            {t(
              name === 'account'
                ? 'handOver.includeOpen'
                : name === 'opportunity'
                  ? 'handOver.includeOpen.opportunity'
                  : 'handOver.includeOpen.other',
            )}
          </Checkbox>
        )}
        {whole && !owner ? null : preview.error ? (
          <Alert type="error" showIcon title={reasonOf(preview.error)} />
        ) : (
          <HandOverPreview lines={lines} withClosed={closed} loading={preview.isPending} skipped={skipped} onSkip={setSkipped} />
        )}
        {(whole || includeOpen) && (
          <Checkbox checked={closed} onChange={(event) => setClosed(event.target.checked)}>
            {t('handOver.includeClosed')}
          </Checkbox>
        )}
        {(whole || includeOpen) && <p className={styles.hint}>{t('handOver.closedHint')}</p>}
        {problem && <Alert type="error" showIcon title={problem} />}
        <p className={styles.hint}>{t('handOver.undoHint')}</p>
      </div>
    </Modal>
  );
}

function onlyOwner(records: readonly RecordData[]): string | undefined {
  const owners = new Set(
    records.map((record) => {
      const link = parseLink(record.owner);
      return link ? linkId(link) : undefined;
    }),
  );
  return owners.size === 1 ? [...owners][0] : undefined;
}
