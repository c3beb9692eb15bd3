import type { QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import { whenShown } from '../app/whenShown.ts';
import { recordKeys } from '../records/recordCache.ts';
import { objectsShown } from './objectsShown.ts';
import { meet, type Presence, whenLooking } from './presence.ts';
import { type LiveChange, takeChange } from './takeChange.ts';

const url = '/api/live';
const gather = 300;
const waits = [0, 1_000, 2_000, 5_000, 10_000, 30_000];

/** Keeps a line to the server open and takes what changed into the cache, until the returned function closes it. */
export function openLiveLine(client: QueryClient): () => void {
  let closed = false;
  let close = () => {
    closed = true;
  };
  // The page comes first: nobody misses a change in its first moment, as what is shown was just read.
  void whenShown(client)
    .then(() => import('@microsoft/signalr'))
    .then(({ HttpTransportType, HubConnectionBuilder, LogLevel }) => {
      if (closed) return;
      const line = new HubConnectionBuilder()
        .withUrl(url, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
        .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => waits[previousRetryCount] ?? 30_000 })
        .configureLogging(LogLevel.None)
        .build();

      let watched = '';
      const watch = () => {
        const objects = objectsShown(client.getQueryCache());
        if (line.state !== 'Connected' || objects.join() === watched) return;
        watched = objects.join();
        void line.invoke('Watch', objects).catch(() => undefined);
      };
      const look = (object: string | null, id: string | null) => {
        if (line.state === 'Connected') void line.invoke('Look', object, id).catch(() => undefined);
      };
      const looking = whenLooking(look);
      const connected = () => {
        watched = '';
        watch();
        looking.again();
      };
      let timer: number | undefined;
      const unsubscribe = client.getQueryCache().subscribe((event) => {
        // A query that waits for another one becomes active by its options, not by somebody who begins to look.
        // Of what is waiting for a decision the answer says which objects it is about.
        if (!['observerAdded', 'observerRemoved', 'observerOptionsUpdated'].includes(event.type) && !isAnswer(event)) return;
        timer ??= window.setTimeout(() => {
          timer = undefined;
          watch();
        }, gather);
      });

      line.on('changed', (change: LiveChange) => takeChange(client, change));
      line.on('presence', (present: Presence) => meet(present));
      line.on('definitions', () => void client.invalidateQueries({ queryKey: ['meta'] }));
      // What happened while the line was down is not known: what is shown is read again.
      line.onreconnected(() => {
        connected();
        void client.invalidateQueries({ queryKey: ['records'] });
        void client.invalidateQueries({ queryKey: recordKeys.approvals });
        void client.invalidateQueries({ queryKey: ['meta'] });
      });
      let retry: number | undefined;
      const start = (attempt: number): void => {
        line.start().then(connected, () => {
          if (!closed) retry = window.setTimeout(() => start(attempt + 1), waits[attempt + 1] ?? 30_000);
        });
      };
      start(0);
      close = () => {
        closed = true;
        window.clearTimeout(timer);
        window.clearTimeout(retry);
        unsubscribe();
        looking.end();
        void line.stop();
      };
    });
  return () => close();
}

function isAnswer(event: QueryCacheNotifyEvent): boolean {
  return event.type === 'updated' && event.action.type === 'success' && event.query.queryKey[0] === recordKeys.approvals[0];
}
