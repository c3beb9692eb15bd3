import { useState } from 'react';
import { ConditionInput, useConditionPending } from '../../../admin/objects/ConditionInput.tsx';
import { useText } from '../../../i18n/text.ts';
import type { InputProps } from '../FieldKind.ts';
import { InputDialog, isInPlace } from '../shared/InputDialog.tsx';
import { aboutOf } from './aboutOf.ts';
import { ConditionWords } from './ConditionWords.tsx';

/** A condition over the records of an object, built row by row or written as a formula. */
export function ConditionTextInput(props: InputProps<string>) {
  const { field, value, record, onChange } = props;
  const t = useText();
  const pending = useConditionPending();
  const about = aboutOf(field, record);
  const [draft, setDraft] = useState<string | null>(() => (isInPlace(props) ? (value ?? '') : null));
  return (
    <InputDialog
      {...props}
      said={value ? <ConditionWords about={about} formula={value} /> : t('criteria.none')}
      open={draft !== null}
      isReady={!pending}
      onOpen={() => setDraft(value ?? '')}
      onDone={() => {
        setDraft(null);
        onChange(draft?.trim() || null);
      }}
      onCancel={() => {
        setDraft(null);
        if (isInPlace(props)) onChange(value);
      }}
    >
      {draft !== null && (
        <ConditionInput object={about ?? ''} value={draft} rows={3} onChange={(formula) => setDraft(formula ?? '')} />
      )}
    </InputDialog>
  );
}
