// One conversation as far as it was read: a piece of it without holes, in the order of the ids, each message once, and
// what one has written oneself and the server has not taken yet. Pure.

import type { Attachment, HistoryAnswer, Message } from '../../shared/protocol/chat.ts';

export type Outgoing = {
  /** Its client_msg_id, the same however often it is sent. */
  id: string;
  content: string;
  attachments: readonly Attachment[];
  parentId: string | null;
  at: string;
  /** `waiting`: it goes out by itself when the line is back. */
  state: 'sending' | 'waiting' | 'failed';
  error: string | null;
};
/** A message to show in its place; another `turn` shows the same one again. */
export type Jump = { id: string; turn: number };
export type Conversation = {
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  phase: 'new' | 'loading' | 'ready' | 'failed';
  error: string | null;
  hasOlder: boolean;
  olderCursor: string | null;
  /** The piece does not reach to the newest: what is said now belongs further below. */
  hasNewer: boolean;
  /** The last that were said beyond the end of the piece: a page read meanwhile may miss them. */
  ahead: readonly Message[];
  reading: 'older' | 'newer' | null;
  /** The last one that was read when the conversation was opened; a rule stands below it. Empty: above all. */
  divider: string | null;
  jump: Jump | null;
};

export const newConversation = (): Conversation => ({
  ...{ messages: [], outgoing: [], phase: 'new', error: null },
  ...{ hasOlder: false, olderCursor: null, hasNewer: false, ahead: [], reading: null, divider: null, jump: null },
});

const byId = (a: Message, b: Message): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Where a message of this id is, or would be. */
function placeOf(messages: readonly Message[], id: string): number {
  let [low, high] = [0, messages.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (messages[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
export function findMessage(messages: readonly Message[], id: string): Message | undefined {
  const found = messages[placeOf(messages, id)];
  return found?.id === id ? found : undefined;
}
export const indexOfMessage = (messages: readonly Message[], id: string): number => {
  const index = placeOf(messages, id);
  return messages[index]?.id === id ? index : -1;
};

/**
 * Of two versions of one message, whichever came first: what was deleted stays so, and of two edits the later one counts.
 * Else the one that came later counts, which knows of newer reactions and pins.
 */
export function newerOf(known: Message, came: Message): Message {
  if (came.deleted_at !== null) return came;
  if (known.deleted_at !== null) return known;
  if ((known.edited_at ?? '') <= (came.edited_at ?? '')) return came;
  const { content, edited_at, mentions, mentions_all } = known;
  return { ...came, content, edited_at, mentions, mentions_all };
}

/** Joined in order, each once; of one that is in both see `newerOf`. */
export function mergeMessages(messages: readonly Message[], added: readonly Message[]): readonly Message[] {
  if (added.length === 0) return messages;
  const last = messages.at(-1);
  const only = added.length === 1 ? added[0]! : null;
  // What nearly always happens, without looking at the others.
  if (only && (!last || only.id > last.id)) return [...messages, only];
  const all = new Map<string, Message>();
  for (const message of messages) all.set(message.id, message);
  for (const message of added) {
    const known = all.get(message.id);
    all.set(message.id, known ? newerOf(known, message) : message);
  }
  return [...all.values()].sort(byId);
}

/** What the server took is no longer on its way. */
const without = (outgoing: readonly Outgoing[], messages: readonly Message[], me: string): readonly Outgoing[] => {
  if (outgoing.length === 0) return outgoing;
  const taken = new Set(messages.filter(({ user_id }) => user_id === me).map(({ client_msg_id }) => client_msg_id));
  return outgoing.some(({ id }) => taken.has(id)) ? outgoing.filter(({ id }) => !taken.has(id)) : outgoing;
};

const AHEAD_MAX = 50;
/** A message that was just said. Where nothing was read yet it is read with the rest. */
export function hearMessage(conversation: Conversation, message: Message, me: string): Conversation {
  const outgoing = without(conversation.outgoing, [message], me);
  const heard = outgoing === conversation.outgoing ? conversation : { ...conversation, outgoing };
  const { phase, messages, hasNewer, ahead } = conversation;
  if (phase === 'new' || phase === 'failed' || findMessage(messages, message.id)) return heard;
  if (!hasNewer) return { ...heard, messages: mergeMessages(messages, [message]) };
  return { ...heard, ahead: mergeMessages(ahead, [message]).slice(-AHEAD_MAX) };
}

/** Another version of a message that is here; the same object where it is not. */
export function changeMessage(
  conversation: Conversation,
  id: string,
  change: (message: Message) => Message,
): Conversation {
  const index = indexOfMessage(conversation.messages, id);
  if (index < 0) return conversation;
  const messages = [...conversation.messages];
  messages[index] = change(messages[index]!);
  return { ...conversation, messages };
}

/** Before a page is read that has nothing to do with what is here. */
export const beginAnew = (conversation: Conversation): Conversation => ({
  ...newConversation(),
  ...{ outgoing: conversation.outgoing, divider: conversation.divider, jump: conversation.jump, phase: 'loading' },
});

export type PageWay = 'newest' | 'older' | 'newer' | 'around';
/**
 * Pages come newest first. `newest` goes on from what is here where the two meet, and begins anew where something between
 * them was missed; what was said while a page was on its way follows it.
 */
export function addPage(conversation: Conversation, page: HistoryAnswer, way: PageWay, me: string): Conversation {
  const { messages: before, ahead } = conversation;
  // The page may have been read before news of its messages came.
  const came = [...page.messages].reverse().map((message) => {
    const known = findMessage(before, message.id);
    return known ? newerOf(known, message) : message;
  });
  const end = came.at(-1)?.id ?? before.at(-1)?.id ?? '';
  const outgoing = without(conversation.outgoing, came, me);
  const done = { ...conversation, outgoing, phase: 'ready', error: null, reading: null } as const;
  const older = { hasOlder: page.has_more, olderCursor: page.cursor };
  const after = (some: readonly Message[]) => some.filter(({ id }) => id > end);
  if (way === 'older') return { ...done, ...older, messages: mergeMessages(before, came) };
  if (way === 'newer') {
    const more = page.has_newer ? came : mergeMessages(came, after(ahead));
    return { ...done, hasNewer: page.has_newer, messages: mergeMessages(before, more) };
  }
  if (way === 'around') {
    const messages = page.has_newer ? came : mergeMessages(came, after(before));
    return { ...done, ...older, hasNewer: page.has_newer, ahead: before.slice(-AHEAD_MAX), messages };
  }
  const first = came[0];
  const last = before.at(-1);
  const meets = first !== undefined && last !== undefined && !conversation.hasNewer && first.id <= last.id;
  const kept = meets ? before.filter(({ id }) => id < first.id) : [];
  const newer = conversation.hasNewer ? ahead : before;
  const messages = mergeMessages([...kept, ...came], after(newer));
  return { ...done, ...(kept.length === 0 && older), hasNewer: false, ahead: [], messages };
}

export const setOutgoing = (conversation: Conversation, item: Outgoing): Conversation => ({
  ...conversation,
  outgoing: conversation.outgoing.some(({ id }) => id === item.id)
    ? conversation.outgoing.map((other) => (other.id === item.id ? item : other))
    : [...conversation.outgoing, item],
});
export const dropOutgoing = (conversation: Conversation, id: string): Conversation => ({
  ...conversation,
  outgoing: conversation.outgoing.filter((item) => item.id !== id),
});

/** More than this is not kept of a conversation that is closed. */
const KEPT_MAX = 300;
/** Of a conversation that is left: its newest messages, or nothing where it was read elsewhere. */
export function closeConversation(conversation: Conversation): Conversation {
  const left = { ...conversation, divider: null, jump: null };
  if (left.hasNewer) return { ...newConversation(), outgoing: left.outgoing };
  if (left.messages.length <= KEPT_MAX) return left;
  const messages = left.messages.slice(-KEPT_MAX);
  // The cursor stands further back.
  return { ...left, messages, hasOlder: true, olderCursor: null };
}
