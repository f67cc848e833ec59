// The own avatar: it moves with the key, and where the server, the own page and another page have it is one place.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { pick, type Random, randomFrom } from '../../art/random.ts';
import { site, visitors } from '../harness/browser.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { type SlowLine, slowLine } from './slow-line.ts';
import { enter, hold, seen, self, until } from './world-page.ts';

const WALKS = 200;
const DIRECTIONS = [
  ['ArrowUp'],
  ['ArrowDown'],
  ['ArrowLeft'],
  ['ArrowRight'],
  ['KeyW', 'KeyA'],
  ['KeyW', 'KeyD'],
  ['KeyS', 'KeyA'],
  ['KeyS', 'KeyD'],
] as const;

describe('walking', () => {
  const visit = visitors();

  it('[UB10] the own avatar is drawn elsewhere in the first frame after the key', async () => {
    const ada = await person(site, 'ada');
    const { page } = await visit({ as: ada });
    await enter(page, await found(ada, { spawn: [10, 10] }));
    await page.evaluate(watchFrames);
    for (let press = 0; press < 10; press++) {
      await hold(page, press % 2 ? 'ArrowLeft' : 'ArrowRight', 80);
      await atRest(page);
    }
    assert.deepEqual(await page.evaluate(() => window.framesToMove), new Array(10).fill(1));
  });

  it(`[UB11] after ${WALKS} walks on slow lines everybody agrees on every place, and nothing was corrected`, async function () {
    // A machine that stalls for longer than the server waits for a step is corrected, and rightly.
    this.retries(2);
    const ada = await person(site, 'ada');
    const world = await found(ada, { width: 24, height: 16, spawn: [12, 8] });
    const ben = await member(site, world, 'ben');
    const watcher = await (await member(site, world, 'watcher')).join(world);
    const lines: SlowLine[] = [];
    const walkers: [Person, Page][] = [];
    try {
      for (const [index, someone] of [ada, ben].entries()) {
        const line = await slowLine(site.url, { most: 150, random: randomFrom(100 + index) });
        lines.push(line);
        const { page } = await visit({ as: someone, server: line });
        await enter(page, world);
        walkers.push([someone, page]);
      }
      await Promise.all(walkers.map(([, page], index) => wander(page, randomFrom(index + 1))));
      await until(() => agree(walkers, watcher));
      for (const [, page] of walkers) assert.equal(await page.evaluate(() => window.atrium!.corrections), 0);
    } finally {
      await watcher.leave();
      for (const [, page] of walkers) await page.close();
      for (const line of lines) await line.close();
    }
  });
});

declare global {
  interface Window {
    framesToMove: number[];
  }
}

/** In the page: for every key that goes down, counts the frames until the own avatar is drawn elsewhere. */
function watchFrames(): void {
  const atrium = window.atrium!;
  window.framesToMove = [];
  const onKey = (): void => {
    const { frames } = atrium;
    const { x, y } = atrium.self()!;
    const look = (): void => {
      const now = atrium.self()!;
      if (now.x !== x || now.y !== y) window.framesToMove.push(atrium.frames - frames);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  addEventListener('keydown', onKey, { capture: true });
}

async function wander(page: Page, random: Random): Promise<void> {
  for (let walk = 0; walk < WALKS / 2; walk++) {
    const keys = pick(random, DIRECTIONS);
    for (const key of keys) await page.keyboard.down(key);
    await page.waitForTimeout(30 + random() * 120);
    for (const key of keys) await page.keyboard.up(key);
    if (random() < 0.3) await page.waitForTimeout(random() * 60);
  }
}

/** The own page, the other page and the server have both of them at one place, to the unit. */
async function agree(walkers: [Person, Page][], watcher: Visit): Promise<boolean> {
  for (const [index, [{ username }, page]] of walkers.entries()) {
    const own = await self(page);
    const shown = await seen(walkers[1 - index]![1], username);
    const players = [...watcher.room.state.players.values()];
    const synced = players.find((player) => player.username === username)!;
    const same = [shown, synced].every((place) => place?.x === own.x && place.y === own.y);
    if (!same || synced.dir !== 0) return false;
  }
  return true;
}

async function atRest(page: Page): Promise<void> {
  let before = await self(page);
  await until(async () => {
    const now = await self(page);
    const still = now.x === before.x && now.y === before.y && Number.isInteger(now.x);
    before = now;
    return still;
  });
}
