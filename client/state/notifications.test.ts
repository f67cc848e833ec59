import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { isOn, keepWish, noticeOf, readWish } from './notifications.ts';

const message: Message = {
  id: 'the-message',
  server_id: 'the-server',
  channel_id: 'the-channel',
  user_id: 'ada',
  username: 'Ada',
  content: 'Hello @bob',
  message_type: 'text',
  scope: 'channel',
  zone_id: null,
  target_user_id: null,
  parent_message_id: null,
  reply_count: 0,
  reactions: {},
  attachments: [],
  mentions: ['bob'],
  mentions_all: null,
  is_pinned: false,
  created_at: '2030-01-01T12:00:00.000Z',
  edited_at: null,
  deleted_at: null,
  client_msg_id: null,
};
const bob = { userId: 'bob', isVisible: false, isMuted: false, isInThread: false, placeName: 'general' };

describe('notifications of open pages', () => {
  it('[PU20] are those that the server would push, and never for a page that is looked at', () => {
    assert.deepEqual(noticeOf(message, bob), {
      kind: 'mention',
      title: 'Ada in #general',
      body: 'Hello @bob',
      path: '/chat/the-server/the-channel?m=the-message',
      message_id: 'the-message',
      tag: 'channel:the-channel',
    });
    assert.equal(noticeOf(message, { ...bob, isVisible: true }), null);
    assert.equal(noticeOf(message, { ...bob, userId: 'cid' }), null);
    assert.equal(noticeOf(message, { ...bob, userId: 'ada' }), null);
    assert.equal(noticeOf({ ...message, deleted_at: message.created_at }, bob), null);
    const answer = { ...message, mentions: [] };
    assert.equal(noticeOf(answer, { ...bob, isInThread: true })?.kind, 'reply');
    assert.equal(noticeOf(answer, { ...bob, isInThread: true, isMuted: true }), null);
  });

  it('[PU21] are on where one has asked for them and the browser lets us; each account decides for itself', () => {
    assert.equal(isOn({ permission: 'granted', wanted: true }), true);
    assert.equal(isOn({ permission: 'granted', wanted: false }), false);
    for (const permission of ['denied', 'default', 'unsupported'] as const) {
      assert.equal(isOn({ permission, wanted: true }), false);
    }
    keepWish('bob', true);
    assert.deepEqual([readWish('bob'), readWish('ada')], [true, false]);
    keepWish('bob', false);
    assert.equal(readWish('bob'), false);
  });
});
