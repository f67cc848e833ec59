// What is done to messages beside writing them, and how people look after the chat of a world.

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { site, visitors } from '../harness/browser.ts';
import { member, type Person, person } from '../harness/people.ts';

describe('looking after the chat', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let serverId: string;
  let hers: Page;
  let his: Page;

  const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message to/ });
  const row = (page: Page, text: string): Locator =>
    page.getByRole('log').first().getByRole('article').filter({ hasText: text }).last();
  const say = async (page: Page, text: string): Promise<void> => {
    await composer(page).fill(text);
    await composer(page).press('Enter');
    await row(page, text).waitFor();
  };
  const choose = async (page: Page, text: string, deed: string | RegExp): Promise<void> => {
    await row(page, text).click({ button: 'right', position: { x: 60, y: 8 } });
    await page.getByRole('menuitem', { name: deed }).click();
  };
  const lookAfter = async (page: Page, tab: string): Promise<Locator> => {
    await page.getByRole('button', { name: /other worlds/ }).click();
    await page.getByRole('menuitem', { name: 'Look after the chat' }).click();
    const dialog = page.getByRole('dialog', { name: 'Look after the chat' });
    await dialog.getByRole('tab', { name: tab }).click();
    return dialog;
  };

  before(async function () {
    this.timeout(60_000);
    ada = await person(site, 'ada');
    serverId = (await ada.call('POST', '/servers', { name: 'The Glass House', template: 'community' })).body.id;
    ben = await member(site, serverId, 'ben');
    hers = (await visit({ as: ada })).page;
    const visitor = await visit({ as: ben });
    // What the server refuses on purpose.
    visitor.expectFault(/status of 4\d\d/);
    his = visitor.page;
    for (const page of [hers, his]) {
      await page.goto(`/chat/${serverId}`);
      await composer(page).waitFor();
    }
  });

  it('[UC53] a sign is chosen from the picker or the menu, counted for both, and taken back by a click', async () => {
    await say(hers, 'who likes lamps');
    await row(his, 'who likes lamps').hover();
    await row(his, 'who likes lamps').getByRole('button', { name: 'Add a reaction' }).click();
    await his.getByRole('combobox', { name: 'Search' }).fill('light bulb');
    await his
      .getByRole('option', { name: /light bulb/ })
      .first()
      .click();
    const sign = row(hers, 'who likes lamps').getByRole('button', { name: /^💡: 1/ });
    await sign.click();
    await row(his, 'who likes lamps')
      .getByRole('button', { name: /^💡: 2/ })
      .waitFor();
    await row(hers, 'who likes lamps')
      .getByRole('button', { name: /^💡: 2/, pressed: true })
      .click();
    await row(his, 'who likes lamps')
      .getByRole('button', { name: /^💡: 1/ })
      .waitFor();
  });

  it('[UC54] a name is offered behind an @, and whoever is called elsewhere finds it by its badge', async () => {
    const list = his.getByRole('navigation', { name: 'Conversations' });
    await list.getByRole('link', { name: /developer/ }).click();
    await composer(his).waitFor();
    await composer(hers).pressSequentially('have you seen it @be');
    await hers.getByRole('listbox', { name: 'People to mention' }).getByRole('option').first().waitFor();
    await composer(hers).press('Enter');
    assert.equal((await composer(hers).inputValue()).trim(), `have you seen it @${ben.username}`);
    await composer(hers).press('Enter');
    const general = list.getByRole('link', { name: /general/ });
    await general.getByText('1 mention').waitFor();
    await general.click();
    await row(his, 'have you seen it').locator('[data-called="me"]').waitFor();
  });

  it('[UC55] everything is done by keys: a message is reached, its menu opened, and it is deleted for both', async () => {
    await say(hers, 'a slip of the tongue');
    await row(his, 'a slip of the tongue').waitFor();
    await hers.getByRole('log').first().focus();
    await hers.keyboard.press('End');
    await row(hers, 'a slip of the tongue').and(hers.locator(':focus')).waitFor();
    await hers.keyboard.press('Enter');
    await hers.getByRole('menu').waitFor();
    await hers.keyboard.press('End');
    await hers.keyboard.press('Enter');
    const dialog = hers.getByRole('alertdialog', { name: 'Delete your message?' });
    await dialog.getByText('a slip of the tongue').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    for (const page of [hers, his]) {
      await row(page, 'This message was deleted').waitFor();
      assert.equal(await page.getByText('a slip of the tongue', { exact: true }).count(), 0);
    }
  });

  it('[UC56] a private channel is made, people are added and taken out; only those inside see it', async () => {
    await hers.getByRole('button', { name: 'New channel' }).click();
    const dialog = hers.getByRole('dialog', { name: 'New channel' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('cellar');
    await dialog.getByRole('checkbox', { name: /^Private/ }).check();
    await dialog.getByRole('button', { name: 'Make the channel' }).click();
    await hers.getByRole('heading', { level: 1, name: 'cellar' }).waitFor();
    const line = his.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: /cellar/ });
    assert.equal(await line.count(), 0);
    await hers.getByRole('button', { name: 'More about cellar' }).click();
    await hers.getByRole('menuitem', { name: 'Add or remove people' }).click();
    const people = hers.getByRole('dialog', { name: 'People in cellar' });
    await people.getByRole('searchbox', { name: 'Add somebody' }).fill('ben');
    await people.getByRole('button', { name: new RegExp(ben.username) }).click();
    await line.waitFor();
    await people.getByRole('button', { name: `Take out ${ben.username}` }).click();
    await line.waitFor({ state: 'detached' });
    await hers.keyboard.press('Escape');
    await hers.getByRole('link', { name: /general/ }).click();
  });

  it('[UC57] a report reaches the moderators with what was said around it, and is decided', async () => {
    await say(hers, 'buy my lamps now');
    await choose(his, 'buy my lamps now', 'Report');
    const dialog = his.getByRole('dialog', { name: /^Report a message/ });
    await dialog.getByRole('textbox', { name: 'What is wrong with it?' }).fill('an advertisement');
    await dialog.getByRole('button', { name: 'Report' }).click();
    await dialog.waitFor({ state: 'detached' });
    const reports = await lookAfter(hers, 'Reports');
    await reports.getByText('an advertisement').waitFor();
    await reports.getByText(/^The message and/).click();
    await reports.getByText('buy my lamps now').waitFor();
    await reports.getByRole('button', { name: 'Dismiss' }).click();
    await reports.getByText('No reports wait for you.').waitFor();
    await reports.getByRole('tab', { name: 'Record' }).click();
    await reports.getByText(`${ben.username} reported a message of ${ada.username}`).waitFor();
    await hers.keyboard.press('Escape');
  });

  it('[UC58] a word holds a message until a moderator lets it out', async () => {
    const words = await lookAfter(hers, 'Words');
    await words.getByRole('textbox', { name: 'Word or phrase' }).fill('humbug');
    await words.getByRole('button', { name: 'Add' }).click();
    await words.getByText('Held', { exact: true }).last().waitFor();
    await composer(his).fill('what a humbug');
    await composer(his).press('Enter');
    await his.getByRole('alert').getByText('A moderator will look at this message').waitFor();
    assert.equal(await his.getByRole('log').first().getByText('what a humbug').count(), 0);
    await words.getByRole('tab', { name: 'Held' }).click();
    await words.getByText('what a humbug').waitFor();
    await words.getByRole('button', { name: 'Let it out' }).click();
    await words.getByText(/^No message waits/).waitFor();
    await hers.keyboard.press('Escape');
    for (const page of [hers, his]) await row(page, 'what a humbug').waitFor();
  });

  it('[UC59] who is muted reads why and for how long; what was typed is not lost', async () => {
    await say(his, 'tra la la');
    await row(hers, 'tra la la').waitFor();
    await choose(hers, 'tra la la', /^Mute/);
    const dialog = hers.getByRole('dialog', { name: /^Mute/ });
    await dialog.getByLabel('For how long').selectOption('10 minutes');
    await dialog.getByRole('button', { name: 'Mute' }).click();
    await dialog.waitFor({ state: 'detached' });
    await composer(his).fill('tra la la la');
    await composer(his).press('Enter');
    await his
      .getByRole('alert')
      .getByText(/^Not sent\./)
      .waitFor();
    await his
      .getByRole('status')
      .getByText(/10 minutes left/)
      .waitFor();
    const mutes = await lookAfter(hers, 'Mutes');
    await mutes.getByRole('button', { name: `Unmute ${ben.username}` }).click();
    await mutes.getByText(/^Nobody is muted/).waitFor();
    await hers.keyboard.press('Escape');
    await his.getByRole('button', { name: 'Send again' }).click();
    await row(hers, 'tra la la la').waitFor();
  });

  it('[UC60] whom one blocks is folded away and can not be written to, until it is taken back', async () => {
    await choose(his, 'buy my lamps now', /^Block/);
    await his
      .getByRole('alertdialog', { name: /^Block/ })
      .getByRole('button', { name: 'Block' })
      .click();
    await his.getByText('Message of someone you blocked.').first().waitFor();
    assert.equal(await his.getByRole('log').first().getByText('buy my lamps now').count(), 0);
    await his.goto(`/chat/direct/${ada.user_id}`);
    await his.getByText(/^You have blocked/).waitFor();
    await his.getByRole('button', { name: /Account menu/ }).click();
    await his.getByRole('menuitem', { name: 'Blocked people' }).click();
    await his.getByRole('button', { name: `Unblock ${ada.username}` }).click();
    await his.keyboard.press('Escape');
    await composer(his).waitFor();
    await say(his, 'no hard feelings');
    await hers
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('link', { name: new RegExp(`${ben.username}.*no hard feelings`) })
      .waitFor();
  });
});
