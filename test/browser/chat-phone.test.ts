// The chat page under fingers: two screens, targets that a thumb meets, nothing wider than the glass.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { member, type Person, person } from '../harness/people.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** CSS pixels. */
const FINGER = 44;

describe('the chat page on a phone', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let serverId: string;

  before(async () => {
    ada = await person(site, 'ada');
    serverId = (await ada.call('POST', '/servers', { name: 'The Glass House', template: 'community' })).body.id;
    ben = await member(site, serverId, 'ben');
    for (const content of ['the first word', 'the second word']) {
      const { status } = await ben.call('POST', `/servers/${serverId}/chat/send`, { scope: 'global', content });
      assert.equal(status, 201);
    }
  });

  const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });

  it('[UC48] the list is one screen and a conversation the next; a tap on a message shows what can be done', async () => {
    const { page } = await visit({ as: ada, ...PHONE });
    await page.goto(`/chat/${serverId}`);
    await list(page)
      .getByRole('link', { name: /general/ })
      .tap();
    const row = page.getByRole('article').filter({ hasText: 'the second word' });
    await row.waitFor();
    assert.equal(await list(page).isVisible(), false);
    await row.tap();
    await row.getByRole('button', { name: 'Reply' }).tap();
    await page.getByRole('textbox', { name: /^Message to/ }).fill('an answer from the tram');
    await page.getByRole('button', { name: 'Send' }).tap();
    await page.getByRole('log').getByText('an answer from the tram').waitFor();
    await page.getByRole('button', { name: '1 reply' }).tap();
    await page.getByRole('complementary', { name: 'Thread' }).getByText('an answer from the tram').waitFor();
    await page.getByRole('button', { name: 'Close: Thread' }).tap();
    await page.getByRole('button', { name: 'Back to the conversations' }).tap();
    await list(page).waitFor();
    assert.equal(await page.getByRole('log').count(), 0);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`[UC49] targets are ${FINGER} px high, nothing is wider than the screen, and axe finds no serious fault (${colorScheme})`, async () => {
      const { page } = await visit({ as: ada, ...PHONE, colorScheme });
      await page.goto(`/chat/${serverId}`);
      await list(page)
        .getByRole('link', { name: /general/ })
        .waitFor();
      await check(page);
      await list(page)
        .getByRole('link', { name: /general/ })
        .tap();
      await page.getByRole('article').first().tap();
      await page.getByRole('toolbar', { name: 'Message' }).waitFor();
      await check(page);
    });
  }
});

async function check(page: Page): Promise<void> {
  const found = await page.evaluate((least) => {
    const name = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent.slice(0, 40);
    const all = [...document.querySelectorAll('button, a, input, textarea')];
    const small = all.filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && height < least - 0.5;
    });
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { width, right } = element.getBoundingClientRect();
      return width > 1 && right > innerWidth + 1;
    });
    return { small: small.map(name), wide: wide.map((element) => element.outerHTML.slice(0, 120)) };
  }, FINGER);
  assert.deepEqual(found, { small: [], wide: [] });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  const faults = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    faults.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
    [],
  );
}
