import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { FieldMeta } from '../../../api/meta.ts';
import { usePhone } from '../../../app/usePhone.ts';
import { useDefinitions } from '../../../app/workspace.tsx';
import { useText } from '../../../i18n/text.ts';
import { FieldValue } from '../../FieldValue.tsx';
import { isEmpty } from '../../values.ts';
import type { DisplayProps } from '../FieldKind.ts';
import { alignOf } from '../registry.ts';
import styles from '../shared/shared.module.css';
import { ChildTotals } from './ChildTotals.tsx';
import { childFields, inOrder, lineTitle, sumsOf } from './childFields.ts';
import type { ChildRow } from './childTableKind.tsx';
import briefStyles from './LineBrief.module.css';
import { LineBrief } from './LineBrief.tsx';

export function ChildTableDisplay({ value, field }: DisplayProps<ChildRow[]>) {
  const definitions = useDefinitions();
  const fields = childFields(definitions, field);
  const rows = inOrder(definitions.find(field.object), value);
  const isNarrow = usePhone();
  if (isNarrow) return <Cards fields={fields} rows={rows} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className={styles.scroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            {fields.map((column) => (
              <th key={column.name} scope="col" data-align={alignOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={String(row.id ?? index)}>
              {fields.map((column) => (
                <td key={column.name} data-align={alignOf(column)}>
                  <FieldValue field={column} value={row[column.name]} record={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <ChildTotals fields={fields} rows={rows} />
      </table>
    </div>
  );
}

/** The lines one below the other, each opening to all it says. */
function Cards({ fields, rows }: { fields: readonly FieldMeta[]; rows: readonly ChildRow[] }) {
  const t = useText();
  const sums = rows.length > 1 ? [...sumsOf(fields, rows)] : [];
  return (
    <ul className={briefStyles.lines}>
      {rows.map((row, index) => (
        <li key={String(row.id ?? index)}>
          <details>
            <summary
              className={briefStyles.open}
              aria-label={t('child.open', { line: lineTitle(fields, row) ?? t('child.unnamed') })}
            >
              <LineBrief fields={fields} row={row} />
              <ChevronRight size={16} aria-hidden="true" />
            </summary>
            <dl>
              {fields
                .filter((column) => !isEmpty(row[column.name]))
                .map((column) => (
                  <Fragment key={column.name}>
                    <dt>{column.label}</dt>
                    <dd>
                      <FieldValue field={column} value={row[column.name]} record={row} />
                    </dd>
                  </Fragment>
                ))}
            </dl>
          </details>
        </li>
      ))}
      {sums.map(([name, sum]) => {
        const column = fields.find((f) => f.name === name);
        return (
          column && (
            <li key={name} className={briefStyles.total}>
              <span>{column.label}</span>
              <FieldValue field={column} value={sum} record={rows[0]} />
            </li>
          )
        );
      })}
    </ul>
  );
}
