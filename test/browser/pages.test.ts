// Every page, by day and by night, on a desk and on a phone: no fault that axe finds, nothing wider than the screen, a
// picture of each in test/artifacts/.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { site, type Visitor, visitors } from '../harness/browser.ts';
import { member, type Person, person } from '../harness/people.ts';
import { say, stand, TEST_VIEW, until } from './world-page.ts';

const ARTIFACTS = path.join(import.meta.dirname, '../artifacts');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The narrowest that is looked after. */
const NARROW = { width: 360, height: 740 };

/** Where a page is, and what is done there until it shows what it is about. */
type Stop = { name: string; at: string; heading: string | RegExp; ready?: (page: Page) => Promise<void> };

const OUTSIDE: readonly Stop[] = [
  { name: 'login', at: '/login', heading: 'Welcome back' },
  {
    name: 'login-refused',
    at: '/login',
    heading: 'Welcome back',
    ready: (page) => page.getByRole('button', { name: 'Sign in' }).click(),
  },
  { name: 'register', at: '/register', heading: 'Come on in' },
  { name: 'forgot-password', at: '/forgot-password', heading: 'Forgot your password?' },
  { name: 'reset-password', at: '/reset-password?token=abc', heading: 'Set a new password' },
  { name: 'reset-password-stale', at: '/reset-password', heading: 'This link has expired' },
  { name: 'verify-email', at: '/verify-email', heading: 'That did not work' },
  { name: 'not-found', at: '/no/such/page', heading: 'Nobody lives here' },
];

describe('every page', () => {
  const visit = visitors();
  let ada: Person;
  let world: string;

  before(async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    ada = await person(site, 'ada');
    const { body } = await ada.call('POST', '/servers', { name: 'Testing ground', template: 'park' });
    world = body.id;
    const ben = await member(site, world, 'ben');
    await ada.call('PUT', `/servers/${world}`, {
      description: 'Where things are tried before anybody relies on them.',
    });
    await ada.call('POST', `/servers/${world}/invites`, {});
    const asked = await ada.call('POST', '/servers', { name: 'Quiet house', access: 'approval', template: 'park' });
    await ben.call('POST', `/servers/${asked.body.id}/join`);
  });

  const inside = (): readonly Stop[] => [
    { name: 'dashboard', at: '/', heading: /^Where to/, ready: (page) => page.getByRole('article').first().waitFor() },
    {
      name: 'dashboard-nothing-found',
      at: '/',
      heading: /^Where to/,
      ready: async (page) => {
        await page.getByRole('searchbox').fill('zzzz');
        await page.getByRole('heading', { name: /^No world is called/ }).waitFor();
      },
    },
    {
      name: 'create-world',
      at: '/servers/new',
      heading: 'Found a world',
      ready: (page) => page.getByRole('radio', { name: 'Park' }).waitFor({ state: 'attached' }),
    },
    { name: 'server', at: `/servers/${world}`, heading: 'Testing ground' },
    ...['members', 'requests', 'invites', 'bans', 'general', 'map', 'owner'].map((tab) => ({
      name: `settings-${tab}`,
      at: `/servers/${world}/settings/${tab}`,
      heading: /^Settings of/,
    })),
    { name: 'welcome', at: '/welcome', heading: /^Hello/ },
    { name: 'profile', at: '/profile', heading: 'You' },
    { name: 'server-missing', at: '/servers/00000000-0000-7000-8000-000000000000', heading: 'No such world' },
  ];

  it('[UB75] a script that is not the server’s own does not run, and the watch over the console hears of it', async () => {
    const visitor = await visit();
    const { page } = visitor;
    const heard: string[] = [];
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    visitor.expectFault(/Content Security Policy/);
    await page.goto('/login');
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.foreign = true';
      document.head.append(script);
      return 'foreign' in window;
    });
    assert.equal(ran, false);
    await until(async () => heard.some((text) => text.includes('Content Security Policy')));
  });

  it('[UB70, UB71, UB74] before the sign-in', async () => {
    const visitor = await visit({ reducedMotion: 'reduce' });
    await tour(visitor, OUTSIDE);
  });

  it('[UB70, UB71, UB74] behind the sign-in', async () => {
    const visitor = await visit({ as: ada, reducedMotion: 'reduce' });
    visitor.expectFault(/status of 404/);
    await tour(visitor, inside());
  });

  it('[UB70, UB71, UB74] with nothing to show yet', async () => {
    const visitor = await visit({ as: 'newcomer', reducedMotion: 'reduce' });
    visitor.expectFault(/status of 404/);
    const mine: Stop = {
      name: 'dashboard-empty',
      at: '/',
      heading: /^Where to/,
      ready: async (page) => {
        await page.getByText('Mine', { exact: true }).click();
        await page.getByRole('heading', { name: 'You live nowhere yet' }).waitFor();
      },
    };
    await tour(visitor, [mine, { name: 'invite-stale', at: '/invite/nothing', heading: 'This invite does not open' }]);
  });

  it('[UB70, UB71, UB74] the world, with what opens over it', async () => {
    const visitor = await visit({ as: ada, reducedMotion: 'reduce' });
    const { page } = visitor;
    await page.goto(`/world/${world}?${TEST_VIEW}`);
    await stand(page);
    await say(page, 'Hello, is anybody here?');
    await page.getByRole('log').getByText('Hello').waitFor();
    await look(visitor, 'world');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('p');
    await page.getByRole('region', { name: 'People here' }).waitFor();
    await look(visitor, 'world-people');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'How to play' }).waitFor();
    await look(visitor, 'world-help');
    await page.keyboard.press('Escape');
    await page.setViewportSize(DESK);
    await page.getByRole('button', { name: 'Manage members' }).click();
    await page.getByRole('dialog', { name: 'People of this world' }).getByText(/ada/).first().waitFor();
    await look(visitor, 'world-members');
    await page.keyboard.press('Escape');
    await page.setViewportSize(DESK);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await look(visitor, 'world-settings');
  });
});

async function tour(visitor: Visitor, stops: readonly Stop[]): Promise<void> {
  const { page } = visitor;
  for (const { name, at, heading, ready } of stops) {
    await page.setViewportSize(DESK);
    await page.goto(at);
    await page
      .getByRole('heading', { name: heading, exact: typeof heading === 'string' })
      .first()
      .waitFor();
    await ready?.(page);
    await look(visitor, name);
  }
}

/** The page as it stands, in every dress. */
async function look({ page }: Visitor, name: string): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]') && document.fonts.status === 'loaded');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [device, size] of [
      ['desk', DESK],
      ['phone', PHONE],
    ] as const) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: path.join(ARTIFACTS, `${name}-${device}-${colorScheme}.png`), caret: 'initial' });
      // Both layouts and both palettes, in half of the time.
      if ((device === 'desk') === (colorScheme === 'light')) {
        assert.deepEqual(await faults(page), [], `${name}, ${device}, ${colorScheme}`);
      }
    }
  }
  await page.setViewportSize(NARROW);
  assert.deepEqual(await tooWide(page), [], `${name}, ${NARROW.width} pixels wide`);
}

/** What reaches beyond the right edge, but for rows of tabs, which scroll, and for decoration. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 1 && right > innerWidth + 1 && !element.closest('[role="tablist"], [aria-hidden="true"], svg');
      })
      .map((element) => element.outerHTML.slice(0, 160)),
  );

async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
}
