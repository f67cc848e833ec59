// Commits messages, many at once: while one transaction is on its way the next ones gather, and go together. One
// transaction at a time keeps the order, costs the pool one connection, and shares the wait for the disk. The rows of
// the conversations are locked meanwhile, so ids and numbers grow in the order of the commits over all processes.

import { slowModeWait } from '../../shared/rules/chat.ts';
import { brokenConstraint, isTransient } from '../db/errors.ts';
import { type Db, type Tx, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { ConversationsTable } from './chat.table.ts';
import type { MessageIds } from './message-ids.ts';
import type { MessageRow } from './messages.repository.ts';
import * as repository from './messages.repository.ts';
import type { AttachmentPort, Speaker } from './ports.ts';

/** Of one transaction. */
const BATCH_MAX = 200;
/** More than this waits for the database: whoever comes now is told to try again. */
const WAITING_MAX = 5_000;
const BATCH_ATTEMPTS = 3;

export type Draft = {
  conversation: Omit<ConversationsTable, 'head_id' | 'head_seq'>;
  message: Omit<repository.NewMessage, 'id' | 'seq' | 'created_at' | 'attachment_count'>;
  attachmentIds: readonly string[];
  /** Who is called by it and counts it among their mentions. */
  called: readonly string[];
  slowModeSeconds: number;
  /** Whom a mute binds; null where none does. */
  speaker: Speaker | null;
};
export type Written = {
  row: MessageRow;
  /** False: it was there before, under the same client_msg_id. */
  isNew: boolean;
  /** Of the message that it answers. */
  replyCount: number | null;
};
type Waiting = { draft: Draft; resolve: (written: Written) => void; reject: (error: unknown) => void };
type Outcome = Written | AppError;

/** Two sends under one client_msg_id met on different conversations: the batch is run again and sees the other. */
class MetTwin extends Error {}

export type WriterDeps = {
  db: Db;
  clock: Clock;
  ids: MessageIds;
  attachments: AttachmentPort;
  /** Which of these, by their place in the list, may not be said any more: a send may have waited for its turn. */
  barred: (tx: Tx, drafts: readonly Draft[]) => Promise<ReadonlySet<number>>;
};

export function createMessageWriter({ db, clock, ids, attachments, barred }: WriterDeps) {
  const queue: Waiting[] = [];
  let running = false;

  const commit = (drafts: readonly Draft[]): Promise<Outcome[]> =>
    transaction(db, async (tx) => {
      const conversations = new Map(drafts.map(({ conversation }) => [conversation.id, conversation]));
      await repository.insertConversations(
        tx,
        [...conversations.values()].filter(({ kind }) => kind !== 'channel').sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      const locked = await repository.lockHeads(tx, [...conversations.keys()]);
      const heads = new Map(locked.map((head) => [head.id, head]));
      const known = new Map(
        (
          await repository.listByClientIds(
            tx,
            drafts.flatMap(({ message }) => clientKeyOf(message) ?? []),
          )
        ).map((row) => [keyOf(row.user_id, row.client_msg_id), row]),
      );
      const lastSent = new Map(
        (
          await repository.listLastSent(
            tx,
            drafts.filter(({ slowModeSeconds }) => slowModeSeconds > 0).map(({ message }) => message),
          )
        ).map((mark) => [keyOf(mark.conversation_id, mark.user_id), mark.last_sent_at?.getTime() ?? null]),
      );
      const refused = await barred(tx, drafts);
      const now = clock.now();
      const added: { index: number; message: repository.NewMessage; draft: Draft }[] = [];
      const outcomes = new Map<number, Outcome>();
      const inBatch = new Map<string, number>();
      const twins: [twin: number, first: number][] = [];
      for (const [index, draft] of drafts.entries()) {
        const { message, slowModeSeconds } = draft;
        const clientKey = message.client_msg_id === null ? null : keyOf(message.user_id, message.client_msg_id);
        const before = clientKey === null ? undefined : known.get(clientKey);
        if (before) {
          const same = before.fingerprint === message.fingerprint;
          outcomes.set(
            index,
            same ? { row: before, isNew: false, replyCount: null } : new AppError('chat/id_conflict'),
          );
          continue;
        }
        const first = clientKey === null ? undefined : inBatch.get(clientKey);
        if (first !== undefined) {
          twins.push([index, first]);
          continue;
        }
        if (refused.has(index)) {
          outcomes.set(index, new AppError('chat/cannot_send'));
          continue;
        }
        const head = heads.get(message.conversation_id);
        if (!head) {
          outcomes.set(index, new AppError('chat/channel_not_found'));
          continue;
        }
        const sentKey = keyOf(message.conversation_id, message.user_id);
        const wait = slowModeWait({
          seconds: slowModeSeconds,
          lastSentAt: lastSent.get(sentKey) ?? null,
          now: now.getTime(),
        });
        if (wait > 0) {
          outcomes.set(index, new AppError('chat/slow_mode', { retry_after: Math.ceil(wait / 1000) }));
          continue;
        }
        if (slowModeSeconds > 0) lastSent.set(sentKey, now.getTime());
        head.head_id = ids.after(head.head_id, now);
        head.head_seq += 1;
        const attachment_count = draft.attachmentIds.length;
        const row = { ...message, id: head.head_id, seq: head.head_seq, created_at: now, attachment_count };
        added.push({ index, message: row, draft });
        if (clientKey !== null) inBatch.set(clientKey, index);
      }

      const rows = await insertAll(tx, added);
      const replies = await repository.addReplies(tx, countParents(added), now);
      for (const { message, draft } of added) {
        if (draft.attachmentIds.length === 0) continue;
        const { user_id: userId, server_id: serverId, id: messageId } = message;
        if (!(await attachments.claim(tx, { ids: draft.attachmentIds, userId, serverId, messageId }))) {
          throw new AppError('attachments/not_found');
        }
      }
      await repository.insertCalls(
        tx,
        added.flatMap(({ message: { conversation_id, seq, id }, draft: { called } }) =>
          called.map((user_id) => ({ user_id, conversation_id, seq, message_id: id })),
        ),
      );
      await repository.markSent(tx, lastOfEach(added.map(({ message }) => message)));
      const moved = new Set(added.map(({ message }) => message.conversation_id));
      await repository.moveHeads(
        tx,
        locked.filter(({ id }) => moved.has(id)),
      );
      const counts = new Map(replies.map(({ id, reply_count }) => [id, reply_count]));
      for (const { index, message } of added) {
        const row = rows.get(message.id)!;
        outcomes.set(index, { row, isNew: true, replyCount: counts.get(message.parent_message_id ?? '') ?? null });
      }
      for (const [twin, first] of twins) outcomes.set(twin, outcomeOfTwin(drafts[twin]!, outcomes.get(first)!));
      return drafts.map((_, index) => outcomes.get(index)!);
    });

  /** Again where two batches met. A fault of one message must not fail the others: then each goes by itself. */
  const commitBatch = async (drafts: readonly Draft[]): Promise<(Written | unknown)[]> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await commit(drafts);
      } catch (error) {
        if (error instanceof MetTwin && attempt < BATCH_ATTEMPTS) continue;
        if (drafts.length === 1 || isTransient(error)) return drafts.map(() => translated(error));
        const outcomes: unknown[] = [];
        for (const draft of drafts) outcomes.push(...(await commitBatch([draft])));
        return outcomes;
      }
    }
  };

  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH_MAX);
      const outcomes = await commitBatch(batch.map(({ draft }) => draft));
      for (const [index, waiting] of batch.entries()) {
        const outcome = outcomes[index];
        if (isWritten(outcome)) waiting.resolve(outcome);
        else waiting.reject(outcome);
      }
    }
    running = false;
  };

  return {
    /**
     * Resolves after the commit. Throws `unavailable` when too many wait or the database is away, and
     * `chat/cannot_send` or `chat/channel_not_found` for what became of the author or the place meanwhile.
     */
    write(draft: Draft): Promise<Written> {
      if (queue.length >= WAITING_MAX) return Promise.reject(new AppError('unavailable', { retry_after: 1 }));
      return new Promise((resolve, reject) => {
        queue.push({ draft, resolve, reject });
        if (!running) void run();
      });
    },
  };
}
export type MessageWriter = ReturnType<typeof createMessageWriter>;

const keyOf = (one: string, other: string | null): string => `${one} ${other}`;
const isWritten = (outcome: unknown): outcome is Written =>
  typeof outcome === 'object' && outcome !== null && 'row' in outcome;

function clientKeyOf({
  user_id,
  client_msg_id,
}: Draft['message']): { user_id: string; client_msg_id: string } | undefined {
  return client_msg_id === null ? undefined : { user_id, client_msg_id };
}

async function insertAll(
  tx: Parameters<typeof repository.insertMessages>[0],
  added: readonly { message: repository.NewMessage }[],
): Promise<Map<string, MessageRow>> {
  try {
    const rows = await repository.insertMessages(
      tx,
      added.map(({ message }) => message),
    );
    return new Map(rows.map((row) => [row.id, row]));
  } catch (error) {
    if (brokenConstraint(error) === 'messages_client_id_unique') throw new MetTwin();
    throw error;
  }
}

function countParents(added: readonly { message: repository.NewMessage }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { message } of added) {
    const parent = message.parent_message_id;
    if (parent !== null) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}

/** One mark for each person and conversation: one statement can not touch a row twice. */
function lastOfEach(messages: readonly repository.NewMessage[]): Parameters<typeof repository.markSent>[1] {
  const last = new Map(messages.map((message) => [keyOf(message.conversation_id, message.user_id), message]));
  return [...last.values()].map(({ conversation_id, user_id, id, seq, created_at: at }) => ({
    ...{ conversation_id, user_id, id, seq, at },
  }));
}

function outcomeOfTwin(twin: Draft, first: Outcome): Outcome {
  if (first instanceof AppError) return first;
  if (first.row.fingerprint !== twin.message.fingerprint) return new AppError('chat/id_conflict');
  return { ...first, isNew: false };
}

function translated(error: unknown): unknown {
  if (error instanceof MetTwin) return new AppError('unavailable', { retry_after: 1 }, { cause: error });
  switch (brokenConstraint(error)) {
    case 'conversations_server_fk':
      return new AppError('servers/not_found');
    case 'messages_user_fk':
    case 'conversations_user_a_fk':
    case 'conversations_user_b_fk':
      return new AppError('users/not_found');
    case 'messages_parent_fk':
      return new AppError('chat/wrong_parent');
    default:
      return error;
  }
}
