// The server goes away and comes back while somebody is in a world.

import { visitors } from '../harness/browser.ts';
import { found, member, person } from '../harness/people.ts';
import { startServer, testServer } from '../harness/server.ts';
import { enter, say, sees, walkUntil } from './world-page.ts';

describe('an outage', () => {
  const visit = visitors();
  const installation = testServer();

  it('[UB30] is shown while it lasts; afterwards one walks and talks on, and nothing said to everyone is lost', async () => {
    const ada = await person(installation, 'ada');
    const world = await found(ada);
    const ben = await member(installation, world, 'ben');
    const pages = await Promise.all(
      [ada, ben].map(async (as) => {
        const visitor = await visit({ as, server: installation });
        visitor.expectFault(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection|status of 50\d/);
        await enter(visitor.page, world);
        await visitor.page.getByRole('tab', { name: 'Everyone' }).click();
        return visitor.page;
      }),
    );
    const [hers, his] = pages as [(typeof pages)[0], (typeof pages)[0]];
    await say(hers, 'Before the storm');
    await his.getByRole('log').getByText('Before the storm').waitFor();

    const { port } = new URL(installation.url);
    await installation.server.end('SIGKILL');
    for (const page of pages) await page.getByRole('status').getByText('The connection was lost').waitFor();
    installation.server = await startServer({ ...installation.env, PORT: port });
    for (const page of pages) {
      await page.getByRole('status').getByText('The connection was lost').waitFor({ state: 'hidden', timeout: 30_000 });
    }

    await say(his, 'After the storm');
    for (const page of pages) {
      await page.getByRole('log').getByText('After the storm').waitFor();
      await page.getByRole('log').getByText('Before the storm').waitFor();
    }
    await hers.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await walkUntil(hers, 'ArrowRight', { x: 6 });
    await sees(his, ada.username, { x: 6, y: 2 });
  });
});
