// More people than a mesh bears are connected through the exchange of the server.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';
import { enter, until } from './world-page.ts';

type Visitor = { page: Page; who: Person };

describe('a crowd in browsers', () => {
  const visit = visitors();
  const server = testServer({ SFU: 'builtin', MESH_MAX: '1' });
  const people: Visitor[] = [];
  let world: string;

  before(async () => {
    const owner = await person(server, 'ada');
    world = await found(owner, {});
    for (const name of ['ada', 'ben', 'cem']) {
      const who = name === 'ada' ? owner : await member(server, world, name);
      const { page } = await visit({ as: who, server });
      await enter(page, world);
      people.push({ page, who });
    }
  });

  const talk = (page: Page): Promise<void> =>
    page.evaluate(async () => {
      await window.atriumMedia!.actions.setMicrophone(true);
      await window.atriumMedia!.actions.setCamera(true);
    });
  const seen = async (page: Page, key: string) => {
    const stats = await page.evaluate((id) => window.atriumMedia!.stats(id), key);
    return { frames: stats?.framesDecoded ?? 0, energy: stats?.audioEnergy ?? 0 };
  };

  it('[UB85] the third who comes moves all to the exchange: everybody sees and hears everybody, once', async () => {
    const [ada, ben, cem] = people as [Visitor, Visitor, Visitor];
    await Promise.all([talk(ada.page), talk(ben.page)]);
    await until(async () => (await seen(ada.page, ben.who.user_id)).frames > 0);
    await talk(cem.page);
    for (const { page } of people) {
      await until(async () => {
        const peers = await page.evaluate(() => window.atriumMedia!.peers());
        return (
          peers.length === 2 &&
          peers.every(({ via, state, hasCamera }) => via === 'sfu' && state === 'connected' && hasCamera)
        );
      }, 20_000);
      await until(async () => {
        const { frames, energy } = await seen(page, 'sfu down');
        return frames > 10 && energy > 0;
      }, 20_000);
      await until(async () => (await page.evaluate(() => window.atriumMedia!.speaking())).length === 3);
      assert.deepEqual((await page.evaluate(() => window.atriumMedia!.connections())).sort(), ['sfu down', 'sfu up']);
    }
  });
});
