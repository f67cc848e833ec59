import assert from 'node:assert/strict';
import type { HistoryAnswer, Message } from '../../shared/protocol/chat.ts';
import {
  addPage,
  beginAnew,
  type Conversation,
  changeMessage,
  closeConversation,
  dropOutgoing,
  hearMessage,
  indexOfMessage,
  mergeMessages,
  newConversation,
  newerOf,
  type Outgoing,
  setOutgoing,
} from './chat-conversation.ts';

const ME = 'me';
/** Numbers stand for ids: of four digits, so that they sort as they count. */
const id = (number: number): string => String(number).padStart(4, '0');
const said = (number: number, part: Partial<Message> = {}): Message => ({
  ...{ id: id(number), server_id: 's', channel_id: 'c', user_id: 'ben', username: 'ben', content: `said ${number}` },
  ...{ message_type: 'text', scope: 'channel', zone_id: null, target_user_id: null, parent_message_id: null },
  ...{ reply_count: 0, reactions: {}, attachments: [], mentions: [], mentions_all: null, is_pinned: false },
  ...{ created_at: '2026-01-01T00:00:00.000Z', edited_at: null, deleted_at: null, client_msg_id: null },
  ...part,
});
const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => said(from + index));
/** As the server answers: newest first. */
const page = (messages: Message[], part: Partial<HistoryAnswer> = {}): HistoryAnswer => ({
  ...{ messages: messages.toReversed(), has_more: true, cursor: `before ${messages[0]?.id}`, has_newer: false },
  ...part,
});
const read = (messages: Message[], part: Partial<HistoryAnswer> = {}): Conversation =>
  addPage(beginAnew(newConversation()), page(messages, part), 'newest', ME);
const numbers = ({ messages }: { messages: readonly Message[] }): number[] => messages.map((one) => Number(one.id));
const draft = (part: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id: 'way-1', content: 'hello', attachments: [], parentId: null, at: '2026-01-01T00:00:00.000Z' },
  ...{ state: 'sending', error: null },
  ...part,
});

describe('a conversation as it is read', () => {
  it('[UC7] holds each message once in the order of the ids, however they come', () => {
    const mixed = [said(5), said(2), said(9), said(2), said(7)];
    const merged = mergeMessages(mergeMessages([], mixed), [said(1), said(9), said(6)]);
    assert.deepEqual(numbers({ messages: merged }), [1, 2, 5, 6, 7, 9]);
    const conversation = read(range(10, 12));
    assert.deepEqual(numbers(hearMessage(conversation, said(11), ME)), [10, 11, 12]);
    // One whose commit was seen late belongs between those that are there.
    assert.deepEqual(numbers(hearMessage(hearMessage(conversation, said(15), ME), said(14), ME)), [10, 11, 12, 14, 15]);
    assert.equal(indexOfMessage(conversation.messages, id(12)), 2);
    assert.equal(indexOfMessage(conversation.messages, id(13)), -1);
  });

  it('[UC7] an edit never brings back what was deleted, and of two edits the later one counts', () => {
    const deleted = said(1, { content: '', deleted_at: '2026-01-01T00:00:03.000Z' });
    const first = said(1, { content: 'first', edited_at: '2026-01-01T00:00:01.000Z', is_pinned: true });
    const second = said(1, { content: 'second', edited_at: '2026-01-01T00:00:02.000Z' });
    for (const known of [said(1), first, second]) {
      assert.equal(newerOf(known, deleted), deleted);
      assert.equal(newerOf(deleted, known), deleted);
    }
    assert.equal(newerOf(first, second).content, 'second');
    const late = newerOf(second, first);
    assert.deepEqual([late.content, late.edited_at, late.is_pinned], ['second', second.edited_at, true]);
    assert.equal(newerOf(said(1), { ...said(1), is_pinned: true }).is_pinned, true);
    // The same where a page that was read before comes after the news.
    const edited = changeMessage(read(range(1, 3)), id(1), (known) => newerOf(known, second));
    assert.equal(addPage(edited, page(range(1, 3)), 'newest', ME).messages[0]!.content, 'second');
  });

  it('[UC8] pages join what is there, and what was said meanwhile follows', () => {
    let conversation = read(range(20, 22));
    conversation = hearMessage(conversation, said(23), ME);
    conversation = addPage(conversation, page(range(17, 19), { has_more: false, cursor: null }), 'older', ME);
    assert.deepEqual(numbers(conversation), [17, 18, 19, 20, 21, 22, 23]);
    assert.deepEqual([conversation.hasOlder, conversation.olderCursor], [false, null]);
    // Said while the first page was on its way.
    const early = hearMessage(beginAnew(newConversation()), said(31), ME);
    assert.deepEqual(numbers(addPage(early, page(range(28, 30)), 'newest', ME)), [28, 29, 30, 31]);
  });

  it('[UC8] a newest page goes on from what is there where the two meet, and begins anew where they do not', () => {
    const known = read(range(10, 14), { cursor: 'far back' });
    const meets = addPage(known, page(range(13, 17)), 'newest', ME);
    assert.deepEqual(numbers(meets), [10, 11, 12, 13, 14, 15, 16, 17]);
    assert.equal(meets.olderCursor, 'far back');
    const apart = addPage(known, page(range(40, 42), { cursor: 'near' }), 'newest', ME);
    assert.deepEqual(numbers(apart), [40, 41, 42]);
    assert.equal(apart.olderCursor, 'near');
  });

  it('[UC9] around a message there may be newer ones, which are read up to what is said now', () => {
    let conversation = addPage(read(range(90, 95)), page(range(40, 44), { has_newer: true }), 'around', ME);
    assert.deepEqual(numbers(conversation), [40, 41, 42, 43, 44]);
    assert.equal(conversation.hasNewer, true);
    // What is said now belongs further below: it is not shown next to what was said long ago.
    conversation = hearMessage(conversation, said(96), ME);
    assert.deepEqual(numbers(conversation), [40, 41, 42, 43, 44]);
    conversation = addPage(conversation, page(range(45, 60), { has_newer: true }), 'newer', ME);
    assert.equal(conversation.messages.length, 21);
    // The last page was read before 96 was said.
    conversation = addPage(conversation, page(range(61, 95)), 'newer', ME);
    assert.deepEqual(
      numbers(conversation),
      Array.from({ length: 57 }, (_, index) => 40 + index),
    );
    assert.equal(conversation.hasNewer, false);
    assert.deepEqual(numbers(hearMessage(conversation, said(97), ME)).at(-1), 97);
  });

  it('[UC10] what one has written oneself is shown once, from its way to its place', () => {
    let conversation = setOutgoing(read(range(1, 2)), draft());
    conversation = setOutgoing(conversation, draft({ state: 'failed', error: 'no' }));
    assert.deepEqual(
      conversation.outgoing.map(({ state }) => state),
      ['failed'],
    );
    const mine = said(3, { user_id: ME, client_msg_id: 'way-1' });
    const heard = hearMessage(conversation, mine, ME);
    assert.deepEqual([numbers(heard), heard.outgoing.length], [[1, 2, 3], 0]);
    const paged = addPage(conversation, page([said(1), said(2), mine]), 'newest', ME);
    assert.deepEqual([numbers(paged), paged.outgoing.length], [[1, 2, 3], 0]);
    // Another's id is theirs: it takes nothing of one's own away.
    assert.equal(hearMessage(conversation, said(3, { client_msg_id: 'way-1' }), ME).outgoing.length, 1);
    assert.equal(dropOutgoing(conversation, 'way-1').outgoing.length, 0);
    // It survives a beginning from anew.
    assert.equal(beginAnew(conversation).outgoing.length, 1);
  });

  it('[UC11] of a conversation that is left its end is kept, without holes', () => {
    const long = closeConversation(read(range(1, 1000)));
    assert.deepEqual([long.messages.length, long.messages.at(-1)!.id, long.hasOlder], [300, id(1000), true]);
    assert.equal(long.olderCursor, null);
    const elsewhere = addPage(read(range(90, 95)), page(range(1, 5), { has_newer: true }), 'around', ME);
    assert.equal(closeConversation(setOutgoing(elsewhere, draft())).messages.length, 0);
    assert.equal(closeConversation(setOutgoing(elsewhere, draft())).outgoing.length, 1);
  });
});
