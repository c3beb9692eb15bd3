import { Star } from 'lucide-react';
import { useFavourites, useToggleFavourite } from '../../api/favourites.ts';
import { reasonOf, useText } from '../../i18n/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Tip } from '../../ui/Tip.tsx';
import { tellError } from '../../ui/toast.ts';
import { useDefinitions } from '../workspace.tsx';
import styles from './FavouriteButton.module.css';

interface FavouriteButtonProps {
  object: string;
  record?: string;
  view?: string;
}

/** A star: keeps a record or a view in the menu. */
export function FavouriteButton({ object, record, view }: FavouriteButtonProps) {
  const t = useText();
  const may = useDefinitions().find('favourite')?.can.create ?? false;
  const kept = useFavourites().find((f) => f.object === object && f.record === (record ?? null) && f.view === (view ?? null));
  const toggle = useToggleFavourite();
  if (!may) return null;
  const label = t(kept ? 'shelf.remove' : 'shelf.add');
  return (
    <Tip title={label}>
      <Button
        type="text"
        aria-label={label}
        aria-pressed={kept !== undefined}
        className={kept ? styles.kept : styles.button}
        icon={<Star size={16} fill={kept ? 'currentColor' : 'none'} />}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate({ kept, object, record, view }, { onError: (error) => tellError(reasonOf(error)) })}
      />
    </Tip>
  );
}
