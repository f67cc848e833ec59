import assert from 'node:assert/strict';
import type { Message } from '../../../shared/protocol/chat.ts';
import type { Outgoing } from '../../state/chat-conversation.ts';
import { addressOf, placeOfAddress } from './addresses.ts';
import { markedParts } from './highlights.ts';
import { completeMention, mentionAt, rankCandidates } from './mention-query.ts';
import { factsOf, freshIndex, itemsOf } from './rows.ts';
import { dayName, inOneLine, shortTime, waitInWords } from './words.ts';

const ME = { userId: 'ada', username: 'ada' };
const message = (id: string, user: string, minute: number, part: Partial<Message> = {}): Message =>
  ({
    ...{ id, user_id: user, username: user, content: id, parent_message_id: null, deleted_at: null, attachments: [] },
    ...{ client_msg_id: null, created_at: new Date(2026, 0, 1, 12, minute).toISOString() },
    ...part,
  }) as Message;
const heads = (messages: Message[], divider: string | null = null): boolean[] => {
  const items = itemsOf(messages, [], ME);
  return items.map((_item, index) => factsOf(items, index, divider).head);
};

describe('messages below each other', () => {
  it('[UC40] stand under one name while one goes on, and not after a pause, an answer, a deletion or what is new', () => {
    const talk = [message('1', 'ada', 0), message('2', 'ada', 4), message('3', 'ben', 4), message('4', 'ben', 9)];
    assert.deepEqual(heads(talk), [true, false, true, true]);
    assert.deepEqual(heads([message('1', 'ada', 0), message('2', 'ada', 1)], '1'), [true, true]);
    assert.deepEqual(
      heads([message('1', 'ada', 0), message('2', 'ada', 1, { parent_message_id: '0' }), message('3', 'ada', 2)]),
      [true, true, false],
    );
    const gone = { deleted_at: new Date().toISOString() };
    assert.deepEqual(heads([message('1', 'ada', 0), message('2', 'ada', 1, gone), message('3', 'ada', 2)]), [
      ...[true, true, true],
    ]);
    const items = itemsOf([message('1', 'ada', 0), message('2', 'ada', 60 * 24)], [], ME);
    assert.deepEqual(
      items.map((_item, index) => factsOf(items, index, null).day),
      [true, true],
    );
  });

  it('[UC40] a rule stands above the first that is new, once', () => {
    const items = itemsOf([message('1', 'ben', 0), message('2', 'ben', 1), message('3', 'ben', 2)], [], ME);
    assert.equal(freshIndex(items, '1'), 1);
    assert.equal(freshIndex(items, ''), 0, 'all of it is new');
    assert.equal(freshIndex(items, null), -1);
    assert.equal(freshIndex(items, '3'), -1, 'nothing came since');
  });

  it('[UC41] an own message keeps its line from its way to its place, and a line that did not change is the same object', () => {
    const outgoing: Outgoing = {
      ...{ id: 'c1', content: 'hi', attachments: [], parentId: null, at: new Date().toISOString() },
      ...{ state: 'sending', error: null },
    };
    const old = message('1', 'ben', 0);
    const before = itemsOf([old], [outgoing], ME);
    const after = itemsOf([old, message('2', 'ada', 1, { client_msg_id: 'c1' })], [], ME);
    assert.equal(before[1]?.key, after[1]?.key);
    assert.equal(before[0], after[0]);
    assert.equal(
      itemsOf([message('3', 'ben', 1, { client_msg_id: 'c1' })], [], ME)[0]?.key,
      '3',
      'of others it is the id',
    );
  });
});

describe('writing and finding', () => {
  it('[UC42] names are offered behind an @ that begins a word, and put in with a space', () => {
    assert.deepEqual(mentionAt('hey @be', 7), { from: 4, to: 7, text: 'be' });
    assert.deepEqual(mentionAt('@', 1), { from: 0, to: 1, text: '' });
    for (const text of ['mail@be', '@be ', 'be', '@@be']) assert.equal(mentionAt(text, text.length), null, text);
    assert.equal(mentionAt('@bertha', 3), null, 'in the middle of a word');
    assert.deepEqual(completeMention('hey @be!', { from: 4, to: 7, text: 'be' }, 'ben'), {
      text: 'hey @ben !',
      caret: 9,
    });
    assert.deepEqual(completeMention('@b you', { from: 0, to: 2, text: 'b' }, 'ben'), { text: '@ben you', caret: 5 });
    const names = ['Ruben', 'ben', 'Benno', 'ada', 'BEN'].map((name) => ({ name, userId: name, hint: '' }));
    assert.deepEqual(
      rankCandidates(names, 'be').map(({ name }) => name),
      ['ben', 'Benno', 'Ruben'],
    );
  });

  it('[UC43] what matched is marked where it stands, with the words before it in view; ranges that do not fit are left out', () => {
    const marks = (text: string, ranges: [number, number][]): string =>
      markedParts(text, ranges)
        .map(({ text: part, marked }) => (marked ? `[${part}]` : part))
        .join('');
    assert.equal(marks('the old lamp glows', [[8, 12]]), 'the old [lamp] glows');
    assert.equal(
      marks('a b a', [
        [4, 5],
        [0, 1],
      ]),
      '[a] b [a]',
    );
    for (const range of [
      [3, 99],
      [2, 2],
      [3, 1],
    ] as [number, number][])
      assert.equal(marks('abc', [range]), 'abc');
    const far = `${'word '.repeat(40)}lamp`;
    assert.match(marks(far, [[200, 204]]), /^…(word ){10,13}\[lamp\]$/);
  });

  it('[UC44] conversations and their addresses name each other', () => {
    const state = { channels: { s1: [{ id: 'c1', server_id: 's1' }] } } as never;
    assert.equal(addressOf(state, 'channel:c1'), '/chat/s1/c1');
    assert.equal(addressOf(state, 'channel:c1', 'm1'), '/chat/s1/c1?m=m1');
    assert.equal(addressOf(state, 'direct:u1'), '/chat/direct/u1');
    assert.equal(addressOf(state, 'channel:unknown'), undefined);
    assert.deepEqual(placeOfAddress({ server_id: 'S1', channel_id: 'C1' }), {
      conversation: 'channel:c1',
      serverId: 's1',
    });
    assert.deepEqual(placeOfAddress({ user_id: 'U1' }), { conversation: 'direct:u1', serverId: undefined });
    assert.deepEqual(placeOfAddress({}), { conversation: null, serverId: undefined });
  });

  it('[UC44] days, waits and messages are said in the words of people', () => {
    const now = new Date(2026, 2, 30, 0, 30).getTime();
    assert.equal(dayName(new Date(2026, 2, 30, 0, 1).getTime(), now), 'Today');
    assert.equal(dayName(new Date(2026, 2, 29, 23, 59).getTime(), now), 'Yesterday');
    assert.doesNotMatch(dayName(new Date(2026, 2, 28).getTime(), now), /day$|2026$/);
    assert.match(dayName(new Date(2025, 2, 28).getTime(), now), /2025/);
    assert.match(shortTime(now, now), /30/);
    assert.equal(waitInWords(1), '1 second');
    assert.equal(waitInWords(600_000), '10 minutes');
    assert.equal(waitInWords(3 * 86_400_000), '3 days');
    assert.equal(inOneLine(message('1', 'ben', 0, { content: ' two\n lines ' })), 'two lines');
    assert.equal(inOneLine(message('1', 'ben', 0, { content: 'x', deleted_at: 'now' })), 'This message was deleted');
  });
});
