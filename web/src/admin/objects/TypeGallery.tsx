import type { FieldType } from '../../api/meta.ts';
import { useText } from '../../i18n/text.ts';
import styles from './Designer.module.css';
import { typeGroups, typeIcons } from './fieldTypes.ts';

/** Every type of field with one sentence about it. */
export function TypeGallery({ onChoose }: { onChoose(type: FieldType): void }) {
  const t = useText();
  return (
    <div className={styles.gallery}>
      {typeGroups.map(({ group, types }) => (
        <section key={group}>
          <h3>{t(`typeGroup.${group}`)}</h3>
          <div className={styles.types}>
            {types.map((type) => {
              const Drawing = typeIcons[type];
              return (
                <button key={type} type="button" className={styles.type} data-type={type} onClick={() => onChoose(type)}>
                  <Drawing size={16} aria-hidden="true" />
                  <span>
                    <strong>{t(`type.${type}`)}</strong>
                    <small>{t(`typeHint.${type}`)}</small>
                  </span>
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}
