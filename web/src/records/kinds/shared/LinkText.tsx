import { useDefinitions } from '../../../app/workspace.tsx';
import { Avatar } from '../../../ui/Avatar.tsx';
import { PlainLink } from '../../../ui/PlainLink.tsx';
import { type Link, linkId, linkName } from './reference.ts';
import styles from './shared.module.css';
import { useNames } from './useNames.ts';

/** Linked records by name, each leading to its page. */
export function LinkText({ object, links }: { object: string | undefined; links: readonly Link[] }) {
  const nameField = useDefinitions().nameField(object);
  const known = new Map(links.map((link) => [linkId(link), linkName(link, nameField)]));
  return [...known.values()].includes(undefined) ? (
    <SoughtLinks object={object} links={links} />
  ) : (
    <NamedLinks object={object} names={known} />
  );
}

/** Links of which the query brought only where they lead. */
function SoughtLinks({ object, links }: { object: string | undefined; links: readonly Link[] }) {
  const names = useNames(object, links);
  return <NamedLinks object={object} names={new Map(links.map((link) => [linkId(link), names.get(linkId(link))]))} />;
}

function NamedLinks({ object, names }: { object: string | undefined; names: ReadonlyMap<string, string | undefined> }) {
  const reachable = Boolean(useDefinitions().find(object));
  return (
    <span className={styles.links} data-line="">
      {[...names].map(([id, name = '…']) =>
        reachable ? (
          <PlainLink key={id} to={`/o/${object}/${id}`}>
            {name}
          </PlainLink>
        ) : (
          <span key={id}>{name}</span>
        ),
      )}
    </span>
  );
}

/** A person with the face we can give them. */
export function PersonText({ link, object = 'user' }: { link: Link; object?: string }) {
  const nameField = useDefinitions().nameField(object);
  const name = linkName(link, nameField);
  return name === undefined ? <SoughtPerson link={link} object={object} /> : <Person name={name} />;
}

/** A person of whom the query brought only who it is. */
function SoughtPerson({ link, object }: { link: Link; object: string }) {
  return <Person name={useNames(object, [link]).get(linkId(link)) ?? '…'} />;
}

function Person({ name }: { name: string }) {
  return (
    <span className={styles.person} data-line="">
      <Avatar name={name} />
      {name}
    </span>
  );
}
