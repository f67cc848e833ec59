// Nothing but a keyboard, from the sign-in to talking in a world.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { found, person } from '../harness/people.ts';
import { PASSWORD } from '../harness/rest.ts';
import { hold, self, stand, TEST_VIEW } from './world-page.ts';

/** No page has more stops before what one looks for. */
const TABS_MAX = 60;

describe('by keyboard alone', () => {
  const visit = visitors();

  it('[UB60] one signs in, finds a world, walks, talks and walks on; the focus is always visible', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const { page } = await visit();
    await page.goto('/login');
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await tabTo(page, 'Name or e-mail');
    await page.keyboard.type(ada.username);
    await tabTo(page, 'Password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Where to/ }).waitFor();
    await tabTo(page, 'Search worlds by name or description');
    await tabTo(page, 'Enter Testing ground');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/world/${world}`);
    // The same place again, with what the test reads.
    await page.goto(`/world/${world}?${TEST_VIEW}`);
    await stand(page);
    const before = await self(page);
    await hold(page, 'ArrowRight', 300);
    assert.ok((await self(page)).x > before.x, 'walks');
    await page.keyboard.press('Enter');
    await focusIs(page, 'Message to those nearby');
    await page.keyboard.type('wasd');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('wasd').waitFor();
    const silent = await self(page);
    await page.keyboard.press('Escape');
    await hold(page, 'd', 300);
    assert.ok((await self(page)).x > silent.x, 'walks on');
    await tabTo(page, 'Leave this world');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Where to/ }).waitFor();
  });

  it('[UB61] a dialog keeps the focus inside, Escape closes it and gives the focus back', async () => {
    const { page } = await visit({ as: 'ada' });
    await page.goto('/');
    await page.getByRole('heading', { name: /^Where to/ }).waitFor();
    await tabTo(page, 'Found a world');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Found a world' });
    await dialog.waitFor();
    await page.getByRole('radio', { name: 'Office' }).waitFor({ state: 'attached' });
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press(press % 4 === 3 ? 'Shift+Tab' : 'Tab');
      assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)), `press ${press}`);
      await assertFocusVisible(page);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await focusIs(page, 'Found a world');
  });

  it('[UB64] arrow keys go through the tabs of the settings, and the focus goes with them', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const { page } = await visit({ as: ada });
    await page.goto(`/servers/${world}/settings`);
    await page.getByRole('tab', { name: 'Members' }).focus();
    for (const name of ['Requests', 'Invites', 'Bans', 'General']) {
      await page.keyboard.press('ArrowRight');
      const tab = page.getByRole('tab', { name, exact: true });
      await page.waitForURL(`**/settings/${name.toLowerCase()}`);
      assert.ok(await tab.evaluate((element) => element === document.activeElement), name);
      await assertFocusVisible(page);
    }
  });

  it('[UB62] over the world help, people and emotes open with their keys and close with Escape', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const { page } = await visit({ as: ada });
    await page.goto(`/world/${world}?${TEST_VIEW}`);
    await stand(page);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'How to play' });
    await help.waitFor();
    const before = await self(page);
    await hold(page, 'ArrowRight', 150);
    assert.equal((await self(page)).x, before.x, 'nobody walks behind a dialog');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    const emotes = page.getByRole('toolbar', { name: 'Emotes' });
    await emotes.waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.atrium!.signs().some(({ text }) => text === '😀'));
    await emotes.waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    const people = page.getByRole('region', { name: 'People here' });
    await people.waitFor();
    await page.keyboard.press('Escape');
    await people.waitFor({ state: 'detached' });
  });
});

/** Presses Tab until what has this name has the focus; on the way every stop shows that it has it. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByLabel(name, { exact: true }).or(page.getByRole('link', { name, exact: true }));
  for (let press = 0; press < TABS_MAX; press++) {
    await page.keyboard.press('Tab');
    await assertFocusVisible(page);
    if (await wanted.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`${TABS_MAX} tabs do not lead to ${name}`);
}

const focusIs = (page: Page, name: string): Promise<unknown> =>
  page.waitForFunction((wanted) => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent?.trim()) === wanted;
  }, name);

/** The element itself is outlined, or what paints for it: the label of a radio button under a picture. */
async function assertFocusVisible(page: Page): Promise<void> {
  const shown = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'body';
    const outlined = (candidate: Element | null | undefined): boolean => {
      if (!candidate) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    return outlined(element) || outlined(element.closest('label')) ? 'shown' : element.outerHTML.slice(0, 200);
  });
  assert.ok(shown === 'shown' || shown === 'body', `no visible focus on ${shown}`);
}
