// Reading a conversation: opening it, paging in both ways, going to a message, and marking what was read.

import type { Channel } from '../../shared/protocol/channels.ts';
import { chatRoutes, type HistoryAnswer, type Message } from '../../shared/protocol/chat.ts';
import { messageOf } from '../net/api-error.ts';
import { conversationOf, serverOf, setConversation, setRecord, setUnreadOf, unreadOf } from '../state/chat.ts';
import {
  addPage,
  beginAnew,
  closeConversation,
  findMessage,
  newConversation,
  type PageWay,
} from '../state/chat-conversation.ts';
import { type ConversationKey, channelKey, isDirect, partsOf, targetOf } from '../state/chat-key.ts';
import { markRead } from '../state/chat-unread.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatLists } from './chat-lists.ts';

const PAGE = 50;
/** With more unread than this the conversation opens where one left off, else at its end. */
const NEAR_END = 40;
const MARK_EVERY_MS = 2000;

type Where = { before?: string; after?: string; around?: string };

export function createChatReading(context: ChatContext, lists: ChatLists) {
  const { store, carrier, call, now, later } = context;
  const me = store.getState().userId;
  const update = (key: ConversationKey, change: Parameters<typeof setConversation>[2]): void =>
    setConversation(store, key, change);
  /** Counts beginnings, so that an answer to what nobody wants any more is thrown away. */
  const turns = new Map<ConversationKey, number>();

  const fetchPage = (key: ConversationKey, where: Where): Promise<HistoryAnswer> => {
    const server_id = serverOf(store.getState(), key) ?? '';
    return call(chatRoutes.history, { params: { server_id }, query: { ...targetOf(key), limit: PAGE, ...where } });
  };
  const read = async (key: ConversationKey, way: PageWay, where: Where = {}): Promise<void> => {
    const begins = way === 'newest' || way === 'around';
    const turn = (turns.get(key) ?? 0) + (begins ? 1 : 0);
    turns.set(key, turn);
    try {
      const page = await fetchPage(key, where);
      if (turns.get(key) === turn) update(key, (before) => addPage(before, page, way, me));
    } catch (error) {
      if (turns.get(key) !== turn) return;
      update(key, (before) => ({
        ...before,
        phase: before.messages.length > 0 ? 'ready' : 'failed',
        ...{ reading: null, error: messageOf(error) },
      }));
      if (way === 'around') throw error;
    }
  };
  const readNewest = (key: ConversationKey): Promise<void> => {
    update(key, (before) =>
      before.messages.length === 0 || before.hasNewer ? beginAnew(before) : { ...before, error: null },
    );
    return read(key, 'newest');
  };
  const readAround = (key: ConversationKey, around: string): Promise<void> => {
    update(key, beginAnew);
    return read(key, 'around', { around });
  };

  const showJump = (key: ConversationKey, id: string): void =>
    update(key, (before) => ({ ...before, jump: { id, turn: (before.jump?.turn ?? 0) + 1 } }));

  /** When each was last told how far one has read, and what is still to be told. */
  const told = new Map<ConversationKey, number>();
  const owed = new Map<ConversationKey, string>();
  const tellMark = async (key: ConversationKey): Promise<void> => {
    const message_id = owed.get(key);
    if (message_id === undefined || !carrier().isLive()) return;
    owed.delete(key);
    told.set(key, now());
    const server_id = isDirect(key) ? undefined : serverOf(store.getState(), key);
    await carrier()
      .request('chat:mark_read', { ...targetOf(key), message_id, ...(server_id && { server_id }) })
      // Told again with the next one.
      .catch(() => undefined);
  };
  const mark = (key: ConversationKey, id: string): void => {
    const { unread, lastRead } = unreadOf(store.getState(), key);
    if (unread === 0 && lastRead !== null && lastRead >= id) return;
    setUnreadOf(store, key, (known) => markRead(known, id) ?? known);
    if (partsOf(key).kind === 'nearby') return;
    const waits = owed.has(key);
    owed.set(key, id);
    if (waits) return;
    const wait = MARK_EVERY_MS - (now() - (told.get(key) ?? 0));
    if (wait <= 0) void tellMark(key);
    else later(wait, () => void tellMark(key));
  };
  /** What ends in view. */
  const markSeen = (): void => {
    const { open, watching, beside } = store.getState();
    for (const key of new Set([watching ? open : null, beside])) {
      if (!key) continue;
      const { messages, hasNewer, phase } = conversationOf(store.getState(), key);
      const last = messages.at(-1);
      if (last && !hasNewer && phase === 'ready') mark(key, last.id);
    }
  };

  /** Where one left off. Where one never read, all of it is new: said where all of it comes at once. */
  const setDivider = (key: ConversationKey): void => {
    const { unread, lastRead } = unreadOf(store.getState(), key);
    const divider = unread === 0 ? null : (lastRead ?? (unread > NEAR_END ? null : ''));
    update(key, (before) => ({ ...before, divider }));
  };
  const close = (): void => {
    const { open } = store.getState();
    if (open) update(open, (before) => (before.phase === 'ready' ? closeConversation(before) : before));
    store.setState({ open: null, watching: false, editing: null });
  };

  /** Goes to a message in its place. Rejects where it is not there any more. */
  const jumpTo = async (key: ConversationKey, id: string): Promise<void> => {
    if (!findMessage(conversationOf(store.getState(), key).messages, id)) await readAround(key, id);
    if (findMessage(conversationOf(store.getState(), key).messages, id)) showJump(key, id);
  };

  return {
    mark,
    markSeen,
    /** Whether one sees the end of the open conversation. */
    watch(watching: boolean): void {
      if (store.getState().watching !== watching) store.setState({ watching });
      if (watching) markSeen();
    },
    /** Of which other conversation one sees the end; null: of none. */
    watchBeside(beside: ConversationKey | null): void {
      if (store.getState().beside !== beside) store.setState({ beside });
      if (beside) markSeen();
    },
    markAll: ({ id, last_message_id }: Channel): void => {
      const key = channelKey(id);
      const head = unreadOf(store.getState(), key).head ?? last_message_id;
      if (head) mark(key, head);
    },
    tellMarks: (): void => {
      for (const key of owed.keys()) void tellMark(key);
    },
    close,

    /** Shows a conversation, from where one left off; with `at` a message of it. */
    async open(key: ConversationKey, at?: string): Promise<void> {
      const { open } = store.getState();
      if (open !== key) close();
      // Before it is shown, so that it is shown where one left off.
      if (open !== key) setDivider(key);
      store.setState({ open: key });
      if (partsOf(key).kind === 'nearby') return update(key, (before) => ({ ...before, phase: 'ready' }));
      if (isDirect(key) && !store.getState().directs?.some(({ user_id }) => user_id === partsOf(key).id)) {
        try {
          await lists.readDirect(partsOf(key).id);
        } catch (error) {
          return update(key, (before) => ({ ...before, phase: 'failed', error: messageOf(error) }));
        }
      }
      const { unread, lastRead } = unreadOf(store.getState(), key);
      if (conversationOf(store.getState(), key).phase === 'new') setDivider(key);
      if (at !== undefined) return jumpTo(key, at).catch(() => readNewest(key));
      const { phase, hasNewer, messages, hasOlder } = conversationOf(store.getState(), key);
      const reaches = !hasOlder || lastRead === null || (messages[0]?.id ?? '') <= lastRead;
      if (phase === 'ready' && !hasNewer && (unread === 0 || reaches)) return;
      if (unread > NEAR_END && lastRead !== null) return readAround(key, lastRead).catch(() => readNewest(key));
      return readNewest(key);
    },

    async older(key: ConversationKey): Promise<void> {
      const { hasOlder, reading, phase, olderCursor, messages } = conversationOf(store.getState(), key);
      const first = messages[0];
      if (!hasOlder || reading || phase !== 'ready' || !first) return;
      update(key, (before) => ({ ...before, reading: 'older', error: null }));
      // Without a cursor: from the moment of the first one on, which comes again and is known.
      await read(key, 'older', { before: olderCursor ?? new Date(timeOfId(first.id) + 1).toISOString() });
    },
    async newer(key: ConversationKey): Promise<void> {
      const { hasNewer, reading, phase, messages } = conversationOf(store.getState(), key);
      const last = messages.at(-1);
      if (!hasNewer || reading || phase !== 'ready' || !last) return;
      update(key, (before) => ({ ...before, reading: 'newer', error: null }));
      await read(key, 'newer', { after: last.id });
    },
    newest: readNewest,

    jumpTo,

    /** After a gap: the open one is read anew, all others when they are opened. */
    async readAnew(): Promise<void> {
      const { open, conversations, thread } = store.getState();
      for (const key of Object.keys(conversations) as ConversationKey[]) {
        if (key === open || partsOf(key).kind === 'nearby') continue;
        update(key, ({ outgoing }) => ({ ...newConversation(), outgoing }));
      }
      if (thread) store.setState({ thread: { ...thread, phase: 'loading' } });
      if (open && partsOf(open).kind !== 'nearby') await readNewest(open);
    },

    /** A message that another one answers, for its line; asked for once. */
    async quote(message: Message): Promise<void> {
      const id = message.parent_message_id;
      if (id === null || id in store.getState().quoted) return;
      setRecord(store, 'quoted', id, null);
      try {
        const params = { server_id: message.server_id, message_id: id };
        setRecord(store, 'quoted', id, await call(chatRoutes.get, { params }));
      } catch {
        // The line says that it can not be shown.
      }
    },
  };
}
export type ChatReading = ReturnType<typeof createChatReading>;

/** UUIDv7 begins with the milliseconds of its making. */
const timeOfId = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
