import assert from 'node:assert/strict';
import { ApiError } from '../net/api-error.ts';
import { Outbox, SIGNALS_PER_SECOND, type Signal } from './outbox.ts';
import { FakeClock, turns } from './test-support.ts';

const offer = (target: string, sdp = 'v=0'): Signal => ({
  type: 'signal:offer',
  body: { target, sdp: { type: 'offer', sdp } },
});
const ice = (target: string): Signal => ({ type: 'signal:ice', body: { target, candidate: { candidate: 'c' } } });

function setUp(refuse: (signal: Signal) => ApiError | null = () => null) {
  const clock = new FakeClock();
  const sent: { at: number; signal: Signal }[] = [];
  const refused: string[] = [];
  const outbox = new Outbox({
    clock,
    send: async (signal) => {
      sent.push({ at: clock.now(), signal });
      const error = refuse(signal);
      if (error) throw error;
    },
    onRefused: (target) => void refused.push(target),
  });
  return { clock, outbox, sent, refused };
}

describe('signals on their way', () => {
  it('[CM8] go out at most 25 a second, descriptions first, none lost', async () => {
    const { clock, outbox, sent } = setUp();
    for (let n = 0; n < 100; n++) outbox.push(ice(`${n % 10}`));
    for (let n = 0; n < 10; n++) outbox.push(offer(`${n}`));
    await clock.pass(10_000);
    assert.equal(sent.length, 110);
    for (const { at } of sent) {
      const within = sent.filter((other) => other.at >= at && other.at < at + 1000).length;
      assert.ok(within <= SIGNALS_PER_SECOND, `${within} within a second`);
    }
    const firstOffer = sent.findIndex(({ signal }) => signal.type === 'signal:offer');
    const lastOffer = sent.findLastIndex(({ signal }) => signal.type === 'signal:offer');
    assert.deepEqual([firstOffer, lastOffer - firstOffer], [SIGNALS_PER_SECOND, 9]);
  });

  it('[CM8] are not sent to somebody who left meanwhile', async () => {
    const { clock, outbox, sent } = setUp();
    for (let n = 0; n < 60; n++) outbox.push(ice('gone'));
    outbox.drop('gone');
    await clock.pass(5000);
    assert.equal(sent.length, SIGNALS_PER_SECOND);
  });

  it('[CM8] of two descriptions that wait only the newest is sent', async () => {
    const { outbox, sent } = setUp();
    outbox.hold(true);
    outbox.push(offer('b', 'old'));
    outbox.push(offer('b', 'new'));
    outbox.hold(false);
    await turns();
    assert.deepEqual(
      sent.map(({ signal }) => signal.body),
      [{ target: 'b', sdp: { type: 'offer', sdp: 'new' } }],
    );
  });

  it('[CM8] wait while the line is down, and go again where it broke before the answer', async () => {
    let broken = true;
    const { clock, outbox, sent } = setUp(() => (broken ? new ApiError(0, {}) : null));
    outbox.push(offer('b'));
    await turns();
    outbox.hold(true);
    await clock.pass(5000);
    assert.equal(sent.length, 1);
    broken = false;
    outbox.hold(false);
    await clock.pass(5000);
    assert.equal(sent.length, 2);
  });

  it('[CM8] that are refused, since nobody is there any more, part from them quietly', async () => {
    const { clock, outbox, sent, refused } = setUp(
      () => new ApiError(403, { code: 'media/not_in_earshot', message: 'no' }),
    );
    for (let n = 0; n < 40; n++) outbox.push(ice('b'));
    await clock.pass(5000);
    assert.equal(sent.length, SIGNALS_PER_SECOND);
    assert.equal(new Set(refused).size, 1);
  });
});
