import assert from 'node:assert/strict';
import { WorldClock } from './clock.ts';

describe('the world clock', () => {
  const start = () => {
    const time = { now: 1000 };
    const clock = new WorldClock(() => time.now);
    clock.sync(500);
    return { time, clock };
  };

  it('[UW4] counts ticks of 50 ms from the one that the server named', () => {
    const { time, clock } = start();
    assert.equal(clock.step(), 500);
    time.now += 49;
    assert.equal(clock.step(), 500);
    time.now += 76;
    assert.equal(clock.step(), 502);
    assert.equal(clock.now(), 502.5);
  });

  it('[UW4] steps back at once when it ran ahead', () => {
    const { clock } = start();
    clock.learn(-3);
    assert.equal(clock.step(), 497);
  });

  it('[UW4] steps forward when moves apart in time are late alike, and a little more', () => {
    const { time, clock } = start();
    clock.learn(5);
    clock.learn(5);
    assert.equal(clock.step(), 500, 'answers that come together may tell of one stall');
    time.now += 500;
    clock.learn(4);
    assert.equal(clock.step(), 510 + 4 + 3);
  });

  it('[UW4] does not step for a stall, nor when a move was in time meanwhile', () => {
    const { time, clock } = start();
    clock.learn(20);
    time.now += 500;
    clock.learn(10);
    assert.equal(clock.step(), 510);
    clock.learn(5);
    clock.confirm();
    time.now += 500;
    clock.learn(5);
    assert.equal(clock.step(), 520);
  });
});
