// Where a conversation opens, and what is read by that: with somebody who was away in part of it.

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { member, type Person, person } from '../harness/people.ts';
import { until } from './world-page.ts';

describe('where the chat opens', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let serverId: string;
  let channels: Map<string, string>;
  let page: Page;

  const line = (name: string): Locator => page.getByRole('link', { name: new RegExp(`Channel\\s*${name}`) });
  const log = (): Locator => page.getByRole('log').first();
  const sayIn = async (name: string, from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++) {
      const body = { scope: 'channel', channel_id: channels.get(name), content: `${name} number ${n}` };
      assert.equal((await ben.call('POST', `/servers/${serverId}/chat/send`, body)).status, 201);
    }
  };
  const isInView = (text: string): Promise<boolean> =>
    log()
      .getByText(text, { exact: true })
      .evaluate((element) => {
        const frame = element.closest('[role="log"]')!.getBoundingClientRect();
        const { top, bottom } = element.getBoundingClientRect();
        return top >= frame.top && bottom <= frame.bottom;
      });

  before(async function () {
    this.timeout(60_000);
    ada = await person(site, 'ada');
    serverId = (await ada.call('POST', '/servers', { name: 'The Glass House', template: 'community' })).body.id;
    ben = await member(site, serverId, 'ben');
    const { body } = await ada.call('GET', `/servers/${serverId}/channels`);
    channels = new Map((body.channels as { name: string; id: string }[]).map(({ name, id }) => [name, id]));
    await sayIn('developer', 0, 4);
    await sayIn('trading', 0, 60);
    page = (await visit({ as: ada })).page;
    await page.goto(`/chat/${serverId}`);
    await page.getByRole('textbox', { name: /^Message to/ }).waitFor();
  });

  it('[UC45] what is new shows in the list and in the title of the page, and is read when all of it is in view', async () => {
    await page.waitForFunction(() => document.title.startsWith('(64) '));
    await line('developer').getByText('4 unread').waitFor();
    await line('developer').click();
    await log().locator('[data-fresh]').waitFor();
    await line('developer').getByText('4 unread').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.title.startsWith('(60) #developer'));
  });

  it('[UC46] what was never read opens at its end; what was left opens where one left off, with the way to the newest', async () => {
    await line('trading').click();
    await log().getByText('trading number 59').waitFor();
    await until(() => isInView('trading number 59'));
    await line('trading').getByText('60 unread').waitFor({ state: 'detached' });
    await line('general').click();
    await page.waitForFunction(() => document.title.startsWith('#general'));
    await sayIn('trading', 60, 120);
    await line('trading').getByText('60 unread').waitFor();

    await line('trading').click();
    await log().locator('[data-fresh]').waitFor();
    await until(() => isInView('trading number 60'));
    assert.equal(await log().getByText('trading number 119').count(), 0, 'its end is not in view');
    assert.equal(await line('trading').getByText('60 unread').count(), 1, 'nor read');
    await page.getByRole('button', { name: '60 new' }).click();
    await until(
      async () => (await log().getByText('trading number 119').count()) > 0 && isInView('trading number 119'),
    );
    await line('trading').getByText('60 unread').waitFor({ state: 'detached' });
  });

  it('[UC47] the toolbar of a message stays within the list, and every message is reached by keys', async () => {
    await log().focus();
    // Held down, faster than it can be drawn: no step is lost, and the message ends up at the edge of the list.
    for (let presses = 0; presses < 40; presses++) await page.keyboard.press('ArrowUp');
    const row = log().locator('[data-row]:focus');
    await row.getByText('trading number 80').waitFor();
    const topOf = async (one: Locator): Promise<number> =>
      (await one.boundingBox())!.y - (await log().boundingBox())!.y;
    await until(async () => (await topOf(row)) < 8);
    const top = await topOf(log().getByRole('toolbar'));
    assert.ok(top >= 0, `${top} px above the list`);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-row') !== null);
  });
});
