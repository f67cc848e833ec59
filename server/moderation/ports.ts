// What moderation is given by chat. The two need each other; the composition root puts them together.

import type { Message, SendBody } from '../../shared/protocol/chat.ts';

export type ChatForModeration = {
  /** As the author, without rules and slow mode; whether they may send there is asked as ever. */
  sendHeld(author: { userId: string }, serverId: string, body: SendBody): Promise<Message>;
  /** Throws `chat/message_not_found` for what is not there, and for what the caller may not read. */
  findReadable(
    caller: { userId: string },
    serverId: string,
    messageId: string,
  ): Promise<{ message: Message; isDirect: boolean; conversationId: string }>;
  /** The message and up to `around` before and after it, as they are now, oldest first. */
  surroundings(conversationId: string, messageId: string, around: number): Promise<Message[]>;
};
