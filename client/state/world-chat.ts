// What is said in one world: a list for those nearby and one for everyone.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Message } from '../../shared/protocol/chat.ts';

export type Room = 'proximity' | 'global';
export type Line = {
  /** The message's id, or for one on its way its client_msg_id. */
  key: string;
  message: Message;
  /** `sending` and `failed` are the own ones that the server has not taken. */
  state: 'sent' | 'sending' | 'failed';
  error: string | null;
};
export type ChatList = {
  lines: readonly Line[];
  /** Older ones exist on the server. */
  hasMore: boolean;
  cursor: string | null;
  loading: boolean;
  /** Whether the first page was read. */
  opened: boolean;
  error: string | null;
  unread: number;
};
export type ChatState = { room: Room; shown: boolean } & Record<Room, ChatList>;

/** Nearby talk is stored nowhere, so it is only what this page has heard. Older lines of a long stay are let go. */
const KEPT_MAX = 500;
const EMPTY: ChatList = {
  lines: [],
  hasMore: false,
  cursor: null,
  loading: false,
  opened: false,
  error: null,
  unread: 0,
};

export type ChatStore = StoreApi<ChatState>;
export const createChatStore = (): ChatStore =>
  createStore<ChatState>(() => ({ room: 'proximity', shown: true, proximity: EMPTY, global: EMPTY }));

const roomOf = (message: Message): Room | null =>
  message.scope === 'proximity' || message.scope === 'global' ? message.scope : null;

/** UUIDv7 ids sort by the time of their making; what is on its way stays at the end. */
const inOrder = (a: Line, b: Line): number => {
  if (a.state === 'sent' && b.state === 'sent') return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
  return (a.state === 'sent' ? 0 : 1) - (b.state === 'sent' ? 0 : 1);
};

/** Joins messages into a list, each once: an own one takes the place of its line on the way. */
export function merge(lines: readonly Line[], messages: readonly Message[]): Line[] {
  const ids = new Set(messages.map(({ id }) => id));
  const ways = new Set(messages.map(({ client_msg_id }) => client_msg_id));
  const kept = lines.filter((line) => !ids.has(line.key) && !(line.state !== 'sent' && ways.has(line.key)));
  const added = messages.map((message): Line => ({ key: message.id, message, state: 'sent', error: null }));
  return [...kept, ...added].sort(inOrder);
}

/** A message came; false when it had come before. `userId` is one's own, whose messages are never unread. */
export function hear(store: ChatStore, message: Message, userId: string): boolean {
  const room = roomOf(message);
  if (!room) return false;
  const state = store.getState();
  const list = state[room];
  if (list.lines.some(({ key }) => key === message.id)) return false;
  const isSeen = (state.shown && state.room === room) || message.user_id === userId;
  const lines = merge(list.lines, [message]).slice(-KEPT_MAX);
  store.setState({ [room]: { ...list, lines, unread: isSeen ? list.unread : list.unread + 1 } });
  return true;
}

export const beginSending = (store: ChatStore, message: Message): void =>
  store.setState((state) => {
    const room = roomOf(message)!;
    const key = message.client_msg_id!;
    const line: Line = { key, message, state: 'sending', error: null };
    const rest = state[room].lines.filter((other) => other.key !== key);
    return { [room]: { ...state[room], lines: [...rest, line] } };
  });

export const failSending = (store: ChatStore, room: Room, key: string, error: string): void =>
  store.setState((state) => ({
    [room]: {
      ...state[room],
      lines: state[room].lines.map((line) =>
        line.key === key && line.state === 'sending' ? { ...line, state: 'failed', error } : line,
      ),
    },
  }));

export const discardLine = (store: ChatStore, room: Room, key: string): void =>
  store.setState((state) => ({
    [room]: { ...state[room], lines: state[room].lines.filter((line) => line.key !== key || line.state === 'sent') },
  }));

export const beginLoading = (store: ChatStore, room: Room): void =>
  store.setState((state) => ({ [room]: { ...state[room], loading: true, error: null } }));

/** `fresh`: the newest page, read after being away; its cursor counts only where nothing older was read. */
export function addHistory(
  store: ChatStore,
  room: Room,
  page: { messages: readonly Message[]; has_more: boolean; cursor: string | null; fresh: boolean },
): void {
  store.setState((state) => {
    const list = state[room];
    const known = new Set(list.lines.map(({ key }) => key));
    const joins = !page.fresh || !list.opened || page.messages.some(({ id }) => known.has(id));
    // A gap between what was read and the newest page: begin anew from the newest.
    const before = joins ? list.lines : list.lines.filter(({ state: way }) => way !== 'sent');
    const follows = !page.fresh || !list.opened || !joins;
    return {
      [room]: {
        ...list,
        lines: merge(before, page.messages),
        ...(follows && { hasMore: page.has_more, cursor: page.cursor }),
        loading: false,
        opened: true,
        error: null,
      },
    };
  });
}

export const failLoading = (store: ChatStore, room: Room, error: string): void =>
  store.setState((state) => ({ [room]: { ...state[room], loading: false, error } }));

export const showRoom = (store: ChatStore, room: Room): void =>
  store.setState((state) => ({ room, ...(state.shown && { [room]: { ...state[room], unread: 0 } }) }));

export const showChat = (store: ChatStore, shown: boolean): void =>
  store.setState((state) => ({ shown, ...(shown && { [state.room]: { ...state[state.room], unread: 0 } }) }));
