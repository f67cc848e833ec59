import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../test/harness/eventually.ts';
import { testSfu } from './test-support.ts';

describe('the exchange', () => {
  const { sfu, peer } = testSfu();

  it('[SF1] brings what a peer sends to those who listen to it, every packet and in order', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    const from = ben.heard.length;
    // Beyond the turn of the 16 bits.
    for (let nth = 0; nth < 100; nth++) {
      anna.say('audio', `word ${nth}`);
      await sleep(1);
    }
    await eventually(() => ben.heard.length >= from + 100);
    assert.deepEqual(
      ben.heard.slice(from).map(({ payload }) => payload),
      Array.from({ length: 100 }, (_, nth) => `word ${nth}`),
    );
    assert.ok(ben.heard.every(({ owner, kind }) => owner === 'anna' && kind === 'audio'));
    const { peers, lines, bytes_out, cpu_seconds, rss_bytes } = await sfu().figures();
    assert.equal(peers, 2);
    assert.equal(lines, 1);
    assert.ok(bytes_out > 100 && cpu_seconds > 0 && rss_bytes > 1e6);
  });
});
