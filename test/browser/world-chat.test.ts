// Chat inside of a world, with two people in real browsers: what is said around one, and the panel beside it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { randomFrom } from '../../art/random.ts';
import { site, type Visitor, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { type SlowLine, slowLine } from './slow-line.ts';
import { enter, hold, self, signs, toWorld, until, walkUntil } from './world-page.ts';

const AXE = readFileSync(path.join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
type Axe = { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } };
const SNUG = { name: 'The snug', type: 'PRIVATE', at: [5, 1, 4, 5] } as const;
const CUT = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket|Failed to fetch/;

describe('chat in the world', function () {
  this.timeout(60_000);
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let world: string;
  let line: SlowLine;
  let visitor: Visitor;
  let hers: Page;
  let his: Page;

  const talk = (page: Page): Locator => page.getByRole('region', { name: 'Chat' });
  const panel = (page: Page): Locator => page.getByRole('region', { name: 'Messages' });
  const messages = (page: Page): Locator => page.getByRole('button', { name: /^Messages/ });
  const write = (place: Locator): Locator => place.getByRole('textbox', { name: /^(Message to|Reply)/ });
  const say = async (place: Locator, text: string): Promise<void> => {
    await write(place).fill(text);
    await write(place).press('Enter');
  };
  const tab = (page: Page, name: string): Locator => talk(page).getByRole('tab', { name });
  const openChannel = async (page: Page, name: string): Promise<void> => {
    if (!(await panel(page).isVisible())) await messages(page).click();
    const back = panel(page).getByRole('button', { name: 'Back to the conversations' });
    if (await back.isVisible()) await back.click();
    await panel(page).getByRole('navigation', { name: 'Conversations' }).getByRole('button', { name }).click();
    await write(panel(page)).waitFor();
  };
  const over = (page: Page, text: string): Promise<true> => until(async () => (await signs(page)).includes(text));

  before(async () => {
    ada = await person(site, 'ada');
    world = await found(ada, { zones: [SNUG] });
    ben = await member(site, world, 'ben');
    const made = await ada.call('POST', `/servers/${world}/channels`, { name: 'plans' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    line = await slowLine(site.url, { most: 0, random: randomFrom(7) });
    hers = (await visit({ as: ada })).page;
    visitor = await visit({ as: ben, server: line });
    his = visitor.page;
    await Promise.all([enter(hers, world), enter(his, world)]);
  });
  after(() => line.close());

  it('[UW40] tells those nearby that one writes, and shows what one says to them over the head', async () => {
    await write(talk(hers)).pressSequentially('Good mor');
    await talk(his).getByText(`${ada.username} is writing…`).waitFor();
    await say(talk(hers), 'Good morning, **Ben**');
    await talk(his).getByRole('log').getByText('Good morning, Ben').waitFor();
    assert.equal(await talk(his).getByText('is writing…').count(), 0);
    for (const page of [hers, his]) await over(page, 'Good morning, Ben');
  });

  it('[UW41] has a tab for the area that one stands in; what is said there stays there, and the tab goes with it', async () => {
    await toWorld(hers);
    await walkUntil(hers, 'ArrowRight', { x: 6 });
    await tab(hers, SNUG.name).click();
    await say(talk(hers), 'Only in here');
    await talk(hers).getByRole('log').getByText('Only in here').waitFor();
    await over(hers, 'Only in here');
    assert.equal(await tab(his, SNUG.name).count(), 0);
    await toWorld(his);
    await walkUntil(his, 'ArrowRight', { x: 6 });
    await tab(his, SNUG.name).click();
    // Who is in it reads what was said in it.
    await talk(his).getByRole('log').getByText('Only in here').waitFor();
    await say(talk(his), 'So I see');
    await talk(hers).getByRole('log').getByText('So I see').waitFor();
    await toWorld(his);
    await walkUntil(his, 'ArrowDown', { y: 8 });
    await tab(his, SNUG.name).waitFor({ state: 'detached' });
    assert.equal(await tab(his, 'Nearby').getAttribute('aria-selected'), 'true');
    await say(talk(hers), 'Now he is gone');
    await talk(hers).getByRole('log').getByText('Now he is gone').waitFor();
    await tab(hers, 'Everyone').click();
    await say(talk(hers), 'Whoever hears this');
    await tab(his, 'Everyone').click();
    await talk(his).getByRole('log').getByText('Whoever hears this').waitFor();
    for (const page of [hers, his]) await over(page, 'Whoever hears this');
    assert.ok(!(await signs(his)).includes('Now he is gone'));
  });

  it('[UW42] brings channels and threads into a panel, and counts what is unread on its button', async () => {
    await openChannel(hers, 'plans');
    await say(panel(hers), 'A bridge over the pond');
    await his.getByRole('button', { name: 'Messages: 1 unread' }).waitFor();
    assert.deepEqual(
      (await signs(his)).filter((text) => text.includes('bridge')),
      [],
    );
    await openChannel(his, 'plans');
    const row = panel(his).getByRole('article').filter({ hasText: 'A bridge over the pond' });
    await row.waitFor();
    await his.getByRole('button', { name: 'Messages', exact: true }).waitFor();
    await row.hover();
    await row.getByRole('button', { name: 'Open the thread' }).click();
    const thread = panel(his).getByRole('complementary', { name: 'Thread' });
    await say(thread, 'With lanterns');
    await thread.getByRole('article').filter({ hasText: 'With lanterns' }).waitFor();
    await panel(hers).getByRole('button', { name: '1 reply' }).waitFor();
    await thread.getByRole('button', { name: 'Close: Thread' }).click();
  });

  it('[UW43] goes from the list of people to a direct message, and blocks and unblocks from there', async () => {
    await hers.getByRole('button', { name: /^People:/ }).click();
    const people = hers.getByRole('region', { name: 'People here' });
    await people.getByRole('button', { name: `Message ${ben.username}` }).click();
    await say(panel(hers), 'Just between us');
    await panel(hers).getByRole('article').filter({ hasText: 'Just between us' }).waitFor();
    await his.getByRole('button', { name: 'Messages: 1 unread' }).waitFor();
    await panel(his).getByRole('button', { name: 'Back to the conversations' }).click();
    await panel(his).getByRole('navigation').getByRole('button', { name: ada.username }).click();
    await panel(his).getByRole('article').filter({ hasText: 'Just between us' }).waitFor();
    for (const page of [hers, his]) assert.ok(!(await signs(page)).includes('Just between us'));

    await hers.getByRole('button', { name: /^People:/ }).click();
    const more = people.getByRole('button', { name: `More about ${ben.username}` });
    await more.click();
    // She founded the world, so she looks after it as well.
    await hers.getByRole('menuitem', { name: `Mute ${ben.username}` }).waitFor();
    await hers.getByRole('menuitem', { name: `Block ${ben.username}` }).click();
    const question = hers.getByRole('alertdialog');
    await question.waitFor();
    const before = await self(hers);
    await hold(hers, 'd', 150);
    assert.deepEqual(await self(hers), before, 'nobody walks behind a question');
    await question.getByRole('button', { name: 'Block', exact: true }).click();
    await people.getByText(/^Blocked/).waitFor();
    await more.click();
    await hers.getByRole('menuitem', { name: `Unblock ${ben.username}` }).click();
    await people.getByText(/^Blocked/).waitFor({ state: 'detached' });
    const theirs = his.getByRole('region', { name: 'People here' });
    await his.getByRole('button', { name: /^People:/ }).click();
    await theirs.getByRole('button', { name: `More about ${ada.username}` }).click();
    await his.getByRole('menuitem', { name: `Block ${ada.username}` }).waitFor();
    assert.equal(await his.getByRole('menuitem', { name: /^Mute/ }).count(), 0);
    await his.keyboard.press('Escape');
  });

  it('[UW44] opens by a key; whoever writes does not walk, and Escape leads back to walking', async () => {
    await toWorld(hers);
    await hers.keyboard.press('Escape');
    await panel(hers).waitFor({ state: 'detached' });
    await hers.keyboard.press('t');
    await panel(hers).waitFor();
    const back = panel(hers).getByRole('button', { name: 'Back to the conversations' });
    if (await back.isVisible()) await back.click();
    await openChannel(hers, 'plans');
    const writing = write(panel(hers));
    await until(() => writing.evaluate((element) => element === document.activeElement));
    const before = await self(hers);
    await hers.keyboard.type('wasd tpm');
    await hold(hers, 'ArrowLeft', 150);
    assert.deepEqual(await self(hers), before, 'typing walks nowhere');
    assert.equal(await writing.inputValue(), 'wasd tpm');
    await hers.keyboard.press('Escape');
    await hold(hers, 'd', 300);
    const walked = await self(hers);
    assert.ok(walked.x > before.x, 'walks beside the open panel');
    assert.ok(await panel(hers).isVisible());
    // A button of the panel that has the focus leaves the letters to the world.
    await panel(hers).getByRole('button', { name: 'Pinned messages' }).focus();
    await hold(hers, 'a', 300);
    assert.ok((await self(hers)).x < walked.x);
    await writing.fill('');
    await toWorld(hers);
    await hers.keyboard.press('Escape');
    await panel(hers).waitFor({ state: 'detached' });
  });

  it('[UW45] loses and doubles nothing where the line breaks', async () => {
    await openChannel(his, 'plans');
    visitor.expectFault(CUT);
    line.cut();
    await his.getByRole('status').getByText('Reconnecting…').waitFor();
    await openChannel(hers, 'plans');
    for (let n = 0; n < 5; n++) await say(panel(hers), `unseen ${n}`);
    await say(talk(hers), 'to everyone meanwhile');
    await panel(hers).getByRole('article').filter({ hasText: 'unseen 4' }).waitFor();
    await say(panel(his), 'written meanwhile');
    await panel(his).getByText('Not sent yet.').waitFor();
    line.mend();
    await panel(his).getByRole('article').filter({ hasText: 'unseen 4' }).waitFor({ timeout: 20_000 });
    await panel(hers).getByRole('article').filter({ hasText: 'written meanwhile' }).waitFor();
    await panel(his).getByText('Not sent yet.').waitFor({ state: 'detached' });
    await talk(his).getByRole('log').getByText('to everyone meanwhile').waitFor();
    for (const page of [hers, his]) {
      const text = (await panel(page).getByRole('log').textContent()) ?? '';
      const seen = [...text.matchAll(/unseen (\d)/g)].map(([, n]) => Number(n));
      assert.deepEqual(seen, [0, 1, 2, 3, 4]);
      assert.equal(text.split('written meanwhile').length, 2);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`[UW46] covers the world on a phone, and has no serious fault of accessibility (${colorScheme})`, async () => {
      const size = { width: 390, height: 844 };
      const { page } = await visit({ as: ada, colorScheme, viewport: size, isMobile: true, hasTouch: true });
      await enter(page, world);
      await messages(page).tap();
      await panel(page).getByRole('navigation').getByRole('button', { name: 'plans' }).tap();
      await panel(page).getByRole('article').first().waitFor();
      const box = await panel(page).boundingBox();
      assert.deepEqual(box, { x: 0, y: 0, ...size });
      await page.evaluate(AXE);
      const faults = await page.evaluate(async () => {
        const { violations } = await (window as unknown as Axe).axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
      });
      assert.deepEqual(faults, []);
      await panel(page).getByRole('button', { name: 'Close the messages' }).tap();
      await page.getByTestId('joystick').waitFor();
    });
  }
});
