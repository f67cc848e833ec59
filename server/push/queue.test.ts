import assert from 'node:assert/strict';
import { eventually } from '../../test/harness/eventually.ts';
import { createQueue } from './queue.ts';

describe('the line of notifications', () => {
  const jobs = () => {
    const ends = new Map<string, () => void>();
    const begun: string[] = [];
    const job = (name: string) => () =>
      new Promise<void>((resolve) => {
        begun.push(name);
        ends.set(name, resolve);
      });
    return { begun, job, end: (name: string) => ends.get(name)!() };
  };

  it('[PU13] lets a few through at once, the urgent first, and holds a bounded number', async () => {
    const { begun, job, end } = jobs();
    const queue = createQueue({ parallel: 2, waiting: 3 });
    for (const name of ['a', 'b', 'c', 'd']) assert.equal(queue.add(job(name), false), true);
    assert.equal(queue.add(job('urgent'), true), true);
    assert.equal(queue.add(job('too many'), true), false);
    assert.deepEqual(begun, ['a', 'b']);
    end('b');
    await eventually(() => begun.length === 3);
    end('a');
    await eventually(() => begun.length === 4);
    assert.deepEqual(begun, ['a', 'b', 'urgent', 'c']);
    end('urgent');
    end('c');
    await eventually(() => begun.length === 5);
    end('d');
    await queue.close();
  });

  it('[PU13] forgets what waits when it is closed, and ends with what runs', async () => {
    const { begun, job, end } = jobs();
    const queue = createQueue({ parallel: 1, waiting: 3 });
    queue.add(job('a'), false);
    queue.add(job('b'), false);
    const closed = queue.close();
    assert.equal(queue.add(job('c'), true), false);
    end('a');
    await closed;
    assert.deepEqual(begun, ['a']);
  });
});
