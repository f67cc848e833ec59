import assert from 'node:assert/strict';
import type { Message } from '../../../shared/protocol/chat.ts';
import type { Item } from '../chat/rows.ts';
import { groupItems } from './talk-groups.ts';

const item = (user: string, minute: number): Item => ({
  key: `${user} ${minute}`,
  message: { user_id: user, username: user, created_at: new Date(2026, 0, 1, 12, minute).toISOString() } as Message,
  outgoing: null,
});
const shape = (items: Item[]) => groupItems(items).map((group) => [group.username, group.items.length, group.newDay]);

describe('groups of lines', () => {
  it('[UW26] puts what one says within a few minutes under one name', () => {
    assert.deepEqual(shape([item('ada', 0), item('ada', 4), item('bob', 4), item('ada', 5), item('ada', 11)]), [
      ['ada', 2, false],
      ['bob', 1, false],
      ['ada', 1, false],
      ['ada', 1, false],
    ]);
  });

  it('[UW26] marks where a day begins', () => {
    assert.deepEqual(shape([item('ada', 0), item('ada', 60 * 24)]), [
      ['ada', 1, false],
      ['ada', 1, true],
    ]);
  });
});
