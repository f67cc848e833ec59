// How messages stand below each other: by author, within a few minutes, with rules between days and above what is new.
// Asked for each line as it is drawn, so that it costs the same with ten lines and with ten thousand. Pure.

import type { Message } from '../../../shared/protocol/chat.ts';
import type { Outgoing } from '../../state/chat-conversation.ts';

/** A pause after which the name is shown again. */
const PAUSE_MS = 5 * 60_000;

type Said = Pick<Message, 'user_id' | 'created_at'>;
const times = new WeakMap<Said, number>();
export function timeOf(message: Said): number {
  let time = times.get(message);
  if (time === undefined) {
    time = Date.parse(message.created_at);
    times.set(message, time);
  }
  return time;
}
const dayOf = (time: number): string => new Date(time).toDateString();
export const beginsDay = (before: Said | undefined, message: Said): boolean =>
  before !== undefined && dayOf(timeOf(before)) !== dayOf(timeOf(message));
/** Under the name that stands above already. */
export const goesOn = (before: Said | undefined, message: Said): boolean =>
  before !== undefined &&
  before.user_id === message.user_id &&
  timeOf(message) - timeOf(before) < PAUSE_MS &&
  !beginsDay(before, message);

export type Item = { key: string; message: Message; outgoing: Outgoing | null };
export type RowFacts = {
  /** Name and time stand above it. */
  head: boolean;
  /** The first of a day. */
  day: boolean;
  /** The first that one has not read. */
  fresh: boolean;
};

export function factsOf(items: readonly Item[], index: number, divider: string | null): RowFacts {
  const { message } = items[index]!;
  const before = items[index - 1]?.message;
  const day = before === undefined || beginsDay(before, message);
  const fresh =
    divider !== null && message.id > divider && (before === undefined ? divider === '' : before.id <= divider);
  const answers = message.parent_message_id !== null && message.parent_message_id !== before?.parent_message_id;
  const isShell = before?.deleted_at != null || message.deleted_at !== null;
  return { head: day || fresh || answers || isShell || !goesOn(before, message), day, fresh };
}

const items = new WeakMap<Message, Item>();
/** The same object each time: a line that did not change is not drawn again. Own ones keep their key when they arrive. */
function itemOf(message: Message, me: string): Item {
  let item = items.get(message);
  if (!item) {
    const key = message.user_id === me && message.client_msg_id ? message.client_msg_id : message.id;
    item = { key, message, outgoing: null };
    items.set(message, item);
  }
  return item;
}

type Own = { userId: string; username: string };
const drafts = new WeakMap<Outgoing, Item>();
/** As it will look, before the server has made it a message. */
function draftOf(outgoing: Outgoing, me: Own): Item {
  let item = drafts.get(outgoing);
  if (!item) {
    const { id, content, attachments, parentId, at } = outgoing;
    const message: Message = {
      ...{ id: '', server_id: '', channel_id: null, user_id: me.userId, username: me.username, content },
      ...{ message_type: 'text', scope: 'channel', zone_id: null, target_user_id: null, parent_message_id: parentId },
      ...{ reply_count: 0, reactions: {}, attachments: [...attachments], mentions: [], mentions_all: null },
      ...{ is_pinned: false, created_at: at, edited_at: null, deleted_at: null, client_msg_id: id },
    };
    item = { key: id, message, outgoing };
    drafts.set(outgoing, item);
  }
  return item;
}

export const itemsOf = (messages: readonly Message[], outgoing: readonly Outgoing[], me: Own): readonly Item[] => [
  ...messages.map((message) => itemOf(message, me.userId)),
  ...outgoing.map((one) => draftOf(one, me)),
];

/** Where the first unread line is; -1 for none. */
export const freshIndex = (some: readonly Item[], divider: string | null): number =>
  divider === null ? -1 : some.findIndex((_item, index) => factsOf(some, index, divider).fresh);
