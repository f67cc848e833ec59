// The chat page with two people in real browsers: what one does, the other sees.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { site, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';

const AXE = readFileSync(path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const CUT_MS = 20_000;
type Axe = { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };

describe('the chat page', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let serverId: string;
  let hers: Page;
  let his: Page;

  const log = (page: Page): Locator => page.getByRole('log').first();
  const row = (page: Page, text: string): Locator => log(page).getByRole('article').filter({ hasText: text }).last();
  const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message to/ });
  const say = async (page: Page, text: string, shown = text): Promise<void> => {
    await composer(page).fill(text);
    await composer(page).press('Enter');
    await row(page, shown).waitFor();
  };
  const open = async (page: Page): Promise<void> => {
    await page.goto(`/chat/${serverId}`);
    await composer(page).waitFor();
  };

  before(async function () {
    this.timeout(60_000);
    ada = await person(site, 'ada');
    serverId = await found(ada);
    ben = await member(site, serverId, 'ben');
    hers = (await visit({ as: ada })).page;
    his = (await visit({ as: ben })).page;
    await Promise.all([open(hers), open(his)]);
  });

  it('[UC70] shows what one writes to the other at once, formatted, and nothing in it runs', async () => {
    await say(hers, 'hello **there** <img src=x onerror=alert(1)>', 'hello there');
    await row(his, 'hello there').waitFor();
    assert.equal(await row(his, 'hello there').locator('strong').textContent(), 'there');
    assert.equal(await row(his, 'hello there').locator('img[src="x"]').count(), 0);
    await say(his, `@${ada.username} good morning`);
    await row(hers, 'good morning').waitFor();
  });

  it('[UC71] shows edits, signs and answers to both', async () => {
    await say(hers, 'a frist word');
    await composer(hers).press('ArrowUp');
    const box = hers.getByRole('textbox', { name: 'Edit the message' });
    await box.fill('a first word');
    await box.press('Enter');
    await row(his, 'a first word').waitFor();
    const theirs = row(his, 'a first word');
    await theirs.hover();
    await theirs.getByRole('button', { name: 'Reply' }).click();
    await composer(his).fill('an answer to it');
    await composer(his).press('Enter');
    await row(hers, 'an answer to it').waitFor();
    // The answer quotes it, so it is the first of the two.
    await log(hers).getByRole('article').filter({ hasText: 'a first word' }).first().getByText('1 reply').waitFor();
  });

  it('[UC72] sends a picture and shows it to the other', async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a7' } })
      .png()
      .toBuffer();
    await hers
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'green.png', mimeType: 'image/png', buffer: bytes });
    await hers
      .getByRole('list', { name: 'Files to send' })
      .getByText(/\d+ (B|kB|bytes)/)
      .waitFor();
    await say(hers, 'look at this');
    await his.getByRole('button', { name: /Show the picture green/ }).waitFor();
  });

  it('[UC73] finds a message again and goes to its place', async () => {
    await say(hers, 'the lighthouse keeper counts nine ships');
    for (let n = 0; n < 60; n++) {
      const body = { content: `wave ${n}`, scope: 'global' };
      assert.equal((await ben.call('POST', `/servers/${serverId}/chat/send`, body)).status, 201);
    }
    const search = his.getByRole('searchbox', { name: 'Search messages' });
    await search.fill('lighthouse ships');
    await search.press('Enter');
    const results = his.getByRole('list', { name: 'Results' });
    await results.getByText('keeper').waitFor();
    await results.getByRole('button').first().click();
    await row(his, 'the lighthouse keeper').waitFor();
  });

  it('[UC74] keeps a direct message for who is away', async () => {
    const late = await member(site, serverId, 'late');
    const sent = await ada.call('POST', `/servers/${serverId}/chat/send`, {
      ...{ content: 'read this when you are back', scope: 'direct', target_user_id: late.user_id },
    });
    assert.equal(sent.status, 201);
    const { page } = await visit({ as: late });
    await page.goto('/chat');
    await page
      .getByRole('navigation', { name: 'Conversations' })
      .or(page.getByLabel('Conversations'))
      .getByText(ada.username)
      .click();
    await row(page, 'read this when you are back').waitFor();
  });

  it('[UC75] goes on after the network was cut for 20 s: nothing is lost, nothing comes twice', async function () {
    this.timeout(90_000);
    const visitor = await visit({ as: ben });
    visitor.expectFault(/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch|net::ERR|Network offline/);
    const { page, context } = visitor;
    await open(page);
    await context.setOffline(true);
    for (let n = 0; n < 10; n++)
      await ada.call('POST', `/servers/${serverId}/chat/send`, { content: `unseen ${n}`, scope: 'global' });
    await new Promise((resolve) => setTimeout(resolve, CUT_MS));
    await context.setOffline(false);
    await row(page, 'unseen 9').waitFor({ timeout: 40_000 });
    const texts = await log(page).textContent();
    const seen = [...(texts ?? '').matchAll(/unseen (\d)/g)].map(([, n]) => Number(n));
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`[UC76] has no serious fault of accessibility (${colorScheme})`, async () => {
      const { page } = await visit({ as: ada, colorScheme });
      await open(page);
      await log(page).getByRole('article').first().waitFor();
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as Axe).axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
      });
      assert.deepEqual(found, []);
    });
  }
});
