import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ObjectDefinition, overlayOf, saveOverlay, type WholeDefinition } from '../../api/definitions.ts';
import { text } from '../../i18n/text.ts';
import { tellDone } from '../../ui/toast.ts';
import { faultsOf, refreshDefinitions } from './saving.ts';

/** Saves a part of an object's overlay and keeps what the server says against it. */
export function useOverlay(whole: WholeDefinition) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = async (change: (overlay: ObjectDefinition) => ObjectDefinition): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await saveOverlay(whole, change(overlayOf(whole)));
      await refreshDefinitions(client);
      tellDone(text('admin.saved'));
      return true;
    } catch (error) {
      setProblem(faultsOf(error, '').field);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, problem };
}
