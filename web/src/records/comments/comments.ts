import { useQueryClient } from '@tanstack/react-query';
import type { ObjectMeta } from '../../api/meta.ts';
import { createRecord, deleteRecord, patchRecord, type RecordData, runAction } from '../../api/records.ts';
import { useDefinitions } from '../../app/workspace.tsx';
import { reasonOf, text } from '../../i18n/text.ts';
import { tellError, tellUndoable } from '../../ui/toast.ts';
import { linkId, linkName, parseLink } from '../kinds/shared/reference.ts';
import { useRecordList } from '../list/useRecordList.ts';
import { refresh } from '../recordCache.ts';

/** The record that is talked about. */
export interface Subject {
  object: string;
  id: string;
}

export interface Person {
  id: string;
  name: string;
}

/** One person's answer to a comment by a sign. */
export interface Reaction {
  id: string;
  comment: string;
  emoji: string;
  person: Person;
}

export const commentObject = 'comment';
const reactionObject = 'comment_reaction';
const most = 200;

export function personOf(value: unknown): Person | undefined {
  const link = parseLink(value);
  return link ? { id: linkId(link), name: linkName(link) ?? '' } : undefined;
}

/** What stands between the last @ and the caret, as long as it is one word. */
export function askedBefore(typed: string): string | undefined {
  return /@([^@\s]*)$/.exec(typed)?.[1];
}

/** Those named in a text: every candidate whose name stands behind an @. */
export function mentionedIn(typed: string, candidates: readonly Person[]): Person[] {
  return candidates.filter(({ name }) => name !== '' && typed.includes(`@${name}`));
}

/** What has been said about a record, the latest first. */
export function useComments(comment: ObjectMeta, subject: Subject, enabled: boolean) {
  const fields = ['text', 'mentions', 'files', 'reply_to', 'owner', 'created_at', 'updated_at'];
  return useRecordList(
    comment,
    {
      filter: `object eq '${subject.object}' and record eq ${subject.id}`,
      orderby: 'created_at desc',
      search: '',
      fields: comment.fields.filter((f) => fields.includes(f.name)),
      top: 50,
    },
    enabled,
  );
}

/** The signs people set under the comments on a record. */
export function useReactions(reaction: ObjectMeta, subject: Subject, enabled: boolean): Reaction[] {
  const list = useRecordList(
    reaction,
    {
      filter: `comment/object eq '${subject.object}' and comment/record eq ${subject.id}`,
      orderby: 'created_at',
      search: '',
      fields: reaction.fields.filter((f) => ['comment', 'emoji', 'owner'].includes(f.name)),
      top: most,
    },
    enabled,
  );
  return list.rows.flatMap((row) => {
    const comment = parseLink(row.comment);
    const person = personOf(row.owner);
    return comment && person ? [{ id: row.id, comment: linkId(comment), emoji: String(row.emoji), person }] : [];
  });
}

/** What one can do with comments; each tells what went wrong, and answers whether it went well. */
export function useCommentWork(subject: Subject) {
  const client = useQueryClient();
  const mayReact = useDefinitions().find(reactionObject)?.can.create ?? false;
  const run = async (object: string, work: Promise<unknown>): Promise<boolean> => {
    try {
      await work;
      return true;
    } catch (error) {
      tellError(reasonOf(error));
      return false;
    } finally {
      refresh(client, object);
    }
  };
  return {
    mayReact,
    add: (typed: string, mentions: readonly Person[], files: readonly string[], replyTo?: string) =>
      run(
        commentObject,
        createRecord(
          commentObject,
          {
            object: subject.object,
            record: subject.id,
            text: typed,
            mentions: mentions.map((person) => person.id),
            ...(files.length > 0 ? { files } : {}),
            ...(replyTo ? { reply_to: replyTo } : {}),
          },
          crypto.randomUUID(),
        ),
      ),
    change: (comment: RecordData, typed: string, mentions: readonly Person[]) =>
      run(
        commentObject,
        patchRecord(commentObject, comment.id, { text: typed, mentions: mentions.map((person) => person.id) }, comment.version),
      ),
    remove: async (comment: RecordData) => {
      if (!(await run(commentObject, deleteRecord(commentObject, comment.id)))) return;
      tellUndoable(text('comment.removed'), text('common.undo'), () => {
        void run(commentObject, runAction(commentObject, comment.id, 'restore'));
      });
    },
    react: (comment: string, emoji: string, mine: Reaction | undefined) =>
      run(
        reactionObject,
        mine ? deleteRecord(reactionObject, mine.id) : createRecord(reactionObject, { comment, emoji }, crypto.randomUUID()),
      ),
  };
}
