import { useQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { definitionQuery } from '../../api/definitions.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { numberSample } from '../objects/numberSample.ts';
import admin from '../shared/Admin.module.css';

/** Which objects number their records; the pattern is the field's own setting. */
export function Numbering() {
  const t = useText();
  const definitions = useDefinitions();
  const numbered = definitions.objects.flatMap((object) =>
    object.fields.filter((f) => f.numbered).map((field) => ({ object, field })),
  );
  const wholes = useQueries({ queries: [...new Set(numbered.map(({ object }) => object.name))].map(definitionQuery) });
  const sampleOf = (object: string, field: string) => {
    const whole = wholes.find(({ data }) => data?.definition.name === object)?.data;
    const number = whole?.definition.fields.find((f) => f.name === field)?.number;
    return number && numberSample(number);
  };
  if (numbered.length === 0) return <Empty title={t('numbers.none')}>{t('numbers.hint')}</Empty>;
  return (
    <div className={admin.form}>
      <p className={admin.hint}>{t('numbers.hint')}</p>
      <table className={admin.table}>
        <thead>
          <tr>
            <th>{t('changes.objectOne')}</th>
            <th>{t('numbers.field')}</th>
            <th>{t('numbers.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {numbered.map(({ object, field }) => (
            <tr key={`${object.name}.${field.name}`}>
              <td>
                <span className={admin.main}>
                  <Icon name={object.icon} fallback={object.name} />
                  {object.label}
                </span>
              </td>
              <td>
                <Link to={`/admin/objects/${object.name}?field=${field.name}`}>{field.label}</Link>
              </td>
              <td className={admin.code}>{sampleOf(object.name, field.name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
