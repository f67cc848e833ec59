// The world under fingers.

import assert from 'node:assert/strict';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { found, person } from '../harness/people.ts';
import { enter, say, self, until } from './world-page.ts';

type Spot = { x: number; y: number };

describe('on a phone', () => {
  const visit = visitors();

  it('[UB72] the stick walks, the chat is a sheet, a tap walks too, and nothing is wider than the screen', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada, { spawn: [20, 10] });
    const { context, page } = await visit({
      as: ada,
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
      deviceScaleFactor: 2,
    });
    await enter(page, world);
    await page.screenshot({ path: path.join(import.meta.dirname, '../artifacts/world-touch.png') });
    const finger = await context.newCDPSession(page);

    const before = await self(page);
    const stick = (await page.getByTestId('joystick').boundingBox())!;
    const middle = { x: stick.x + stick.width / 2, y: stick.y + stick.height / 2 };
    await touch(finger, 'touchStart', middle);
    await touch(finger, 'touchMove', { x: middle.x + 45, y: middle.y });
    await until(async () => (await self(page)).x > before.x + 64);
    await touch(finger, 'touchEnd');
    const rested = await restingPlace(page);
    assert.equal(rested.y, before.y, 'straight on');

    await page.getByRole('button', { name: 'Chat' }).tap();
    await say(page, 'From the tram');
    await page.getByRole('log').getByText('From the tram').waitFor();
    assert.equal(await page.getByTestId('joystick').count(), 0, 'the sheet is where the stick was');
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    await page.getByRole('button', { name: 'Close the chat' }).tap();

    await page.getByTestId('joystick').waitFor();
    // Above the avatar also while the view still glides back from above the sheet.
    await page.touchscreen.tap(180, 110);
    await until(async () => (await self(page)).y < rested.y - 64);
    const gone = await restingPlace(page);
    assert.ok(gone.tile.y < rested.tile.y);
  });
});

const touch = (finger: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Spot[]) =>
  finger.send('Input.dispatchTouchEvent', { type, touchPoints });

async function restingPlace(page: Page): ReturnType<typeof self> {
  let before = await self(page);
  await until(async () => {
    const now = await self(page);
    const still = now.x === before.x && now.y === before.y;
    before = now;
    return still;
  });
  return before;
}
