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

  it('[UW4] steps back at once when it ran ahead, and forward only when moves are late again seconds later', () => {
    const { time, clock } = start();
    clock.learn(-3);
    assert.equal(clock.step(), 497);
    clock.learn(5);
    clock.learn(5);
    assert.equal(clock.step(), 497, 'one stall delays many moves');
    clock.confirm();
    time.now += 4000;
    clock.learn(5);
    assert.equal(clock.step(), 577, 'one was in time meanwhile');
    time.now += 4000;
    clock.learn(5);
    assert.equal(clock.step(), 657 + 5);
  });
});
