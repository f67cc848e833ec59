// Chat as far as this page knows it: one store for the page, or one for a world. Only setters; `actions/chat*.ts` call.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Channel } from '../../shared/protocol/channels.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import type { Block, Direct } from '../../shared/protocol/directs.ts';
import type { VirtualServer } from '../../shared/protocol/servers.ts';
import type { ChatEnding } from '../net/chat-link.ts';
import { type Conversation, newConversation } from './chat-conversation.ts';
import { type ConversationKey, channelKey, partsOf } from './chat-key.ts';
import type { SearchState } from './chat-search.ts';
import { noSearch } from './chat-search.ts';
import type { Thread } from './chat-thread.ts';
import type { Typist } from './chat-typing.ts';
import { NOTHING_UNREAD, type Unread } from './chat-unread.ts';
import type { Upload } from './chat-uploads.ts';

export type ChatPerson = {
  userId: string;
  username: string;
  avatarId: string;
  /** Undefined where nobody said. */
  online?: boolean;
};
/** Why one can not write in a conversation, and until when, in ms of the wall clock. */
export type Pause = {
  until: number;
  reason: string;
  /** Nothing can end it sooner. */
  isFirm: boolean;
};
export type ChatLine = {
  phase: 'joining' | 'live' | 'down' | 'ended';
  /** Of joining again, counted from 1; 0 while all is well. */
  attempt: number;
  ending: ChatEnding | null;
};
type By<T> = Readonly<Record<string, T>>;

export type ChatState = {
  readonly userId: string;
  readonly username: string;
  line: ChatLine;
  /** The virtual servers that one is in; null until they were read. */
  servers: readonly VirtualServer[] | null;
  /** Why the lists could not be read, in plain words. */
  listError: string | null;
  /** By server, in their order. */
  channels: By<readonly Channel[]>;
  directs: readonly Direct[] | null;
  people: By<ChatPerson>;
  blocks: readonly Block[] | null;
  conversations: By<Conversation>;
  unread: By<Unread>;
  typing: By<readonly Typist[]>;
  open: ConversationKey | null;
  /** One sees the end of the open conversation: what is said there is read at once. */
  watching: boolean;
  /** Another one whose end one sees, beside the open one. */
  beside: ConversationKey | null;
  /** What was begun to be written, by conversation; a thread has its own. */
  texts: By<string>;
  uploads: By<readonly Upload[]>;
  /** Which message is answered, by conversation. */
  answering: By<Message>;
  editing: string | null;
  /** Messages that others answer and that are not in the piece that was read; null: gone, or not to be seen. */
  quoted: By<Message | null>;
  thread: Thread | null;
  search: SearchState;
  pauses: By<Pause>;
  /** Counts changes of what moderators look after, by server. */
  moderation: By<number>;
};
export type ChatStore = StoreApi<ChatState>;

export const createChatState = (me: { userId: string; username: string }, texts: By<string> = {}): ChatStore =>
  createStore<ChatState>(() => ({
    ...me,
    line: { phase: 'joining', attempt: 0, ending: null },
    ...{ servers: null, listError: null, channels: {}, directs: null, people: {}, blocks: null },
    ...{ conversations: {}, unread: {}, typing: {}, open: null, watching: false, beside: null },
    ...{ texts, uploads: {}, answering: {}, editing: null, quoted: {}, thread: null },
    ...{ search: noSearch(null), pauses: {}, moderation: {} },
  }));

const EMPTY = newConversation();
export const conversationOf = (state: ChatState, key: ConversationKey): Conversation =>
  state.conversations[key] ?? EMPTY;
export const isSeen = ({ open, watching, beside }: ChatState, key: ConversationKey): boolean =>
  (open === key && watching) || beside === key;
export const unreadOf = (state: ChatState, key: string): Unread => state.unread[key] ?? NOTHING_UNREAD;

export const setConversation = (
  store: ChatStore,
  key: ConversationKey,
  change: (before: Conversation) => Conversation,
): void =>
  store.setState((state) => {
    const before = conversationOf(state, key);
    const after = change(before);
    return after === before ? state : { conversations: { ...state.conversations, [key]: after } };
  });

export const setLine = (store: ChatStore, line: Partial<ChatLine>): void =>
  store.setState((state) => ({ line: { ...state.line, ...line } }));

export const setUnreadOf = (store: ChatStore, key: ConversationKey, change: (before: Unread) => Unread): void =>
  store.setState((state) => {
    const before = unreadOf(state, key);
    const after = change(before);
    return after === before ? state : { unread: { ...state.unread, [key]: after } };
  });

export const putChannels = (store: ChatStore, serverId: string, channels: readonly Channel[]): void =>
  store.setState((state) => ({ channels: { ...state.channels, [serverId]: channels } }));

export const putPeople = (store: ChatStore, people: readonly ChatPerson[]): void =>
  store.setState((state) => {
    const news = people.filter((person) => {
      const known = state.people[person.userId];
      return (
        !known ||
        known.avatarId !== person.avatarId ||
        known.username !== person.username ||
        (person.online !== undefined && known.online !== person.online)
      );
    });
    if (news.length === 0) return state;
    const merged = news.map((person) => [person.userId, { ...state.people[person.userId], ...person }]);
    return { people: { ...state.people, ...Object.fromEntries(merged) } };
  });

export function findChannel(state: ChatState, channelId: string): Channel | undefined {
  for (const channels of Object.values(state.channels)) {
    const found = channels.find(({ id }) => id === channelId);
    if (found) return found;
  }
  return undefined;
}
export const channelOf = (state: ChatState, key: ConversationKey): Channel | undefined => {
  const { kind, id } = partsOf(key);
  return kind === 'channel' ? findChannel(state, id) : undefined;
};
export const directOf = (state: ChatState, key: ConversationKey): Direct | undefined => {
  const { kind, id } = partsOf(key);
  return kind === 'direct' ? state.directs?.find(({ user_id }) => user_id === id) : undefined;
};
/** The server that a conversation is written to through; any of one's own where two share none any more. */
export const serverOf = (state: ChatState, key: ConversationKey): string | undefined =>
  channelOf(state, key)?.server_id ??
  directOf(state, key)?.server_id ??
  (partsOf(key).kind === 'nearby' ? partsOf(key).id : state.servers?.[0]?.id);
export const roleOn = (state: ChatState, serverId: string | undefined): VirtualServer['role'] =>
  state.servers?.find(({ id }) => id === serverId)?.role ?? null;

/** Unread on a server, without channels that one has muted; and how often one is called there. */
export function unreadOfServer(state: ChatState, serverId: string): { unread: number; mentions: number } {
  const sum = { unread: 0, mentions: 0 };
  for (const { id, muted } of state.channels[serverId] ?? []) {
    const { unread, mentions } = unreadOf(state, channelKey(id));
    sum.unread += muted ? 0 : unread;
    sum.mentions += mentions;
  }
  return sum;
}
/** Of everything: for the title of the page. */
export function unreadInAll(state: ChatState): number {
  let all = 0;
  for (const { id } of state.servers ?? []) all += unreadOfServer(state, id).unread;
  for (const [key, { unread }] of Object.entries(state.unread)) if (key.startsWith('direct:')) all += unread;
  return all;
}

/** A change of one field that is a record by some key. */
type Records = 'texts' | 'uploads' | 'answering' | 'quoted' | 'pauses' | 'typing';
export function setRecord<K extends Records>(
  store: ChatStore,
  field: K,
  key: string,
  value: ChatState[K][string] | undefined,
): void {
  store.setState((state) => {
    const { [key]: before, ...rest } = state[field] as Record<string, unknown>;
    if (before === value) return state;
    return { [field]: value === undefined ? rest : { ...rest, [key]: value } } as Partial<ChatState>;
  });
}
