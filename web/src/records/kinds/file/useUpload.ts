import { useState } from 'react';
import { type FileInfo, uploadFile } from '../../../api/files.ts';
import { reasonOf, text } from '../../../i18n/text.ts';
import { tellError } from '../../../ui/toast.ts';

/** A file on its way to the server. */
export interface Sending {
  file: File;
  /** How much of it has left, 0 to 1. */
  share: number;
  stop: AbortController;
}

/** Sends files, says how far each is, and can stop each. */
export function useUpload(onSent: (file: FileInfo) => void, record?: { object: string; record: string }) {
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const change = (file: File, share: number) =>
    setSending((all) => all.map((one) => (one.file === file ? { ...one, share } : one)));
  const sendOne = async ({ file, stop }: Sending) => {
    try {
      onSent(await uploadFile(file, { ...record, onProgress: (share) => change(file, share), signal: stop.signal }));
    } catch (error) {
      if (!stop.signal.aborted) tellError(text('file.failed', { name: file.name, reason: reasonOf(error) }));
    } finally {
      setSending((all) => all.filter((one) => one.file !== file));
    }
  };
  const send = (files: readonly File[]) => {
    const added = files.map((file): Sending => ({ file, share: 0, stop: new AbortController() }));
    setSending((all) => [...all, ...added]);
    for (const one of added) void sendOne(one);
  };
  return { sending, send, cancel: (one: Sending) => one.stop.abort() };
}
