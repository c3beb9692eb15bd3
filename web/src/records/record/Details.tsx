import { Button } from 'antd';
import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FieldMeta, ObjectMeta, SectionMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useKey } from '../../app/useKey.ts';
import { useDefinitions, useWorkspace } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { stateOf } from '../conditions.ts';
import { kindOf } from '../kinds/registry.ts';
import { isOfType } from '../recordTypes.ts';
import { isEmpty } from '../values.ts';
import styles from './Details.module.css';
import { InlineField } from './InlineField.tsx';

/** Every field the reader may see, in the layout's sections, edited in place. Narrow, without the tables, which have tabs of their own then. */
export function Details({ object, record, isNarrow }: { object: ObjectMeta; record: RecordData; isNarrow?: boolean }) {
  const t = useText();
  const definitions = useDefinitions();
  const workspace = useWorkspace();
  const root = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  useKey('e', () => root.current?.querySelector<HTMLElement>('[data-edit]')?.click());
  const [everything, setEverything] = useState(false);
  const shownIn = (section: SectionMeta): FieldMeta[] =>
    section.fields
      .map((name) => definitions.field(object, name))
      .filter((f): f is FieldMeta => f !== undefined && stateOf(f, record, workspace).visible)
      .filter((f) => !(isNarrow && f.type === 'child_table'));
  const ownSections = object.layout.sections.filter((section) => isOfType(section, record));
  const sections = ownSections.length ? ownSections : [wholeSection(object)];
  const empty = sections.flatMap(shownIn).filter((f) => isEmpty(record[f.name])).length;
  const toggle = (label: string) => {
    const next = new Set(closed);
    if (!next.delete(label)) next.add(label);
    setClosed(next);
  };
  return (
    <div ref={root}>
      {sections.map((section) => {
        const fields = shownIn(section).filter((f) => everything || !isEmpty(record[f.name]));
        const open = !closed.has(section.label);
        return fields.length === 0 ? null : (
          <section key={section.label} className={styles.section}>
            <h2>
              <button type="button" aria-expanded={open} onClick={() => toggle(section.label)}>
                <ChevronDown size={14} aria-hidden="true" style={{ transform: open ? undefined : 'rotate(-90deg)' }} />
                {section.label}
              </button>
            </h2>
            {open && (
              <dl>
                {fields.map((field) => (
                  <div key={field.name} className={kindOf(field).wide ? styles.wide : styles.row}>
                    <dt
                      title={field.help}
                      className={fields.length === 1 && field.label === section.label ? 'srOnly' : undefined}
                    >
                      {field.label}
                    </dt>
                    <dd>
                      <InlineField object={object} record={record} field={field} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        );
      })}
      {empty > 0 && (
        <Button
          type="text"
          size="small"
          className={styles.empty}
          aria-expanded={everything}
          onClick={() => setEverything(!everything)}
        >
          {t(everything ? 'record.hideEmpty' : 'record.showEmpty', { count: empty })}
        </Button>
      )}
    </div>
  );
}

/** An object whose definition arranges nothing shows everything. */
function wholeSection(object: ObjectMeta): SectionMeta {
  return { label: object.label, fields: object.fields.filter((f) => !f.system).map((f) => f.name) };
}
