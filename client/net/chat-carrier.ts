// What carries chat: the hub outside of the world, the world's room inside of it. Whatever is shown of chat knows this
// alone, so that the page and the HUD are made of the same parts.

import type { AnswerOfMessage, DownNames, SentBody, UpNames } from '../../shared/protocol/message.ts';
import type { HubRoomMessages } from '../../shared/protocol/registry.ts';

type M = HubRoomMessages;
export type ChatRequest = UpNames<M>;
export type ChatEvent = DownNames<M>;
export type ChatEventBody<K extends ChatEvent> = SentBody<M[K]>;
export type ChatRequestBody<K extends ChatRequest> = SentBody<M[K]>;
export type ChatAnswer<K extends ChatRequest> = AnswerOfMessage<M[K]>;

export type ChatCarrier = {
  /** Rejects with ApiError: with `status` 0 at once while the line is down, and where it breaks before the answer. */
  request<K extends ChatRequest>(type: K, body: ChatRequestBody<K>): Promise<ChatAnswer<K>>;
  isLive(): boolean;
};

/** Whoever carries it tells this of what comes. `heard` is asked for every event by its name. */
export type ChatEars = {
  heard<K extends ChatEvent>(type: K, body: ChatEventBody<K>): void;
  /** The line stands: for the first time, or after it was down; what was missed is to be asked for. */
  onLive(): void;
  onDown(): void;
};

/** All that comes down, so that a carrier leaves none out. */
export const CHAT_EVENTS = [
  'chat:sent',
  'chat:edited',
  'chat:deleted',
  'chat:reacted',
  'chat:pinned',
  'chat:threaded',
  'chat:typing_changed',
  'chat:read',
  'chat:channels_changed',
  'chat:moderation_changed',
  'chat:blocks_changed',
  'chat:memberships_changed',
  'chat:gap',
] as const satisfies readonly ChatEvent[];
/** Does not compile when one is missing above. */
export type Unheard = Exclude<ChatEvent, (typeof CHAT_EVENTS)[number]>;
true satisfies Unheard extends never ? true : false;
