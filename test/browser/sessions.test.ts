// One account in this browser: its tabs, its reloads, its end.

import assert from 'node:assert/strict';
import jwt from 'jsonwebtoken';
import type { Page } from 'playwright-core';
import type { Session } from '../../shared/protocol/users.ts';
import { JWT_SECRET, site, visitors } from '../harness/browser.ts';
import { found, person } from '../harness/people.ts';
import { enter, self, stand, walkUntil } from './world-page.ts';

const home = (page: Page): Promise<void> => page.getByRole('heading', { name: /^Where to/ }).waitFor();
const login = (page: Page): Promise<void> => page.getByRole('heading', { name: 'Welcome back' }).waitFor();

describe('sessions in the browser', () => {
  const visit = visitors();

  it('[UB20] the same account in two tabs is one avatar; the first tab says so and can take it back', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const { context, page: first } = await visit({ as: ada });
    await enter(first, world);
    await walkUntil(first, 'ArrowRight', { x: 5 });
    const second = await context.newPage();
    await enter(second, world);
    await first.getByRole('alertdialog', { name: 'You are here in another place' }).waitFor();
    await second.getByRole('button', { name: 'People: 1 here' }).waitFor();
    assert.equal((await self(second)).tile.x, 5, 'it goes on where it stood');
    await first.getByRole('button', { name: 'Come back in' }).click();
    await second.getByRole('alertdialog', { name: 'You are here in another place' }).waitFor();
    await stand(first);
    await first.getByRole('button', { name: 'People: 1 here' }).waitFor();
  });

  it('[UB21] a reload keeps the session, signing out ends it in every tab', async () => {
    const { context, page } = await visit({ as: 'ada' });
    await page.goto('/');
    await home(page);
    await page.reload();
    await home(page);
    const other = await context.newPage();
    await other.goto('/profile');
    await other.getByRole('heading', { name: 'You', exact: true }).waitFor();
    await page.getByRole('button', { name: /^Account menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await login(page);
    await login(other);
    await page.goto('/profile');
    await login(page);
    assert.equal(new URL(page.url()).searchParams.get('next'), '/profile');
  });

  it('[UB22] an access token that expired is renewed without a word', async () => {
    const visitor = await visit({ as: 'ada' });
    visitor.expectFault(/status of 401/);
    const { page } = visitor;
    let renewals = 0;
    await page.route('**/users/refresh', async (route) => {
      renewals += 1;
      if (renewals > 1) return route.continue();
      const response = await route.fetch();
      const session: Session = await response.json();
      await route.fulfill({ response, json: { ...session, token: expired(session.token) } });
    });
    await page.goto('/profile');
    await page.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    assert.equal(renewals, 2);
  });

  it('[UB23] tabs that renew at the same moment all stay signed in', async () => {
    const { context, page } = await visit({ as: 'ada' });
    const tabs = [page, await context.newPage(), await context.newPage()];
    for (let round = 0; round < 3; round++) {
      await Promise.all(tabs.map((tab) => tab.goto('/')));
      await Promise.all(tabs.map(home));
    }
  });
});

/** The same token, as it is a quarter of an hour later. */
function expired(token: string): string {
  const { exp: _, ...claims } = jwt.decode(token) as jwt.JwtPayload;
  return jwt.sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 }, JWT_SECRET, { algorithm: 'HS256' });
}
