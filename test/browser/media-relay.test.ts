// Two browsers that have no way to each other but a relay, which lets in whoever our server gave credentials.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../faults/support.ts';
import { visitors } from '../harness/browser.ts';
import { createTestDatabase } from '../harness/database.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { hasTurn, startTurn, type TestTurn } from '../harness/turn.ts';
import { enter, until } from './world-page.ts';

describe('voice and video over a relay', function () {
  this.timeout(90_000);
  const visit = visitors();
  let turn: TestTurn;
  let server: TestServer;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  const folder = temporaryFolder();

  before(async function () {
    if (!hasTurn()) this.skip();
    turn = await startTurn();
    database = await createTestDatabase();
    server = await startServer({
      ...{ DATABASE_URL: database.url, DATA_DIR: folder.path, RATE_LIMITS: 'off' },
      ...{ TURN_URLS: turn.url, TURN_SECRET: turn.secret, TURN_SECONDS: '60' },
    });
  });
  after(async () => {
    await server?.end();
    await database?.drop();
    folder.remove();
    await turn?.end();
  });

  /** A page with its microphone and camera on, whose connections may take the relay alone. */
  async function talker(as: Person, world: string, spoil?: (answer: Record<string, unknown>) => void): Promise<Page> {
    const visitor = await visit({ as, server });
    const { page } = visitor;
    await page.addInitScript(() => {
      const Original = RTCPeerConnection;
      class Relayed extends Original {
        constructor(configuration?: RTCConfiguration) {
          super({ ...configuration, iceTransportPolicy: 'relay' });
        }
        override setConfiguration(configuration?: RTCConfiguration) {
          super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' });
        }
      }
      window.RTCPeerConnection = Relayed;
    });
    if (spoil) {
      await page.route('**/media/start', async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as Record<string, unknown>;
        spoil(answer);
        await route.fulfill({ response, json: answer });
      });
    }
    await enter(page, world);
    await page.evaluate(async () => {
      await window.atriumMedia!.actions.setMicrophone(true);
      await window.atriumMedia!.actions.setCamera(true);
    });
    return page;
  }
  const flows = (page: Page, other: Person): Promise<true> =>
    until(async () => {
      const stats = await page.evaluate((id) => window.atriumMedia!.stats(id), other.user_id);
      return (stats?.framesDecoded ?? 0) > 10 && (stats?.audioEnergy ?? 0) > 0;
    }, 20_000);
  const pair = async () => {
    const ada = await person(server, 'ada');
    const world = await found(ada);
    return { ada, ben: await member(server, world, 'ben'), world };
  };

  it('[UB95] flows through the relay alone, with credentials of the server', async () => {
    const { ada, ben, world } = await pair();
    const [hers, his] = [await talker(ada, world), await talker(ben, world)];
    await Promise.all([flows(hers, ben), flows(his, ada)]);
    const stats = await hers.evaluate((id) => window.atriumMedia!.stats(id), ben.user_id);
    assert.equal(stats?.relayed, true);
    assert.match(turn.said(), new RegExp(`:${ada.user_id}>`));
  });

  it('[UB97] where the way is lost ICE is restarted, and it flows again', async () => {
    const { ada, ben, world } = await pair();
    const [hers, his] = [await talker(ada, world), await talker(ben, world)];
    await Promise.all([flows(hers, ben), flows(his, ada)]);
    const peer = () => hers.evaluate(() => window.atriumMedia!.peers()[0]!);
    const { peer_id } = await peer();
    await turn.restart();
    await until(async () => (await peer()).state !== 'connected', 20_000);
    await until(async () => (await peer()).state === 'connected', 30_000);
    const frames = async () =>
      (await hers.evaluate((id) => window.atriumMedia!.stats(id), ben.user_id))?.framesDecoded ?? 0;
    const before = await frames();
    await until(async () => (await frames()) > before + 10);
    assert.equal((await peer()).peer_id, peer_id, 'the session is the same');
  });

  it('[UB96] credentials that the relay refuses, wrong or ended, are renewed, and then it flows', async () => {
    const { ada, ben, world } = await pair();
    let starts = 0;
    const hers = await talker(ada, world, (answer) => {
      starts += 1;
      const [server] = answer.turn_servers as { username: string; credential: string }[];
      // First a wrong one, then one that has ended.
      if (starts === 1) server!.credential = 'forged';
      if (starts === 2) {
        server!.username = `${Math.floor(Date.now() / 1000) - 60}:${ada.user_id}`;
        server!.credential = createHmac('sha1', turn.secret).update(server!.username).digest('base64');
      }
    });
    const his = await talker(ben, world);
    await until(async () => starts >= 3, 60_000);
    await Promise.all([flows(hers, ben), flows(his, ada)]);
  });
});
