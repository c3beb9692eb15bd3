import { Link as RouterLink } from 'react-router';
import { useDefinitions } from '../../../app/workspace.tsx';
import { Avatar } from '../../../ui/Avatar.tsx';
import { type Link, linkId } from './reference.ts';
import styles from './shared.module.css';
import { useNames } from './useNames.ts';

/** Linked records by name, each leading to its page. */
export function LinkText({ object, links }: { object: string | undefined; links: readonly Link[] }) {
  const names = useNames(object, links);
  const reachable = Boolean(useDefinitions().find(object));
  return (
    <span className={styles.links}>
      {links.map((link) => {
        const id = linkId(link);
        const name = names.get(id) ?? '…';
        return reachable ? (
          <RouterLink key={id} to={`/o/${object}/${id}`} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
            {name}
          </RouterLink>
        ) : (
          <span key={id}>{name}</span>
        );
      })}
    </span>
  );
}

/** A person with the face we can give them. */
export function PersonText({ link, object = 'user' }: { link: Link; object?: string }) {
  const name = useNames(object, [link]).get(linkId(link)) ?? '…';
  return (
    <span className={styles.person}>
      <Avatar name={name} />
      <span className={styles.ellipsis}>{name}</span>
    </span>
  );
}
