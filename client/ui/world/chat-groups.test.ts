import assert from 'node:assert/strict';
import type { Message } from '../../../shared/protocol/chat.ts';
import type { Line } from '../../state/world-chat.ts';
import { groupLines } from './chat-groups.ts';

const line = (user: string, minute: number): Line => ({
  key: `${user} ${minute}`,
  message: { user_id: user, username: user, created_at: new Date(2026, 0, 1, 12, minute).toISOString() } as Message,
  state: 'sent',
  error: null,
});
const shape = (lines: Line[]) => groupLines(lines).map((group) => [group.username, group.lines.length, group.newDay]);

describe('groups of lines', () => {
  it('[UW26] puts what one says within a few minutes under one name', () => {
    assert.deepEqual(shape([line('ada', 0), line('ada', 4), line('bob', 4), line('ada', 5), line('ada', 11)]), [
      ['ada', 2, false],
      ['bob', 1, false],
      ['ada', 1, false],
      ['ada', 1, false],
    ]);
  });

  it('[UW26] marks where a day begins', () => {
    assert.deepEqual(shape([line('ada', 0), line('ada', 60 * 24)]), [
      ['ada', 1, false],
      ['ada', 1, true],
    ]);
  });
});
