import dayjs from 'dayjs';
import type { FieldDefinition } from '../../api/definitions.ts';

/** A day as a number's date part writes it. */
export function dateSample(pattern: string, day = dayjs()): string {
  return day.format(pattern.replaceAll('y', 'Y').replaceAll('d', 'D'));
}

/** The first number of its kind as it would look on a day. */
export function numberSample(value: NonNullable<FieldDefinition['number']>, day = dayjs()): string {
  return value.parts
    .map((part) => part.text ?? (part.date ? dateSample(part.date, day) : '1'.padStart(part.counter ?? 1, '0')))
    .join('');
}
