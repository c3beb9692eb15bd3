import type { ClipboardEvent } from 'react';
import { readablePhone } from './readablePhone.ts';

/** A number to read and to call; who copies it gets the number itself, without the spaces. */
export function PhoneLink({ value }: { value: string }) {
  const shown = readablePhone(value);
  if (value.includes('*')) return <>{shown}</>;
  const copy = (event: ClipboardEvent) => {
    if (document.getSelection()?.toString().trim() !== shown) return;
    event.clipboardData.setData('text/plain', value.split(';')[0] ?? value);
    event.preventDefault();
  };
  return (
    <a href={`tel:${value}`} onClick={(event) => event.stopPropagation()} onCopy={copy} style={{ whiteSpace: 'nowrap' }}>
      {shown}
    </a>
  );
}
