// What the actions of chat stand on, so that the page, a world and tests can each put in their own.

import type { Message } from '../../shared/protocol/chat.ts';
import type { ChatCarrier } from '../net/chat-carrier.ts';
import type { Rest } from '../net/rest.ts';
import type { ChatStore } from '../state/chat.ts';
import type { ConversationKey } from '../state/chat-key.ts';

export type ChatContext = {
  store: ChatStore;
  /** In a world: the one virtual server that is carried there, beside what passes between two. */
  only?: string | undefined;
  carrier: () => ChatCarrier;
  call: Rest['call'];
  /** Wall clock, in ms. */
  now: () => number;
  newId: () => string;
  /** Runs it after `ms`; what is returned forgets about it. */
  later: (ms: number, run: () => void) => () => void;
  /** Something that one was not asked to wait for went wrong. */
  tell: (error: unknown) => void;
  /** A message came that one has not read. */
  note: (message: Message, key: ConversationKey) => void;
};

/** Messages of two people need no server to be named; all others name theirs. */
export const serverIdOf = (message: Message): { server_id?: string } =>
  message.target_user_id === null ? { server_id: message.server_id } : {};
