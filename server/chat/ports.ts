// What chat is given by features beside it. The composition root puts them together.

import type { Attachment, Message, SendBody } from '../../shared/protocol/chat.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import type { Tx } from '../db/transaction.ts';

export type Speaker = { serverId: string; userId: string; role: ServerRole };

/** Moderation, asked before something is taken. */
export type SpeechGuard = {
  /** Throws `chat/muted`. For reactions, typing, uploads and what is said nearby too. */
  requireVoice(speaker: Speaker): Promise<void>;
  /** Throws `chat/muted`, `chat/refused_by_rule`, or `chat/held` once the send was put aside for a moderator. */
  checkSend(speaker: Speaker, body: SendBody): Promise<void>;
  /** In the transaction of what they say: which of these, by their place in the list, are muted by now. */
  listMuted(tx: Tx, speakers: readonly Speaker[]): Promise<ReadonlySet<number>>;
  /** For edits and for nearby talk, which can not be held: `chat/muted`, `chat/refused_by_rule`. */
  checkText(speaker: Speaker, content: string): Promise<void>;
};

/** Files that go along with messages. */
export type AttachmentPort = {
  /**
   * In the transaction of the message: these files, in this order, belong to it now. False when one is not there, not
   * the sender's, of another server, or sent already: nothing of the message may be kept then.
   */
  claim(
    tx: Tx,
    options: { ids: readonly string[]; userId: string; serverId: string; messageId: string },
  ): Promise<boolean>;
  /** By message, in their order; of `serverId` are the addresses that they are read at. */
  ofMessages(messages: readonly { id: string; server_id: string }[]): Promise<Map<string, Attachment[]>>;
  /** In the transaction of a deletion: the rows go now, the bytes once it is committed. */
  release(tx: Tx, messageIds: readonly string[]): Promise<void>;
};

/** What is said to those nearby, in whichever process the world runs. Both throw `chat/not_in_world`. */
export type NearbyPort = {
  say(serverId: string, userId: string, body: SendBody): Promise<Message>;
  setTyping(serverId: string, userId: string, isTyping: boolean): Promise<void>;
};

/** Where somebody stands, whichever process runs the world. */
export type WhereaboutsPort = {
  /** The zones that they stand in now; none for who is not inside. Throws `unavailable` where it can not be asked. */
  zonesOf(serverId: string, userId: string): Promise<readonly string[]>;
};

/** Told once for each message, after its commit, by the process that committed it. */
export type Committed = {
  message: Message;
  conversationId: string;
  seq: number;
  /** Who was called by name, by @here or @channel, or is the other of two. */
  called: readonly string[];
  /** Who began or wrote in the thread that this answers. */
  thread: readonly string[];
};
export type NotifyPort = (committed: Committed) => void;
