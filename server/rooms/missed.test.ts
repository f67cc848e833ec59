import assert from 'node:assert/strict';
import { decode } from '@colyseus/schema';
import { unpack } from 'msgpackr';
import { Missed } from './missed.ts';

/** What the room keeps at most. */
const KEPT = 5_000;

/** What a client makes of a frame: the first byte is its kind, then the type and the body. */
function read(frame: Uint8Array): string {
  const it = { offset: 1 };
  const type = decode.string(frame, it);
  return `${type} ${JSON.stringify(unpack(frame.subarray(it.offset)))}`;
}

describe('what a dropped connection missed', () => {
  let now = 0;
  const missedBy = (missed: Missed, user: string, confirmedAt: number): string[] => {
    const sent: string[] = [];
    missed.noteDrop({ sessionId: user, confirmedAt });
    missed.resume(
      {
        sessionId: user,
        send: (type, body) => sent.push(`${type} ${JSON.stringify(body)}`),
        enqueueRaw: (bytes) => sent.push(read(bytes)),
      },
      user,
    );
    return sent;
  };
  const talk = (missed: Missed, count: number) => {
    for (let n = 0; n < count; n++) {
      now += 1;
      missed.keep('everyone', 'chat:sent', n);
    }
  };
  beforeEach(() => {
    now = 1_000;
  });

  it('[CH60] is sent again from the last that has arrived for sure, to whom it was for', () => {
    const missed = new Missed(() => now);
    talk(missed, 10);
    now += 1;
    missed.keep(new Set(['ada']), 'chat:read', 'mark');
    assert.deepEqual(missedBy(missed, 'ada', 1_008), ['chat:sent 8', 'chat:sent 9', 'chat:read "mark"']);
    assert.deepEqual(missedBy(missed, 'bob', 1_008), ['chat:sent 8', 'chat:sent 9']);
    assert.deepEqual(missedBy(missed, 'bob', now), []);
  });

  it('[CH60] is told to be too much where more was said than is kept', () => {
    const missed = new Missed(() => now);
    talk(missed, KEPT + 100);
    assert.deepEqual(missedBy(missed, 'ada', 1_050), ['chat:gap {}']);
    assert.equal(missedBy(missed, 'ada', 1_100).length, KEPT, 'all of it is kept');
    // A minute later nothing of before is kept; who was away for so long is told so too.
    now += 60_000;
    talk(missed, 2);
    assert.deepEqual(missedBy(missed, 'ada', 1_200), ['chat:gap {}']);
    assert.deepEqual(missedBy(missed, 'ada', now - 1), ['chat:sent 1']);
  });

  it('[CH60] is told to be too much where it would fill the line at once', () => {
    const missed = new Missed(() => now);
    const long = 'x'.repeat(2_000);
    for (let n = 0; n < 200; n++) missed.keep('everyone', 'chat:sent', { n, long });
    missed.keep(new Set(['ada']), 'chat:read', 'mark');
    assert.deepEqual(missedBy(missed, 'ada', 0), ['chat:gap {}']);
    assert.deepEqual(missedBy(missed, 'ada', 1_000), []);
  });
});
