import { text } from '../../../i18n/text.ts';

/** Calling codes of two digits; 1 and 7 have one, all others three. */
const ofTwo = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** A number as people write it: 138 0013 8000, 021-61234567, 400-820-8820, +1 415 555 2671. Masked digits stay where they are. */
export function readablePhone(stored: string): string {
  const [number = '', extension] = stored.split(';ext=');
  const shown = chinese(number) ?? abroad(number) ?? number;
  return extension ? text('phone.extension', { number: shown, extension }) : shown;
}

function chinese(number: string): string | undefined {
  const national = number.startsWith('+86') ? number.slice(3) : number;
  const mobile = /^(1[\d*]{2})([\d*]{4})([\d*]{4})$/.exec(national);
  if (mobile) return mobile.slice(1).join(' ');
  const shared = /^([48]00)(\d{3})(\d{4})$/.exec(national);
  if (shared) return shared.slice(1).join('-');
  const landline = number.startsWith('+86') && /^(10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(national);
  return landline ? `0${landline[1]}-${landline[2]}` : undefined;
}

function abroad(number: string): string | undefined {
  const digits = /^\+(\d{6,15})$/.exec(number)?.[1];
  if (!digits) return undefined;
  const code = digits.slice(0, /^[17]/.test(digits) ? 1 : ofTwo.has(digits.slice(0, 2)) ? 2 : 3);
  return [`+${code}`, ...inGroups(digits.slice(code.length))].join(' ');
}

/** Groups of three, the last of four; two of four where eight digits are left, as in Hong Kong. */
function inGroups(digits: string): string[] {
  if (digits.length <= 4) return [digits];
  if (digits.length === 8) return [digits.slice(0, 4), digits.slice(4)];
  const head = digits.slice(0, -4);
  const first = head.length % 3 || 3;
  const groups = [head.slice(0, first)];
  for (let at = first; at < head.length; at += 3) groups.push(head.slice(at, at + 3));
  return [...(groups[0]?.length === 1 && groups[1] ? [groups[0] + groups[1], ...groups.slice(2)] : groups), digits.slice(-4)];
}
