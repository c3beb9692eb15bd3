import { Button, Input, Tooltip } from 'antd';
import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { tellError } from '../../../ui/toast.ts';
import type { InputProps } from '../FieldKind.ts';
import styles from '../shared/shared.module.css';
import { Unreadable } from '../unreadable.ts';
import { type GeoPoint, parsePoint, pointText } from './geoPoint.ts';

/** A place: typed or pasted as one gets it from a map, or taken from where the device is. */
export function GeoPointInput({ field, value, onChange, id, autoFocus, invalid, disabled, inCell }: InputProps<GeoPoint>) {
  const t = useText();
  const [typed, setTyped] = useState(value ? pointText(value) : '');
  const [busy, setBusy] = useState(false);
  const take = (next: string) => {
    setTyped(next);
    onChange(next.trim() === '' ? null : (parsePoint(next) ?? new Unreadable(next, 'geo.unreadable')));
  };
  const locate = () => {
    setBusy(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setBusy(false);
        take(pointText({ lat: coords.latitude, lng: coords.longitude }));
      },
      () => {
        setBusy(false);
        tellError(t('geo.failed'));
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <div className={styles.row}>
      <Input
        id={id}
        className={styles.grow}
        aria-label={id ? undefined : field.label}
        status={invalid || (typed.trim() && !parsePoint(typed)) ? 'error' : undefined}
        variant={inCell ? 'borderless' : 'outlined'}
        autoFocus={autoFocus}
        disabled={disabled}
        placeholder={t('geo.placeholder')}
        value={typed}
        onChange={(event) => take(event.target.value)}
      />
      <Tooltip title={t('geo.here')}>
        <Button
          type="text"
          aria-label={`${field.label}: ${t('geo.here')}`}
          disabled={disabled}
          loading={busy}
          icon={<LocateFixed size={16} />}
          onClick={locate}
        />
      </Tooltip>
    </div>
  );
}
