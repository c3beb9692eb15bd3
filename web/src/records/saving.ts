/** What was typed in place and is on its way. */
const sending = new Set<Promise<unknown>>();

/** Remembers work until it has ended, so that what is pressed meanwhile can wait for it. */
export function whileSaving<T>(work: Promise<T>): Promise<T> {
  sending.add(work);
  const end = () => {
    sending.delete(work);
  };
  work.then(end, end);
  return work;
}

export function isSaving(): boolean {
  return sending.size > 0;
}

/** Waits for all that is on its way; whether all of it was taken. */
export async function allSaved(): Promise<boolean> {
  let isTaken = true;
  while (sending.size > 0) {
    const ends = await Promise.allSettled(sending);
    isTaken &&= ends.every((end) => end.status === 'fulfilled');
  }
  return isTaken;
}
