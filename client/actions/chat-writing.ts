// Saying something: shown at once, sent under one id however often it takes, kept while the line is down. And what one
// does to messages that are there.

import type { Attachment, Message } from '../../shared/protocol/chat.ts';
import { ApiError, messageOf } from '../net/api-error.ts';
import { conversationOf, type Pause, serverOf, setConversation, setRecord } from '../state/chat.ts';
import { dropOutgoing, hearMessage, type Outgoing, setOutgoing } from '../state/chat-conversation.ts';
import { type ConversationKey, isDirect, keyOfMessage, partsOf, targetOf } from '../state/chat-key.ts';
import { type ChatContext, serverIdOf } from './chat-context.ts';
import type { ChatReading } from './chat-reading.ts';

/** The line stands and yet no answer came: tried again after this. */
const AGAIN_MS = 3000;
/** Something that passes: the line, or the database. */
const passes = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 0 || error.status === 503);

export type Said = { content: string; attachments?: readonly Attachment[]; parentId?: string | null };
export type ChatChanges = {
  putMessage: (message: Message) => void;
  putReactions: (id: string, reactions: Message['reactions']) => void;
};

export function createChatWriting(context: ChatContext, reading: ChatReading, changes: ChatChanges) {
  const { store, carrier, now, newId, later, tell } = context;
  const { userId: me } = store.getState();
  /** One after the other in each conversation, so that they arrive in the order in which they were written. */
  const lines = new Map<ConversationKey, Promise<void>>();

  const deliver = (key: ConversationKey, item: Outgoing): Promise<void> => {
    const turn = (lines.get(key) ?? Promise.resolve()).then(() => deliverNow(key, item));
    lines.set(key, turn);
    return turn;
  };
  const isThere = (key: ConversationKey, { id }: Outgoing): boolean =>
    conversationOf(store.getState(), key).outgoing.some((other) => other.id === id);
  const put = (key: ConversationKey, item: Outgoing): void => {
    if (isThere(key, item)) setConversation(store, key, (before) => setOutgoing(before, item));
  };

  const deliverNow = async (key: ConversationKey, item: Outgoing): Promise<void> => {
    if (!isThere(key, item)) return;
    if (!carrier().isLive()) return put(key, { ...item, state: 'waiting', error: null });
    put(key, { ...item, state: 'sending', error: null });
    try {
      const message = await carrier().request('chat:send', bodyOf(key, item));
      setConversation(store, key, (before) => dropOutgoing(hearMessage(before, message, me), item.id));
      changes.putMessage(message);
      // Whatever held one up is over.
      setRecord(store, 'pauses', key, undefined);
      reading.mark(key, message.id);
    } catch (error) {
      settle(key, item, error);
    }
  };
  const settle = (key: ConversationKey, item: Outgoing, error: unknown): void => {
    if (passes(error)) {
      put(key, { ...item, state: 'waiting', error: null });
      later((error.retryAfter ?? 0) * 1000 || AGAIN_MS, () => void flush());
      return;
    }
    const code = error instanceof ApiError ? error.code : null;
    if (code === 'chat/held') {
      setConversation(store, key, (before) => dropOutgoing(before, item.id));
      tell(error);
      return;
    }
    const pause = error instanceof ApiError ? pauseOf(error, now()) : null;
    if (pause) setRecord(store, 'pauses', key, pause);
    put(key, { ...item, state: 'failed', error: inWords(error) });
  };

  const bodyOf = (key: ConversationKey, { content, attachments, parentId, id }: Outgoing) => {
    const server_id = isDirect(key) ? undefined : serverOf(store.getState(), key);
    const where = partsOf(key).kind === 'nearby' ? { scope: 'proximity' as const } : targetOf(key);
    return {
      ...where,
      ...(server_id && { server_id }),
      ...(content && { content }),
      ...(parentId && { parent_message_id: parentId }),
      ...(attachments.length > 0 && { attachment_ids: attachments.map((attachment) => attachment.id) }),
      client_msg_id: id,
    };
  };

  /** What waits for the line, each conversation in its order. */
  const flush = async (): Promise<void> => {
    for (const [key, { outgoing }] of Object.entries(store.getState().conversations)) {
      for (const item of outgoing) if (item.state === 'waiting') void deliver(key as ConversationKey, item);
    }
  };

  return {
    flush,

    say(key: ConversationKey, { content, attachments = [], parentId = null }: Said): void {
      const at = new Date(now()).toISOString();
      const item: Outgoing = {
        id: newId(),
        content: content.trim(),
        attachments,
        parentId,
        at,
        state: 'sending',
        error: null,
      };
      setConversation(store, key, (before) => setOutgoing(before, item));
      // Whoever reads further up sees what they have said.
      if (conversationOf(store.getState(), key).hasNewer && parentId === null) void reading.newest(key);
      void deliver(key, item);
    },
    sayAgain: (key: ConversationKey, item: Outgoing): void => void deliver(key, item),
    discard: (key: ConversationKey, id: string): void =>
      setConversation(store, key, (before) => dropOutgoing(before, id)),

    async edit(message: Message, content: string): Promise<void> {
      const body = { ...serverIdOf(message), message_id: message.id, new_content: content.trim() };
      changes.putMessage(await carrier().request('chat:edit', body));
    },
    async remove(message: Message): Promise<void> {
      await carrier().request('chat:delete', { ...serverIdOf(message), message_id: message.id });
      const gone = { content: '', attachments: [], reactions: {}, mentions: [], mentions_all: null, is_pinned: false };
      changes.putMessage({ ...message, ...gone, deleted_at: new Date(now()).toISOString() });
    },
    async pin(message: Message, pinned: boolean): Promise<void> {
      const body = { ...serverIdOf(message), message_id: message.id, pinned };
      changes.putMessage(await carrier().request('chat:pin', body));
    },
    /** Adds a sign or takes it back; shown at once. */
    async react(message: Message, emoji: string): Promise<void> {
      changes.putReactions(message.id, toggled(message.reactions, emoji, me));
      try {
        const answer = await carrier().request('chat:react', { ...serverIdOf(message), message_id: message.id, emoji });
        changes.putReactions(message.id, answer.reactions);
      } catch (error) {
        changes.putReactions(message.id, message.reactions);
        tell(error);
      }
    },

    /** Answers from now on this one; null: none. */
    answer: (key: ConversationKey, message: Message | null): void =>
      setRecord(store, 'answering', key, message ?? undefined),
    /** The last own message that can still be changed. */
    editLast(key: ConversationKey): void {
      const { messages } = conversationOf(store.getState(), key);
      const last = messages.findLast((message) => message.user_id === me && message.deleted_at === null);
      if (last) store.setState({ editing: last.id });
    },
    startEditing: (message: Message): void => store.setState({ editing: message.id }),
    stopEditing: (): void => store.setState({ editing: null }),
    keyOf: (message: Message): ConversationKey => keyOfMessage(message, me),
  };
}
export type ChatWriting = ReturnType<typeof createChatWriting>;

export function toggled(reactions: Message['reactions'], emoji: string, me: string): Message['reactions'] {
  const people = reactions[emoji] ?? [];
  const now = people.includes(me) ? people.filter((id) => id !== me) : [...people, me];
  const { [emoji]: _, ...others } = reactions;
  if (now.length === 0) return others;
  return { ...reactions, [emoji]: now };
}

/** Until when one can not write. A mute may be lifted before its end, so one may try all the same. */
function pauseOf({ code, retryAfter, details }: ApiError, now: number): Pause | null {
  if (code === 'chat/slow_mode' && retryAfter) {
    return { until: now + retryAfter * 1000, reason: 'This channel is in slow mode.', isFirm: true };
  }
  const until = code === 'chat/muted' ? Date.parse(String(details.until)) : Number.NaN;
  return until > now ? { until, reason: 'A moderator has muted you here.', isFirm: false } : null;
}

function inWords(error: unknown): string {
  if (error instanceof ApiError && error.code === 'rate_limited') {
    const seconds = Math.max(1, Math.ceil(error.retryAfter ?? 2));
    return `You are writing very fast. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`;
  }
  return messageOf(error);
}
