import { useDefinition } from '../../api/definitions.ts';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { ManySelect } from '../../ui/ManySelect.tsx';
import { say } from '../objects/changes.ts';
import { Row } from '../shared/Row.tsx';

interface TypeRightsProps {
  object: string;
  types: string[] | undefined;
  onChange(types: string[] | undefined): void;
}

/** Which kinds of records the role may make, of objects that have several; none chosen means all. */
export function TypeRights({ object, types, onChange }: TypeRightsProps) {
  const t = useText();
  const known = useDefinition(object).data?.definition.recordTypes ?? [];
  if (known.length === 0) return null;
  return (
    <Row label={t('grant.types')}>
      {(id) => (
        <ManySelect
          id={id}
          allowClear
          style={{ minWidth: 240, maxWidth: 480 }}
          value={types ?? []}
          placeholder={t('grant.allTypes')}
          options={known.map((type) => ({ value: type.name, label: say(type.label, currentLanguage()) }))}
          onChange={(chosen) => onChange(chosen.length ? chosen : undefined)}
        />
      )}
    </Row>
  );
}
