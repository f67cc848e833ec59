// What comes down the line, put where it belongs; and what was missed while the line was down.

import type { Message, Reactions, ResumeAnswer } from '../../shared/protocol/chat.ts';
import { ApiError } from '../net/api-error.ts';
import type { ChatEvent, ChatEventBody } from '../net/chat-carrier.ts';
import { findChannel, isSeen, setConversation, setLine, setRecord, setUnreadOf, unreadOf } from '../state/chat.ts';
import { changeMessage, hearMessage, newerOf } from '../state/chat-conversation.ts';
import { type ConversationKey, isDirect, keyOfMessage, keyOfPlace, partsOf } from '../state/chat-key.ts';
import { changeInThread, hearReply } from '../state/chat-thread.ts';
import { noteTyping } from '../state/chat-typing.ts';
import { countMessage, markRead } from '../state/chat-unread.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatLists } from './chat-lists.ts';
import type { ChatReading } from './chat-reading.ts';

export function createChatHearing(context: ChatContext, lists: ChatLists, reading: () => ChatReading) {
  const { store, carrier, now, note, tell } = context;
  const { userId: me } = store.getState();
  /** The newest message that came down the line: from here on one asks for what was missed. */
  let newest: string | null = null;
  let started = false;
  let wasDown = false;

  const everywhere = (id: string, change: (message: Message) => Message): void => {
    const { conversations } = store.getState();
    for (const key of Object.keys(conversations) as ConversationKey[]) {
      setConversation(store, key, (before) => changeMessage(before, id, change));
    }
    store.setState((state) => {
      const thread = changeInThread(state.thread, id, change);
      const quoted = state.quoted[id];
      const directs = state.directs?.map((direct) =>
        direct.last_message?.id === id ? { ...direct, last_message: change(direct.last_message) } : direct,
      );
      return {
        ...(thread !== state.thread && { thread }),
        ...(quoted && { quoted: { ...state.quoted, [id]: change(quoted) } }),
        ...(directs && { directs }),
      };
    });
  };
  const putMessage = (message: Message): void => everywhere(message.id, (known) => newerOf(known, message));
  const putReactions = (id: string, reactions: Reactions): void =>
    everywhere(id, (message) => ({ ...message, reactions }));

  const noteDirect = (key: ConversationKey, message: Message): void => {
    const { directs } = store.getState();
    const { id } = partsOf(key);
    const known = directs?.find(({ user_id }) => user_id === id);
    if (!directs || !known) {
      lists.directsSoon();
      return;
    }
    if (known.last_message && known.last_message.id >= message.id) return;
    const others = directs.filter((direct) => direct !== known);
    store.setState({ directs: [{ ...known, last_message: message }, ...others] });
  };

  const hear = (message: Message): void => {
    const key = keyOfMessage(message, me);
    if (newest === null || message.id > newest) newest = message.id;
    const before = unreadOf(store.getState(), key);
    const { open, channels } = store.getState();
    const isNew = before.head === null || message.id > before.head;
    const seen = isSeen(store.getState(), key);
    setConversation(store, key, (conversation) => {
      const heard = hearMessage(conversation, message, me);
      // Whoever looked away finds where they left off.
      const leftHere = open === key && !seen && isNew && before.unread === 0 && message.user_id !== me;
      return leftHere && heard.divider === null ? { ...heard, divider: before.head ?? '' } : heard;
    });
    setUnreadOf(store, key, (known) => countMessage(known, message, { me, seen }));
    store.setState((state) => {
      const thread = hearReply(state.thread, message);
      return thread === state.thread ? state : { thread };
    });
    stopTyping(key, message.user_id, message.username);
    if (!isNew) return;
    if (isDirect(key)) noteDirect(key, message);
    else if (message.channel_id && channels[message.server_id] && !findChannel(store.getState(), message.channel_id)) {
      lists.channelsSoon(message.server_id);
    }
    if (seen) reading().markSeen();
    if (message.user_id !== me) note(message, key);
  };

  const stopTyping = (key: ConversationKey, userId: string, username: string): void => {
    const typists = store.getState().typing[key];
    if (typists) setRecord(store, 'typing', key, noteTyping(typists, { userId, username, isTyping: false }, now()));
  };

  const handlers: { [K in ChatEvent]: (body: ChatEventBody<K>) => void } = {
    'chat:sent': hear,
    'chat:edited': putMessage,
    'chat:pinned': putMessage,
    'chat:deleted': ({ message_id: _, ...message }) => putMessage(message),
    'chat:reacted': ({ message_id, reactions }) => putReactions(message_id, reactions),
    'chat:threaded': ({ message_id, reply_count }) =>
      everywhere(message_id, (message) => ({ ...message, reply_count })),
    'chat:typing_changed': (body) => {
      const { user_id: userId, username, is_typing: isTyping } = body;
      const key = body.scope === 'proximity' ? (`nearby:${body.server_id}` as const) : keyOfPlace(body, userId, me);
      if (!key || userId === me) return;
      const typists = store.getState().typing[key] ?? [];
      setRecord(store, 'typing', key, noteTyping(typists, { userId, username, isTyping }, now()));
    },
    'chat:read': (mark) => {
      const key = keyOfPlace(mark, me, me);
      if (!key) return;
      const left = markRead(unreadOf(store.getState(), key), mark.last_read_id);
      if (left) setUnreadOf(store, key, () => left);
      else {
        const { serverId } = unreadOf(store.getState(), key);
        const server = serverId ?? store.getState().servers?.[0]?.id;
        if (server) lists.unreadSoon(server);
      }
    },
    'chat:channels_changed': ({ server_id }) => lists.channelsSoon(server_id),
    'chat:moderation_changed': ({ server_id }) =>
      store.setState(({ moderation }) => ({
        moderation: { ...moderation, [server_id]: (moderation[server_id] ?? 0) + 1 },
      })),
    'chat:blocks_changed': () => lists.blocksSoon(),
    'chat:memberships_changed': () => lists.serversSoon(),
    'chat:gap': () => {
      wasDown = true;
      void catchUp(false).catch(tell);
    },
  };

  /** Null: more than is told again. Rejects where the line broke. */
  const askMissed = async (): Promise<ResumeAnswer | null> => {
    if (newest === null) return null;
    try {
      const missed = await carrier().request('chat:resume', { after: newest });
      return missed.gap ? null : missed;
    } catch (error) {
      if (error instanceof ApiError && error.status === 0) throw error;
      return null;
    }
  };
  /** What was said and changed since the newest that was heard. `withLists`: more than messages may have changed. */
  const catchUp = async (withLists: boolean): Promise<void> => {
    const missed = await askMissed();
    if (!missed) return readAll();
    for (const message of missed.messages) hear(message);
    for (const message of [...missed.messages, ...missed.changed]) putMessage(message);
    if (withLists) await lists.readAll();
  };
  const readAll = async (): Promise<void> => {
    await Promise.all([lists.readAll(), wasDown ? reading().readAnew() : undefined]);
    noteHeads();
  };
  /** Before anything was heard, what the lists know is the newest. */
  const noteHeads = (): void => {
    for (const { head } of Object.values(store.getState().unread)) {
      if (head !== null && (newest === null || head > newest)) newest = head;
    }
  };

  return {
    putMessage,
    putReactions,
    hear,
    heard: <K extends ChatEvent>(type: K, body: ChatEventBody<K>): void => handlers[type](body),
    onDown(): void {
      wasDown = true;
      store.setState({ typing: {} });
      setLine(store, { phase: store.getState().line.phase === 'joining' ? 'joining' : 'down' });
    },
    /** The first time everything is read, later what was missed. Rejects with what could not be read. */
    async onLive(): Promise<void> {
      setLine(store, { phase: 'live', attempt: 0, ending: null });
      if (started) return catchUp(true);
      await readAll();
      started = true;
    },
  };
}
export type ChatHearing = ReturnType<typeof createChatHearing>;
