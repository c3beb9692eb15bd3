import { createRecord, type RecordData } from './records.ts';

/** Lets somebody see a record that no role shows them. */
export function addMember(object: string, record: string, user: string): Promise<RecordData> {
  return createRecord('record_member', { object, record, user, access: 'read' }, crypto.randomUUID());
}
