import assert from 'node:assert/strict';
import { eventually } from '../../test/harness/eventually.ts';
import { startTicking, tickAt } from './tick-loop.ts';

describe('tick loop', () => {
  let stop = () => {};
  afterEach(() => stop());

  it('[OP79] ticks on when a tick throws, and when the report of it throws too', async () => {
    const ticks: number[] = [];
    const errors: string[] = [];
    stop = startTicking({
      monotonic: () => performance.now(),
      onTick: (tick) => {
        ticks.push(tick);
        throw new Error(`fault ${ticks.length}`);
      },
      onError: (error) => {
        errors.push((error as Error).message);
        throw error;
      },
    });
    await eventually(() => ticks.length >= 4);
    assert.deepEqual(errors.slice(0, 4), ['fault 1', 'fault 2', 'fault 3', 'fault 4']);
  });

  it('[OP79] tells the same fault once a minute, not with every tick', async () => {
    let now = 0;
    let ticks = 0;
    let reports = 0;
    stop = startTicking({
      monotonic: () => now,
      onTick: () => {
        ticks += 1;
        throw new Error('always the same');
      },
      onError: () => {
        reports += 1;
      },
    });
    for (const minute of [0, 1]) {
      now = minute * 60_000 + 50;
      await eventually(() => ticks === 1 + 2 * minute);
      now += 50;
      await eventually(() => ticks === 2 + 2 * minute);
      assert.equal(reports, 1 + minute);
    }
  });

  it('[OP79] follows the monotonic clock: after a stall the next tick is the one of that moment', async () => {
    let now = 1_000;
    const ticks: number[] = [];
    stop = startTicking({ monotonic: () => now, onTick: (tick) => ticks.push(tick), onError: assert.ifError });
    now = 6_010;
    await eventually(() => ticks.length > 0);
    assert.deepEqual(ticks, [tickAt(6_010)]);
  });
});
