import assert from 'node:assert/strict';
import type { Channel } from '../../shared/protocol/channels.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import { createChatState, setConversation, setUnreadOf } from './chat.ts';
import { channelKey } from './chat-key.ts';
import { contextOf, readSince } from './chat-notes.ts';
import { openThread } from './chat-thread.ts';
import { NOTHING_UNREAD } from './chat-unread.ts';

const said = (id: string, by: string, parent: string | null = null): Message => ({
  ...{ id, server_id: 'server', channel_id: 'general', user_id: by, username: by, content: 'Hello.' },
  ...{ message_type: 'text', scope: 'channel', zone_id: null, target_user_id: null, parent_message_id: parent },
  ...{ reply_count: 0, reactions: {}, attachments: [], mentions: [], mentions_all: null, is_pinned: false },
  ...{ created_at: '2030-01-01T12:00:00.000Z', edited_at: null, deleted_at: null, client_msg_id: null },
});
const key = channelKey('general');

describe('what chat tells notifications', () => {
  const chat = ({ muted = false, messages = [] as Message[] } = {}) => {
    const store = createChatState({ userId: 'bob', username: 'Bob' });
    const general = { id: 'general', server_id: 'server', name: 'general', muted } as Channel;
    store.setState({ channels: { server: [general] } });
    setConversation(store, key, (before) => ({ ...before, messages }));
    return store;
  };

  it('[PU24] the name of the place, and whether one has muted it', () => {
    const plain = { isMuted: false, isInThread: false, placeName: 'general' };
    assert.deepEqual(contextOf(chat().getState(), said('9', 'ada'), key), plain);
    assert.deepEqual(contextOf(chat({ muted: true }).getState(), said('9', 'ada'), key), { ...plain, isMuted: true });
    const elsewhere = contextOf(chat().getState(), said('9', 'ada'), 'direct:ada');
    assert.deepEqual(elsewhere, { isMuted: false, isInThread: false, placeName: null });
  });

  it('[PU24] whether one has a part in the thread: began it, or answered in it', () => {
    const isInThread = (messages: Message[], message: Message): boolean =>
      contextOf(chat({ messages }).getState(), message, key).isInThread;
    const answer = said('9', 'ada', '1');
    assert.equal(isInThread([said('1', 'bob')], answer), true);
    assert.equal(isInThread([said('1', 'ada'), said('2', 'bob', '1')], answer), true);
    assert.equal(isInThread([said('1', 'ada'), said('2', 'bob')], answer), false, 'said beside it');
    assert.equal(isInThread([said('1', 'ada'), said('2', 'bob', '3')], answer), false, 'another thread');
    assert.equal(isInThread([said('1', 'bob')], said('9', 'ada')), false, 'no answer at all');
    const store = chat();
    store.setState({ thread: { ...openThread(key, said('1', 'ada')), replies: [said('2', 'bob', '1')] } });
    assert.equal(contextOf(store.getState(), answer, key).isInThread, true, 'of the thread that is open');
  });

  it('[PU24] which conversations were read, here or elsewhere', () => {
    const store = chat();
    setUnreadOf(store, key, () => ({ ...NOTHING_UNREAD, unread: 2 }));
    setUnreadOf(store, 'direct:ada', () => ({ ...NOTHING_UNREAD, unread: 1 }));
    const before = store.getState();
    assert.deepEqual(readSince(before, before), []);
    setUnreadOf(store, key, (known) => ({ ...known, unread: 1 }));
    assert.deepEqual(readSince(store.getState(), before), []);
    setUnreadOf(store, key, (known) => ({ ...known, unread: 0 }));
    assert.deepEqual(readSince(store.getState(), before), [key]);
    assert.deepEqual(readSince(store.getState(), store.getState()), []);
  });
});
