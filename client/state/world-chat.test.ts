import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import {
  addHistory,
  beginSending,
  createChatStore,
  discardLine,
  failSending,
  hear,
  showChat,
  showRoom,
} from './world-chat.ts';

const message = (id: number, options: Partial<Message> = {}): Message =>
  ({
    id: `id-${String(id).padStart(4, '0')}`,
    user_id: 'other',
    username: 'other',
    content: `message ${id}`,
    scope: 'global',
    client_msg_id: null,
    created_at: '2026-01-01T00:00:00.000Z',
    ...options,
  }) as Message;
const page = (ids: number[], rest: { has_more?: boolean; cursor?: string | null; fresh?: boolean } = {}) => ({
  messages: ids.map((id) => message(id)),
  has_more: false,
  cursor: null,
  fresh: false,
  ...rest,
});

describe('the chat of a world', () => {
  const keys = (store: ReturnType<typeof createChatStore>) =>
    store.getState().global.lines.map(({ key }) => key.slice(-1));

  it('[UW20] keeps messages once each and in order, however they come', () => {
    const store = createChatStore();
    assert.equal(hear(store, message(3), 'me'), true);
    assert.equal(hear(store, message(1), 'me'), true);
    assert.equal(hear(store, message(3), 'me'), false);
    addHistory(store, 'global', page([3, 2, 1]));
    assert.deepEqual(keys(store), ['1', '2', '3']);
  });

  it('[UW21] shows an own message at once, and puts the real one in its place when it comes either way', () => {
    const own = message(0, { id: '', user_id: 'me', client_msg_id: 'c1' });
    const real = message(5, { user_id: 'me', client_msg_id: 'c1' });
    for (const order of ['answer first', 'event first']) {
      const store = createChatStore();
      beginSending(store, own);
      assert.deepEqual(
        store.getState().global.lines.map(({ state }) => state),
        ['sending'],
        order,
      );
      hear(store, real, 'me');
      hear(store, real, 'me');
      assert.deepEqual(
        store.getState().global.lines.map(({ key, state }) => [key, state]),
        [[real.id, 'sent']],
        order,
      );
    }
  });

  it('[UW21] keeps a refused message with its reason until it is sent again or discarded', () => {
    const store = createChatStore();
    const own = message(0, { id: '', user_id: 'me', client_msg_id: 'c1' });
    beginSending(store, own);
    failSending(store, 'global', 'c1', 'too fast');
    hear(store, message(9), 'me');
    assert.deepEqual(
      store.getState().global.lines.map(({ state, error }) => [state, error]),
      [
        ['sent', null],
        ['failed', 'too fast'],
      ],
    );
    beginSending(store, own);
    assert.deepEqual(
      store.getState().global.lines.map(({ state }) => state),
      ['sent', 'sending'],
    );
    discardLine(store, 'global', 'c1');
    assert.deepEqual(keys(store), ['9']);
  });

  it('[UW22] counts as unread what comes where one does not look, never the own', () => {
    const store = createChatStore();
    hear(store, message(1), 'me');
    hear(store, message(2, { user_id: 'me' }), 'me');
    assert.equal(store.getState().global.unread, 1);
    showRoom(store, 'global');
    assert.equal(store.getState().global.unread, 0);
    hear(store, message(3), 'me');
    assert.equal(store.getState().global.unread, 0);
    showChat(store, false);
    hear(store, message(4), 'me');
    assert.equal(store.getState().global.unread, 1);
    showChat(store, true);
    assert.equal(store.getState().global.unread, 0);
  });

  it('[UW23] follows the cursor of older pages, not of the newest read again after a gap', () => {
    const store = createChatStore();
    addHistory(store, 'global', page([6, 5], { has_more: true, cursor: 'before 5', fresh: true }));
    addHistory(store, 'global', page([4, 3], { has_more: true, cursor: 'before 3' }));
    addHistory(store, 'global', page([7, 6], { has_more: true, cursor: 'before 6', fresh: true }));
    assert.deepEqual(keys(store), ['3', '4', '5', '6', '7']);
    assert.equal(store.getState().global.cursor, 'before 3');
  });

  it('[UW23] begins anew from the newest where too much was missed, keeping what is on its way', () => {
    const store = createChatStore();
    addHistory(store, 'global', page([2, 1], { fresh: true }));
    beginSending(store, message(0, { id: '', client_msg_id: 'c1' }));
    addHistory(store, 'global', page([9, 8], { has_more: true, cursor: 'before 8', fresh: true }));
    assert.deepEqual(keys(store), ['8', '9', '1']);
    assert.equal(store.getState().global.cursor, 'before 8');
  });
});
