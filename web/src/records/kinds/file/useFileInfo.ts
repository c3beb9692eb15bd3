import { useQuery } from '@tanstack/react-query';
import { type FileInfo, readFileInfo } from '../../../api/files.ts';
import { type Attachment, attachmentId } from './attachment.ts';

/** What is known of a file: from the upload just done, otherwise asked for once and kept. */
export function useFileInfo(value: Attachment | null): FileInfo | undefined {
  const known = value && typeof value === 'object' && value.name ? (value as FileInfo) : undefined;
  const id = value ? attachmentId(value) : '';
  const { data } = useQuery({
    queryKey: ['file', id],
    queryFn: ({ signal }) => readFileInfo(id, signal),
    enabled: id !== '' && !known,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return known ?? data;
}
