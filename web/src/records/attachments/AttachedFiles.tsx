import { fileUrl } from '../../api/files.ts';
import { Icon } from '../../ui/Icon.tsx';
import { linkId, linkName, parseLink } from '../kinds/shared/reference.ts';
import styles from './Attaching.module.css';

/** The files that go along with something written: pictures as such, others by name. */
export function AttachedFiles({ value }: { value: unknown }) {
  const files = (Array.isArray(value) ? value : []).flatMap((one) => parseLink(one) ?? []);
  if (files.length === 0) return null;
  return (
    <ul className={styles.attached}>
      {files.map((file) => {
        const name = linkName(file) ?? '';
        return (
          <li key={linkId(file)}>
            <a href={fileUrl(linkId(file))} target="_blank" rel="noreferrer">
              {/\.(png|jpe?g|gif|webp|bmp)$/i.test(name) ? (
                <img src={fileUrl(linkId(file))} alt={name} loading="lazy" />
              ) : (
                <span className={styles.name}>
                  <Icon name="file" size={14} />
                  {name}
                </span>
              )}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
