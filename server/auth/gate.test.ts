import assert from 'node:assert/strict';
import { AppError } from '../platform/errors.ts';
import { createGate } from './gate.ts';

describe('the gate of costly work', () => {
  it('[AU7] lets two through at once, keeps the order of the line, and refuses who finds it full', async () => {
    const gate = createGate({ parallel: 2, waiting: 3 });
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const enter = (id: number) =>
      gate.run(() => {
        begun.push(id);
        return new Promise<number>((resolve) => ends.push(() => resolve(id)));
      });
    const all = [1, 2, 3, 4, 5].map(enter);
    await assert.rejects(enter(6), (error) => error instanceof AppError && error.code === 'unavailable');
    assert.deepEqual(begun, [1, 2]);
    for (let id = 1; id <= 5; id++) {
      ends[id - 1]!();
      assert.equal(await all[id - 1], id);
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(begun.length, Math.min(id + 2, 5));
    }
    assert.deepEqual(begun, [1, 2, 3, 4, 5]);
  });

  it('[AU7] goes on after work that failed', async () => {
    const gate = createGate({ parallel: 1, waiting: 1 });
    const failing = gate.run(() => Promise.reject(new Error('no')));
    const waiting = gate.run(async () => 'done');
    await assert.rejects(failing);
    assert.equal(await waiting, 'done');
    assert.equal(await gate.run(async () => 'again'), 'again');
  });
});
