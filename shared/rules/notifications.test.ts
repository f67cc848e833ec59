import assert from 'node:assert/strict';
import type { Message } from '../protocol/chat.ts';
import { BODY_MAX, kindFor, notificationOf } from './notifications.ts';

const message = (fields: Partial<Message> = {}): Message => ({
  id: 'the-message',
  server_id: 'the-server',
  channel_id: 'the-channel',
  user_id: 'ada',
  username: 'Ada',
  content: 'Look at this.',
  message_type: 'text',
  scope: 'channel',
  zone_id: null,
  target_user_id: null,
  parent_message_id: null,
  reply_count: 0,
  reactions: {},
  attachments: [],
  mentions: [],
  mentions_all: null,
  is_pinned: false,
  created_at: '2030-01-01T12:00:00.000Z',
  edited_at: null,
  deleted_at: null,
  client_msg_id: null,
  ...fields,
});
const direct = message({ scope: 'direct', channel_id: null, target_user_id: 'bob' });
const file = {
  id: '',
  file_name: '',
  file_size: 1,
  file_type: '',
  width: null,
  height: null,
  url: '',
  thumbnail_url: null,
};

describe('the rules of notifications', () => {
  const bob = { userId: 'bob', isMuted: false, isInThread: false };

  it('[PU1] are for who is written to, called, or has a part in the thread, and never for the author', () => {
    assert.equal(kindFor(direct, bob), 'direct');
    assert.equal(kindFor(direct, { ...bob, userId: 'ada' }), null);
    assert.equal(kindFor(direct, { ...bob, userId: 'cid' }), null);
    assert.equal(kindFor(message({ mentions: ['bob'] }), bob), 'mention');
    assert.equal(kindFor(message({ mentions: ['cid'] }), bob), null);
    for (const mentions_all of ['here', 'channel'] as const) {
      assert.equal(kindFor(message({ mentions_all }), bob), 'mention');
      assert.equal(kindFor(message({ mentions_all }), { ...bob, userId: 'ada' }), null);
    }
    assert.equal(kindFor(message(), bob), null);
    assert.equal(kindFor(message(), { ...bob, isInThread: true }), 'reply');
    assert.equal(kindFor(message({ scope: 'proximity', mentions: ['bob'] }), bob), null);
    assert.equal(kindFor(message({ mentions: ['ada'] }), { ...bob, userId: 'ada' }), null);
  });

  it('[PU2] in a muted conversation are for who is called by name alone', () => {
    const muted = { ...bob, isMuted: true, isInThread: true };
    assert.equal(kindFor(message({ mentions: ['bob'] }), muted), 'mention');
    assert.equal(kindFor(message({ mentions_all: 'channel' }), muted), null);
    assert.equal(kindFor(message(), muted), null);
    assert.equal(kindFor(direct, muted), null);
  });

  it('[PU3] say who, where and what, and lead there', () => {
    assert.deepEqual(notificationOf(message(), 'mention', 'general'), {
      kind: 'mention',
      title: 'Ada in #general',
      body: 'Look at this.',
      path: '/chat/the-server/the-channel?m=the-message',
      message_id: 'the-message',
      tag: 'channel:the-channel',
    });
    const { title, path, tag } = notificationOf(direct, 'direct', null);
    assert.deepEqual([title, path, tag], ['Ada', '/chat/direct/ada?m=the-message', 'direct:ada']);
    const zone = notificationOf(
      message({ scope: 'zone', channel_id: null, zone_id: 'the-zone' }),
      'mention',
      'Library',
    );
    assert.deepEqual(
      [zone.title, zone.path, zone.tag],
      ['Ada in Library', '/world/the-server?m=the-message', 'zone:the-zone'],
    );
    assert.equal(notificationOf(message(), 'reply', null).title, 'Ada');
  });

  it('[PU3] show the beginning of a message, in one line, of whole characters', () => {
    const body = (content: string, fields: Partial<Message> = {}): string =>
      notificationOf(message({ content, ...fields }), 'mention', 'general').body;
    assert.equal(body('  one\n\ntwo\tthree '), 'one two three');
    const full = '😀'.repeat(BODY_MAX);
    assert.equal(body(full), full);
    assert.equal(body(`${full}!`), `${'😀'.repeat(BODY_MAX - 1)}…`);
    assert.equal(body(`${'x'.repeat(BODY_MAX - 3)}👩\u200d🚀🚀`), `${'x'.repeat(BODY_MAX - 3)}👩…`);
    assert.equal(body('', { attachments: [file] }), 'sent a file');
    assert.equal(body('', { attachments: [file, file] }), 'sent 2 files');
  });
});
