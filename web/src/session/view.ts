import { seeAs, seeAsOneself } from '../api/session.ts';

/** What one sees as somebody else holds for every tab of the browser: when it changes in one, the others begin anew. */
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('tongke.view');

const anew = () => window.location.reload();

/** Begins this tab anew when another one begins or ends to see as somebody else, and at the moment at which it ends by itself. */
export function followView(until: string | undefined): () => void {
  tabs?.addEventListener('message', anew);
  const left = until === undefined ? undefined : new Date(until).getTime() - Date.now();
  const timer = left === undefined ? undefined : window.setTimeout(anew, Math.max(left, 0) + 1_000);
  return () => {
    tabs?.removeEventListener('message', anew);
    window.clearTimeout(timer);
  };
}

/** Opens the product as the person sees it. Nothing of what is on the screen stays. */
export async function beginView(person: string): Promise<void> {
  await seeAs(person);
  tabs?.postMessage(null);
  window.location.assign('/');
}

/** Goes back to the person's account, as oneself. */
export async function endView(person: string): Promise<void> {
  await seeAsOneself();
  tabs?.postMessage(null);
  window.location.assign(`/admin/people?person=${person}`);
}
