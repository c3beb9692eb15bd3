import { Select } from 'antd';
import { useState } from 'react';
import { scopes } from '../../api/roles.ts';
import { useText } from '../../i18n/text.ts';
import { ConditionInput } from '../objects/ConditionInput.tsx';
import styles from './Roles.module.css';

interface ScopeSelectProps {
  label: string;
  object: string;
  owned: boolean;
  value: string;
  inherited: boolean;
  onChange(scope: string): void;
}

/** Which records a right reaches: a step of the organisation, or a formula over the record. */
export function ScopeSelect({ label, object, owned, value, inherited, onChange }: ScopeSelectProps) {
  const t = useText();
  const [writing, setWriting] = useState(false);
  const formula = value.startsWith('=');
  const offered = owned ? scopes : scopes.filter((s) => !s.startsWith('department') || s === value);
  return (
    <div className={styles.scope} data-scope={formula ? 'formula' : value}>
      <Select
        size="small"
        variant="borderless"
        aria-label={label}
        className={inherited ? styles.soft : undefined}
        popupMatchSelectWidth={false}
        value={formula ? 'formula' : value}
        options={[
          ...offered.map((s) => ({ value: s as string, label: t(`scope.${s}`) })),
          ...(object === '*' ? [] : [{ value: 'formula', label: t('scope.formula') }]),
        ]}
        onChange={(next) => {
          setWriting(next === 'formula');
          onChange(next === 'formula' ? '=owner = ME()' : next);
        }}
      />
      {formula &&
        (writing ? (
          <div className={styles.formula}>
            <ConditionInput object={object} value={value.slice(1)} onChange={(next) => onChange(`=${next ?? ''}`)} />
          </div>
        ) : (
          <button type="button" className={styles.formulaText} onClick={() => setWriting(true)}>
            {value.slice(1)}
          </button>
        ))}
    </div>
  );
}
