import type { RecordData } from '../api/records.ts';

/** What is told of the former owner's access, which ended when the hand-over began; nothing where it was not touched. */
export function accessTold(handOver: RecordData | undefined): 'handOver.deactivated' | 'handOver.revoked' | undefined {
  if (handOver?.deactivate === true) return 'handOver.deactivated';
  return handOver?.revoke_access === true ? 'handOver.revoked' : undefined;
}

/** Whether an undone hand-over gave records back to an account that it had closed: it stays closed. */
export function leftWithout(handOver: RecordData): boolean {
  return handOver.status === 'undone' && handOver.deactivate === true;
}
