import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { callsMe, countMessage, markRead, NOTHING_UNREAD, setUnread, type Unread } from './chat-unread.ts';

const said = (id: string, part: Partial<Message> = {}): Message =>
  ({ id, server_id: 's', user_id: 'ben', target_user_id: null, mentions: [], mentions_all: null, ...part }) as Message;
const ME = { me: 'me', seen: false };
const count = (known: Unread, ...messages: Message[]): Unread =>
  messages.reduce((now, message) => countMessage(now, message, ME), known);

describe('what is unread', () => {
  it('[UC12] counts each message of others once, however often it is told', () => {
    const twice = count(NOTHING_UNREAD, said('a'), said('b'), said('a'), said('b'), said('c'));
    assert.deepEqual([twice.unread, twice.mentions, twice.head], [3, 0, 'c']);
    assert.equal(count(NOTHING_UNREAD, said('a', { user_id: 'me' })).unread, 0);
    assert.equal(countMessage(NOTHING_UNREAD, said('a'), { me: 'me', seen: true }).unread, 0);
  });

  it('[UC12] counts apart those that call one by name, or everybody', () => {
    assert.equal(callsMe(said('a', { mentions: ['me'] }), 'me'), true);
    assert.equal(callsMe(said('a', { mentions_all: 'here' }), 'me'), true);
    assert.equal(callsMe(said('a', { user_id: 'me', mentions: ['me'] }), 'me'), false);
    const called = count(NOTHING_UNREAD, said('a', { mentions: ['me'] }), said('b', { mentions: ['carl'] }));
    assert.deepEqual([called.unread, called.mentions], [2, 1]);
  });

  it('[UC13] what was read elsewhere is read here; how much is left of a part only the server knows', () => {
    const three = count({ ...NOTHING_UNREAD, lastRead: 'a' }, said('b'), said('c', { mentions: ['me'] }), said('d'));
    assert.deepEqual(markRead(three, 'd'), { ...three, unread: 0, mentions: 0, lastRead: 'd' });
    assert.equal(markRead(three, 'c'), null);
    // An old mark moves nothing back.
    assert.equal(markRead(three, 'a'), three);
    assert.deepEqual(markRead({ ...three, unread: 0 }, 'c')?.lastRead, 'c');
    // A list that was read before the newest message came does not make it count again.
    const listed = setUnread(three, { unread: 3, head: 'c' });
    assert.equal(count(listed, said('d')).unread, 3);
  });
});
