import assert from 'node:assert/strict';
import { createMessageIds, firstIdAt, timeOf } from './message-ids.ts';

const NOW = new Date('2030-01-01T12:00:00.123Z');

describe('ids of messages', () => {
  it('[CH47] tell when they were made, and sort by it', () => {
    const ids = createMessageIds();
    const id = ids.after(null, NOW);
    assert.equal(timeOf(id).getTime(), NOW.getTime());
    assert.ok(firstIdAt(NOW) < id && id < firstIdAt(new Date(NOW.getTime() + 1)));
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('[CH47] grow within a conversation, whatever the clocks of the processes say', () => {
    const [one, other] = [createMessageIds(), createMessageIds()];
    let head: string | null = null;
    for (let n = 0; n < 1000; n++) {
      const clock = new Date(NOW.getTime() + (n % 2 ? 0 : 3_600_000));
      const id: string = (n % 2 ? one : other).after(head, clock);
      assert.ok(head === null || id > head, `${id} after ${head}`);
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
      head = id;
    }
  });
});
