// The line to the server breaks, or the server goes away, while two talk.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { randomFrom } from '../../art/random.ts';
import { visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { startServer, testServer } from '../harness/server.ts';
import { slowLine } from './slow-line.ts';
import { enter, until } from './world-page.ts';

const FAULTS = /ERR_CONNECTION_|ERR_EMPTY_RESPONSE|WebSocket connection|status of 50\d|status of 403/;
const frames = async (page: Page, { user_id }: Person): Promise<number> =>
  (await page.evaluate((id) => window.atriumMedia!.stats(id), user_id))?.framesDecoded ?? 0;
const peerIdOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => window.atriumMedia!.peers()[0]?.peer_id);
const phase = (page: Page, text: string) =>
  page
    .getByRole('status')
    .getByText('The connection was lost')
    .waitFor({ state: text as 'hidden', timeout: 30_000 });

describe('a talk in an outage', () => {
  const visit = visitors();
  const installation = testServer();

  async function twoWhoTalk(url = installation.url) {
    const ada = await person(installation, 'ada');
    const world = await found(ada);
    const ben = await member(installation, world, 'ben');
    const [hers, his] = await Promise.all(
      [ada, ben].map(async (as) => {
        const visitor = await visit({ as, server: { url } });
        visitor.expectFault(FAULTS);
        await enter(visitor.page, world);
        await visitor.page.evaluate(async () => {
          await window.atriumMedia!.actions.setMicrophone(true);
          await window.atriumMedia!.actions.setCamera(true);
        });
        return visitor.page;
      }),
    );
    await until(async () => (await frames(hers!, ben)) > 0 && (await frames(his!, ada)) > 0);
    return { ada, ben, hers: hers!, his: his! };
  }

  it('[UB89] goes on while the line to the server is down for a moment', async () => {
    const line = await slowLine(installation.url, { most: 5, random: randomFrom(7) });
    try {
      const { ben, hers, his } = await twoWhoTalk(line.url);
      const before = await peerIdOf(hers);
      line.cut();
      await phase(hers, 'visible');
      const then = await frames(hers, ben);
      await until(async () => (await frames(hers, ben)) > then + 20);
      line.mend();
      await Promise.all([hers, his].map((page) => phase(page, 'hidden')));
      const again = await frames(hers, ben);
      await until(async () => (await frames(hers, ben)) > again + 20);
      assert.equal(await peerIdOf(hers), before);
    } finally {
      await line.close();
    }
  });

  it('[UB90] begins anew by itself after the server was away', async () => {
    const { ada, ben, hers, his } = await twoWhoTalk();
    const before = await peerIdOf(hers);
    const { port } = new URL(installation.url);
    await installation.server.end('SIGKILL');
    await phase(hers, 'visible');
    installation.server = await startServer({ ...installation.env, PORT: port });
    await Promise.all([hers, his].map((page) => phase(page, 'hidden')));
    await until(async () => {
      const peerId = await peerIdOf(hers);
      return peerId !== undefined && peerId !== before && (await frames(hers, ben)) > 5 && (await frames(his, ada)) > 5;
    }, 30_000);
  });
});
