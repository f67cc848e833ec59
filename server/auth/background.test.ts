import assert from 'node:assert/strict';
import { pino } from 'pino';
import { createBackground } from './background.ts';

describe('work in the background', () => {
  it('[AU16] begins after the answer, which is written before the loop turns', async () => {
    const background = createBackground(pino({ level: 'silent' }));
    const order: string[] = [];
    background.run('test', async () => void order.push('work'));
    await Promise.resolve().then(() => order.push('answer'));
    await background.drain();
    assert.deepEqual(order, ['answer', 'work']);
  });

  it('[AU24] that fails is logged with its name, and what else runs goes on', async () => {
    const lines: string[] = [];
    const background = createBackground(pino({ level: 'error' }, { write: (line) => void lines.push(line) }));
    let done = false;
    background.run('send a mail', () => Promise.reject(new Error('no route')));
    background.run('another', async () => {
      done = true;
    });
    await background.drain();
    assert.equal(done, true);
    const [line] = lines.map((text) => JSON.parse(text));
    assert.deepEqual([lines.length, line.level, line.task, line.err.message], [1, 50, 'send a mail', 'no route']);
  });
});
