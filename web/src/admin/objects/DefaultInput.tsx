import { Segmented } from 'antd';
import type { FieldDefinition } from '../../api/definitions.ts';
import type { FieldMeta, FieldType } from '../../api/meta.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { currentLanguage, useText } from '../../i18n/text.ts';
import { kindOf } from '../../records/kinds/registry.ts';
import { say } from './changes.ts';
import { FormulaInput } from './FormulaInput.tsx';

interface DefaultInputProps {
  id: string;
  object: string;
  field: FieldDefinition;
  onChange(value: unknown): void;
}

/** What a new record begins with: a value, typed as the field itself is, or a formula. */
export function DefaultInput({ id, object, field, onChange }: DefaultInputProps) {
  const t = useText();
  const definitions = useDefinitions();
  const formula = typeof field.default === 'string' && field.default.startsWith('=') ? field.default.slice(1) : undefined;
  const kind = kindOf({ type: field.type as FieldType });
  const meta = metaOf(field);
  return (
    <>
      <Segmented
        size="small"
        value={formula === undefined ? 'value' : 'formula'}
        options={(['value', 'formula'] as const).map((mode) => ({ value: mode, label: t(`default.${mode}`) }))}
        onChange={(mode) => onChange(mode === 'formula' ? '=' : undefined)}
      />
      {formula !== undefined ? (
        <FormulaInput
          id={id}
          object={object}
          rows={1}
          value={formula}
          onChange={(next) => onChange(`=${next ?? ''}`)}
          placeholder="TODAY()"
        />
      ) : (
        kind.Input && (
          <kind.Input
            id={id}
            field={meta}
            value={kind.parse(field.default, meta)}
            record={{}}
            onChange={(next) => onChange(next === null ? undefined : kind.send ? kind.send(next, meta, definitions) : next)}
          />
        )
      )}
    </>
  );
}

/** The field as the input of its kind wants it. */
function metaOf(field: FieldDefinition): FieldMeta {
  const language = currentLanguage();
  return {
    name: field.name || 'default',
    type: field.type as FieldType,
    label: say(field.label, language),
    // An option without a name yet can't be told from another.
    options: field.options?.flatMap((o) =>
      say(o.label, language) ? [{ value: o.value, label: say(o.label, language), color: o.color }] : [],
    ),
    object: field.object,
    min: field.min,
    max: field.max,
    scale: field.scale,
    editable: true,
  };
}
