// Two people who meet see and hear each other, from browser to browser.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ShownPeer } from '../../client/media/test-hook.ts';
import { site, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { enter, stand, until, walkUntil } from './world-page.ts';

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

  it('[UB80] two who meet see and hear each other within two seconds', async () => {
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

  it('[UB81] who is muted sends no sound, and the other sees it', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.setMuted(true));
    await until(async () => (await peersOf(hers))[0]?.media.is_muted === true);
    await until(async () => !(await hers.evaluate(() => window.atriumMedia!.speaking())).includes(ben.user_id));
    await his.evaluate(() => window.atriumMedia!.actions.setMuted(false));
    await until(async () => (await hers.evaluate(() => window.atriumMedia!.speaking())).includes(ben.user_id));
  });

  it('[UB82] a screen comes and goes without a new connection', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.startScreen());
    await until(async () => (await peersOf(hers))[0]?.hasScreen === true);
    await his.evaluate(() => window.atriumMedia!.actions.stopScreen());
    await until(async () => (await peersOf(hers))[0]?.hasScreen === false);
  });

  it('[UB83] the farther one stands, the softer one is; out of earshot nothing comes any more', async () => {
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

  it('[UB86] both begin anew at once when the network is another one, and media goes on', async () => {
    for (let round = 0; round < 3; round++) {
      await Promise.all([hers, his].map((page) => page.evaluate(() => void dispatchEvent(new Event('online')))));
      await hers.waitForTimeout(300);
    }
    for (const [page, other] of [
      [hers, ben],
      [his, ada],
    ] as const) {
      await isConnected(page, other.user_id);
      const before = (await statsOf(page, other.user_id))?.framesDecoded ?? 0;
      await until(async () => ((await statsOf(page, other.user_id))?.framesDecoded ?? 0) > before + 10);
    }
  });

  it('[UB87, UB91] a page that is loaded anew is back in its talk within three seconds, as another session', async () => {
    const [before] = await peersOf(hers);
    const begun = performance.now();
    await his.reload();
    await until(async () => {
      const [peer] = await peersOf(hers);
      return peer !== undefined && peer.peer_id !== before?.peer_id && peer.state === 'connected';
    });
    await until(async () => ((await statsOf(hers, ben.user_id))?.audioEnergy ?? 0) > 0);
    const took = performance.now() - begun;
    assert.ok(took < 3000, `${took} ms`);
    await stand(his);
    await until(async () => ((await statsOf(hers, ben.user_id))?.framesDecoded ?? 0) > 0);
  });

  it('[UB84] who leaves the talk is gone from it, and their devices are off', async () => {
    await his.evaluate(() => window.atriumMedia!.actions.leave());
    await until(async () => (await peersOf(hers)).length === 0);
    assert.equal(await his.evaluate(() => window.atriumMedia!.phase()), 'off');
  });
});

describe('zones between browsers', () => {
  const visit = visitors();

  it('[UB92] three in a private zone hear each other across its width; outside, and behind a wall, nobody does', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada, {
      zones: [
        { name: 'Room', type: 'PRIVATE', at: [1, 1, 20, 4] },
        { name: 'Next door', type: 'PRIVATE', at: [21, 1, 15, 4] },
      ],
    });
    const people = [ada, ...(await Promise.all(['ben', 'cyd', 'dan', 'eve'].map((name) => member(site, world, name))))];
    const pages: Page[] = [];
    for (const as of people) {
      const { page } = await visit({ as });
      await enter(page, world);
      await page.evaluate(() => window.atriumMedia!.actions.setMicrophone(true));
      pages.push(page);
    }
    const [, his, theirs, outside, next] = pages as [Page, Page, Page, Page, Page];
    await Promise.all([
      walkUntil(his, 'ArrowRight', { x: 8 }),
      walkUntil(theirs, 'ArrowRight', { x: 14 }),
      walkUntil(outside, 'ArrowDown', { y: 7 }),
      walkUntil(next, 'ArrowRight', { x: 23 }),
    ]);
    const inside = people.slice(0, 3);
    for (const [index, page] of pages.entries()) {
      const heard = index < 3 ? inside.filter((one) => one !== people[index]).map(({ user_id }) => user_id) : [];
      await until(async () => {
        const peers = (await peersOf(page)).filter(({ state }) => state === 'connected').map(({ user_id }) => user_id);
        return peers.sort().join() === heard.sort().join();
      });
      for (const id of heard) await until(async () => ((await statsOf(page, id))?.audioEnergy ?? 0) > 0);
      assert.deepEqual((await page.evaluate(() => window.atriumMedia!.connections())).sort(), heard.sort());
    }
  });
});

describe('a stage between browsers', () => {
  const visit = visitors();

  it('[UB88] who stands on a stage is heard by the hall, and hears nothing of it', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada, {
      zones: [
        { name: 'Hall', type: 'PUBLIC', at: [1, 1, 22, 10] },
        { name: 'Stage', type: 'STAGE', at: [10, 1, 3, 3] },
      ],
    });
    const ben = await member(site, world, 'ben');
    const hers = (await visit({ as: ada })).page;
    const his = (await visit({ as: ben })).page;
    await Promise.all([enter(hers, world), enter(his, world)]);
    for (const page of [hers, his]) await page.evaluate(() => window.atriumMedia!.actions.setMicrophone(true));
    await walkUntil(hers, 'ArrowRight', { x: 12 });
    await until(async () =>
      (await peersOf(his)).some(({ heard, hears, state }) => heard && !hears && state === 'connected'),
    );
    await until(async () => ((await statsOf(his, ada.user_id))?.audioEnergy ?? 0) > 0);
    const before = await statsOf(hers, ben.user_id);
    await hers.waitForTimeout(1000);
    const after = await statsOf(hers, ben.user_id);
    assert.equal(after?.audioEnergy, before?.audioEnergy);
    assert.equal((await peersOf(his))[0]?.volume, 1);
  });
});
