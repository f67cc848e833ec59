// Two people who meet see and hear each other, from browser to browser.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ShownPeer } from '../../client/media/test-hook.ts';
import { site, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { enter, until, walkUntil } from './world-page.ts';

const peersOf = (page: Page): Promise<ShownPeer[]> => page.evaluate(() => window.atriumMedia!.peers());
const statsOf = (page: Page, userId: string) => page.evaluate((id) => window.atriumMedia!.stats(id), userId);
const isConnected = (page: Page, userId: string) =>
  until(async () => (await peersOf(page)).some(({ user_id, state }) => user_id === userId && state === 'connected'));

describe('voice and video between two browsers', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let hers: Page;
  let his: Page;

  before(async () => {
    ada = await person(site, 'ada');
    const world = await found(ada, {});
    ben = await member(site, world, 'ben');
    hers = (await visit({ as: ada })).page;
    his = (await visit({ as: ben })).page;
    await Promise.all([enter(hers, world), enter(his, world)]);
  });

  it('[UB50] two who meet see and hear each other within two seconds', async () => {
    for (const page of [hers, his]) {
      await page.evaluate(async () => {
        await window.atriumMedia!.actions.setMicrophone(true);
        await window.atriumMedia!.actions.setCamera(true);
      });
      assert.equal(await page.evaluate(() => window.atriumMedia!.problem()), null);
    }
    const begun = performance.now();
    for (const [page, other] of [
      [hers, ben],
      [his, ada],
    ] as const) {
      await isConnected(page, other.user_id);
      await until(async () => {
        const stats = await statsOf(page, other.user_id);
        return (stats?.framesDecoded ?? 0) > 0 && (stats?.audioEnergy ?? 0) > 0;
      });
    }
    const took = performance.now() - begun;
    assert.ok(took < 2000, `${took} ms`);
    await until(async () => (await hers.evaluate(() => window.atriumMedia!.speaking())).includes(ben.user_id));
  });

  it('[UB51] who is muted sends no sound, and the other sees it', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.setMuted(true));
    await until(async () => (await peersOf(hers))[0]?.media.is_muted === true);
    await until(async () => !(await hers.evaluate(() => window.atriumMedia!.speaking())).includes(ben.user_id));
    await his.evaluate(() => window.atriumMedia!.actions.setMuted(false));
    await until(async () => (await hers.evaluate(() => window.atriumMedia!.speaking())).includes(ben.user_id));
  });

  it('[UB52] a screen comes and goes without a new connection', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.startScreen());
    await until(async () => (await peersOf(hers))[0]?.hasScreen === true);
    await his.evaluate(() => window.atriumMedia!.actions.stopScreen());
    await until(async () => (await peersOf(hers))[0]?.hasScreen === false);
  });

  it('[UB53] the farther one stands, the softer one is; out of earshot nothing comes any more', async () => {
    assert.equal((await peersOf(hers))[0]?.volume, 1);
    await walkUntil(his, 'ArrowRight', { x: 6 });
    await until(async () => ((await peersOf(hers))[0]?.volume ?? 1) < 0.6);
    await walkUntil(his, 'ArrowRight', { x: 12 });
    for (const page of [hers, his]) {
      await until(async () => (await peersOf(page)).length === 0);
      assert.deepEqual(await page.evaluate(() => window.atriumMedia!.connections()), []);
    }
    await walkUntil(his, 'ArrowLeft', { x: 4 });
    await isConnected(hers, ben.user_id);
    await isConnected(his, ada.user_id);
  });

  it('[UB54] who leaves the talk is gone from it, and their devices are off', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.leave());
    await until(async () => (await peersOf(hers)).length === 0);
    assert.equal(await his.evaluate(() => window.atriumMedia!.phase()), 'off');
  });
});
