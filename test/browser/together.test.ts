// Two people in one world: what one does, the other sees.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { enter, hold, say, seen, sees, self, signs, toWorld, until, walkUntil } from './world-page.ts';

const WALL_X = 14;
const ROOM = { name: 'The snug', type: 'PRIVATE', at: [18, 5, 6, 5] } as const;

describe('two people in one world', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let hers: Page;
  let his: Page;

  before(async () => {
    ada = await person(site, 'ada');
    const walls = [...Array(4).keys()].map((y) => [WALL_X, y + 1] as const);
    const world = await found(ada, { walls, zones: [ROOM] });
    ben = await member(site, world, 'ben');
    hers = (await visit({ as: ada })).page;
    his = (await visit({ as: ben })).page;
    await Promise.all([enter(hers, world), enter(his, world)]);
  });

  /** Both at rest: what each page draws of both is the same, to the unit. */
  const samePlaces = (): Promise<true> =>
    until(async () => {
      for (const [own, other, { username }] of [
        [hers, his, ada],
        [his, hers, ben],
      ] as const) {
        const [here, there] = [await self(own), await seen(other, username)];
        if (here.x !== there?.x || here.y !== there.y) return false;
      }
      return true;
    });

  it('[UB1] each sees the other walk, and both end at the same places', async () => {
    await walkUntil(hers, 'ArrowRight', { x: 6 });
    await sees(his, ada.username, { x: 6, y: 2 });
    await walkUntil(his, 'KeyS', { y: 4 });
    await sees(hers, ben.username, { x: 2, y: 4 });
    await samePlaces();
  });

  it('[UB2] what is said nearby stands over the head and in the chat of both', async () => {
    await say(hers, 'Good morning, Ben');
    for (const page of [hers, his]) {
      await page.getByRole('log').getByText('Good morning, Ben').waitFor();
      // Over one's own head it stands once the server has it.
      await page.waitForFunction(() => window.atrium!.signs().length > 0);
      assert.deepEqual(await signs(page), ['Good morning, Ben']);
    }
  });

  it('[UB3] an emote stands over the head, for both', async () => {
    await his
      .locator('canvas')
      .first()
      .click({ position: { x: 700, y: 300 }, trial: true });
    await his.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await his.keyboard.press('1');
    for (const page of [hers, his])
      await page.waitForFunction(() => window.atrium!.signs().some(({ text }) => text === '👋'));
  });

  it('[UB4] a wall stops the walker, on both screens', async () => {
    await toWorld(hers);
    await walkUntil(hers, 'ArrowRight', { x: WALL_X - 1 });
    await hold(hers, 'ArrowRight', 500);
    const { tile, x } = await self(hers);
    assert.equal(tile.x, WALL_X - 1);
    assert.ok(x < WALL_X * 64);
    await samePlaces();
    const shown = await seen(his, ada.username);
    assert.equal(shown?.tile.x, WALL_X - 1);
  });

  it('[UB5] out of earshot nothing is heard that is said nearby, but what is said to everyone', async () => {
    await say(hers, 'Can you hear me?');
    await hers.getByRole('tab', { name: 'Everyone' }).click();
    await say(hers, 'Over here');
    await his.getByRole('tab', { name: 'Everyone' }).click();
    await his.getByRole('log').getByText('Over here').waitFor();
    await his.getByRole('tab', { name: 'Nearby' }).click();
    assert.equal(await his.getByText('Can you hear me?').count(), 0);
    await hers.getByRole('tab', { name: 'Nearby' }).click();
  });

  it('[UB6] a private area is named on entering, and what is said in it stays in it', async () => {
    await toWorld(hers);
    await walkUntil(hers, 'ArrowDown', { y: 7 });
    await walkUntil(hers, 'ArrowRight', { x: ROOM.at[0] + 1 });
    await hers.getByRole('status').getByText(ROOM.name).waitFor();
    // Ben comes within five tiles of her, outside.
    await toWorld(his);
    await walkUntil(his, 'ArrowDown', { y: 7 });
    await walkUntil(his, 'ArrowRight', { x: ROOM.at[0] - 2 });
    await say(hers, 'Between these walls');
    await hers.getByRole('log').getByText('Between these walls').waitFor();
    await walkUntil(his, 'ArrowRight', { x: ROOM.at[0] });
    await his.getByRole('status').getByText(ROOM.name).waitFor();
    await say(hers, 'Come in');
    await his.getByRole('log').getByText('Come in').waitFor();
    assert.equal(await his.getByText('Between these walls').count(), 0);
  });

  it('[UB7] who leaves is gone from the picture and from the list of people', async () => {
    await his.getByRole('button', { name: 'People: 2 here' }).click();
    const list = his.getByRole('region', { name: 'People here' });
    await list.getByText(ada.username).waitFor();
    await hers.getByRole('button', { name: 'Leave this world' }).click();
    await hers.getByRole('heading', { name: /^Where to/ }).waitFor();
    await his.getByRole('button', { name: 'People: 1 here' }).waitFor();
    assert.equal(await list.getByText(ada.username).count(), 0);
    assert.equal(await seen(his, ada.username), undefined);
  });
});
