// Ten thousand messages in one conversation, all of them read in the page and scrolled through.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { found, person } from '../harness/people.ts';
import { until } from './world-page.ts';

const MESSAGES = 10_000;
const AT_ONCE = 50;
const SCROLL_MS = 2000;
/** As a hand at the wheel does it. */
const PIXELS_A_MS = 4;
/** At 60 a second a frame takes 16.7 ms. What draws or measures all of the messages takes a hundred times as long. */
const MEDIAN_MAX_MS = 40;
const DRAWN_MAX = 150;
const SAYINGS = [
  'Good morning!',
  'the **new lamp**, see https://example.org/lamps',
  '> quoted\n\nand agreed',
  '- one\n- two',
  '🎉',
];

describe('ten thousand messages', () => {
  const visit = visitors();

  it('[UC50] are read to the first, few of them are drawn, and scrolling keeps its pace', async function () {
    this.timeout(120_000);
    const ada = await person(site, 'ada');
    const serverId = await found(ada);
    for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_, index) => {
        const content = `${SAYINGS[(sent + index) % SAYINGS.length]} #${sent + index}`;
        return ada.call('POST', `/servers/${serverId}/chat/send`, { content, scope: 'global' });
      });
      for (const { status } of await Promise.all(some)) assert.equal(status, 201);
    }
    const { page } = await visit({ as: ada });
    await page.goto(`/chat/${serverId}`);
    const log = page.getByRole('log').first();
    await log.getByRole('article').first().waitFor();
    await until(async () => {
      await log.evaluate((element) => element.scrollTo(0, 0));
      return (await log.getByRole('heading', { name: 'Welcome to #general' }).count()) > 0;
    }, 60_000);
    const drawn = await log.getByRole('article').count();
    assert.ok(drawn < DRAWN_MAX, `${drawn} are drawn`);
    const rows = await log.evaluate((element) => element.scrollHeight);
    assert.ok(rows > MESSAGES * 20, `${rows} px hold all of them`);
    for (const way of [1, -1] as const) {
      const { count, median, slowest } = await scroll(log, way);
      const words = `${count} frames in ${SCROLL_MS} ms, median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(0)} ms`;
      console.log(`      ${way > 0 ? 'down' : 'up'}: ${words}`);
      assert.ok(median < MEDIAN_MAX_MS, words);
    }
  });
});

async function scroll(log: Locator, way: 1 | -1): Promise<{ count: number; median: number; slowest: number }> {
  const times = await log.evaluate(
    (element, [direction, lasts, speed]) =>
      new Promise<number[]>((resolve) => {
        const frames: number[] = [];
        const began = performance.now();
        let last = began;
        const step = (now: number): void => {
          const took = now - last;
          if (took > 0) frames.push(took);
          element.scrollTop += direction * Math.min(200, speed * took);
          last = now;
          if (now - began < lasts) requestAnimationFrame(step);
          else resolve(frames);
        };
        requestAnimationFrame(step);
      }),
    [way, SCROLL_MS, PIXELS_A_MS] as const,
  );
  const sorted = times.toSorted((a, b) => a - b);
  return { count: times.length, median: sorted[sorted.length >> 1]!, slowest: sorted.at(-1)! };
}
