// What people see of voice and video in the world.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { site, type Visitor, visitors } from '../harness/browser.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { enter, toWorld, until, walkUntil } from './world-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FINGER = 44;
const QUIET = { name: 'The library', type: 'SILENT', at: [2, 8, 4, 3] } as const;

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Voice and video' });
const says = (page: Page, words: string | RegExp): Promise<void> =>
  bar(page).getByRole('status', { name: 'Who hears you' }).filter({ hasText: words }).waitFor();
const press = (page: Page, name: string): Promise<void> => bar(page).getByRole('button', { name, exact: true }).click();
const tile = (page: Page, { user_id }: Person, kind = 'camera'): Locator =>
  page.locator(`[data-tile="${kind}:${user_id}"]`);
const isPlaying = (picture: Locator): Promise<true> =>
  until(() => picture.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth > 0));
const shot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(import.meta.dirname, `../artifacts/media-${name}.png`) });

async function serious(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function pair(): Promise<{ ada: Person; ben: Person; world: string }> {
  const ada = await person(site, 'ada');
  const world = await found(ada, { zones: [QUIET] });
  return { ada, ben: await member(site, world, 'ben'), world };
}

describe('voice and video in the HUD', () => {
  const visit = visitors();
  let ada: Person;
  let ben: Person;
  let world: string;
  let hers: Page;
  let his: Page;

  before(async () => {
    ({ ada, ben, world } = await pair());
    hers = (await visit({ as: ada, colorScheme: 'dark', viewport: { width: 1280, height: 720 } })).page;
    his = (await visit({ as: ben, colorScheme: 'light', viewport: { width: 1280, height: 720 } })).page;
    await Promise.all([enter(hers, world), enter(his, world)]);
  });

  it('[UV1] one button joins with the microphone, and the bar says who hears one', async () => {
    await press(his, 'Listen only');
    await says(his, 'You only listen');
    await press(hers, 'Talk');
    await says(hers, `Heard by ${ben.username}`);
    await says(his, `${ada.username} is near`);
    await press(his, 'Microphone: off');
    await says(his, `Heard by ${ada.username}`);
    const microphone = bar(his).getByRole('button', { name: 'Microphone: on' });
    assert.equal(await microphone.getAttribute('aria-pressed'), 'true');
  });

  it('[UV24] around whoever speaks a ring is drawn', async () => {
    await hers.waitForFunction((id) => window.atrium!.speakers().includes(id), ben.user_id);
    // Without a picture the one who speaks is named.
    await hers.locator(`[data-chip="${ben.user_id}"]`).waitFor();
  });

  it('[UV2] whose camera is on is seen by those near, and by oneself', async () => {
    await press(his, 'Camera: off');
    await isPlaying(his.locator('[data-tile="own:camera"]'));
    await isPlaying(tile(hers, ben));
    await hers.locator(`[data-chip="${ben.user_id}"]`).waitFor({ state: 'detached' });
    await press(his, 'Screen: not shown');
    await isPlaying(tile(hers, ben, 'screen'));
    await shot(hers, 'dark');
    await press(his, 'Screen: shown');
    await tile(hers, ben, 'screen').waitFor({ state: 'detached' });
  });

  it('[UV3] that somebody is muted stands on their picture and in the list of people', async () => {
    await press(his, 'Microphone: on');
    await tile(hers, ben).getByText('muted', { exact: true }).waitFor();
    await says(his, `Muted, but seen by ${ada.username}`);
    await hers.getByRole('button', { name: 'People: 2 here' }).click();
    const row = hers.getByRole('region', { name: 'People here' }).locator('li', { hasText: ben.username });
    await row.getByText('microphone muted').waitFor();
    await row.getByText('camera on').waitFor();
    await press(his, 'Microphone: muted');
    await row.getByText('microphone muted').waitFor({ state: 'detached' });
    await hers.keyboard.press('Escape');
  });

  it('[UV7] a bubble that is shut says so, in the bar and in the list of people', async () => {
    await press(hers, 'Bubble: open');
    for (const page of [hers, his]) await says(page, 'The bubble is shut');
    await his.getByRole('button', { name: 'People: 2 here' }).click();
    const list = his.getByRole('region', { name: 'People here' });
    await until(async () => (await list.getByText('in a shut bubble').count()) === 2);
    await shot(his, 'light');
    await his.keyboard.press('Escape');
    await press(his, 'Bubble: shut');
    await bar(hers).getByRole('button', { name: 'Bubble: open' }).waitFor();
  });

  it('[UV12] in a quiet area the bar says that microphones rest', async () => {
    await toWorld(hers);
    await walkUntil(hers, 'ArrowDown', { y: QUIET.at[1] });
    await says(hers, 'Quiet area');
    await tile(hers, ben).waitFor({ state: 'detached' });
    await walkUntil(hers, 'ArrowUp', { y: 3 });
    await says(hers, `Heard by ${ben.username}`);
    await isPlaying(tile(hers, ben));
  });

  it('[UV2] the picture goes when they part', async () => {
    await toWorld(his);
    await walkUntil(his, 'ArrowRight', { x: 12 });
    await tile(hers, ben).waitFor({ state: 'detached' });
    await says(hers, 'Nobody is near');
    await walkUntil(his, 'ArrowLeft', { x: 4 });
    await isPlaying(tile(hers, ben));
  });

  it('[UV8] a voice channel is joined and left in the list of channels', async () => {
    const made = await ada.call('POST', `/servers/${world}/channels`, { name: 'lounge', type: 'VOICE' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    for (const page of [hers, his]) {
      await toWorld(page);
      await page.keyboard.press('t');
      await page.getByRole('button', { name: 'Talk here: lounge' }).click();
      await says(page, 'Voice channel #lounge');
    }
    await says(hers, `Heard by ${ben.username}`);
    await hers.getByText(`With ${ben.username}`).waitFor();
    await shot(hers, 'voice-channel');
    for (const page of [hers, his]) {
      await page.getByRole('button', { name: 'Leave voice' }).click();
      await page.getByRole('button', { name: 'Talk here: lounge' }).waitFor();
      await page.getByRole('button', { name: 'Close the messages' }).click();
    }
    await says(hers, `Heard by ${ben.username}`);
  });

  it('[UV9] axe finds no serious fault, by day and by night', async () => {
    await isPlaying(tile(hers, ben));
    for (const page of [hers, his]) assert.deepEqual(await serious(page), []);
    await tile(hers, ben)
      .getByRole('button', { name: `Show ${ben.username} large` })
      .click();
    await isPlaying(hers.getByRole('region', { name: `${ben.username}, large` }));
    await hers
      .getByRole('button', { name: `Sound and picture of ${ben.username}` })
      .last()
      .click();
    await hers.getByRole('slider').fill('40');
    await hers.getByText('40 %').waitFor();
    assert.deepEqual(await serious(hers), []);
    await shot(hers, 'large');
    await hers.keyboard.press('Escape');
    await hers.keyboard.press('Escape');
  });

  it('[UV6] with push to talk one is heard while Space is held', async () => {
    await press(his, 'Devices and more');
    await his.getByRole('menuitemcheckbox', { name: /^Push to talk/ }).click();
    await says(his, 'Muted, but seen by');
    // Clicked a moment ago: it has the focus, and Space is for talking all the same.
    await press(his, 'Hold to talk');
    await his.keyboard.down('Space');
    await says(his, `Heard by ${ada.username}`);
    await his.keyboard.up('Space');
    await says(his, 'Muted, but seen by');
    await his.getByRole('textbox', { name: /^Message to/ }).focus();
    await his.keyboard.down('Space');
    await his.waitForTimeout(200);
    await says(his, 'Muted, but seen by');
    await his.keyboard.up('Space');
    await toWorld(his);
    await press(his, 'Devices and more');
    await his.getByRole('menuitemcheckbox', { name: /^Push to talk/ }).click();
  });
});

describe('voice and video by keys', () => {
  const visit = visitors();

  it('[UV4] one joins, mutes, shows oneself, looks at a picture and leaves without a mouse', async () => {
    const { ada, ben, world } = await pair();
    const [{ page: hers }, { page: his }] = await Promise.all([visit({ as: ada }), visit({ as: ben })]);
    await Promise.all([enter(hers, world), enter(his, world)]);
    await hers.getByRole('textbox', { name: /^Message to/ }).focus();
    await hers.keyboard.type('jmv');
    await bar(hers).getByRole('button', { name: 'Talk', exact: true }).waitFor();
    for (const page of [hers, his]) {
      await toWorld(page);
      await page.keyboard.press('j');
    }
    await says(hers, `Heard by ${ben.username}`);
    await hers.keyboard.press('m');
    await says(hers, 'You are muted');
    await hers.keyboard.press('m');
    await says(hers, `Heard by ${ben.username}`);
    await his.keyboard.press('v');
    await isPlaying(tile(hers, ben));
    const picture = hers.getByRole('button', { name: `Show ${ben.username} large` });
    await tabTo(hers, picture);
    await hers.keyboard.press('Enter');
    const large = hers.getByRole('region', { name: `${ben.username}, large` });
    await isPlaying(large);
    await hers.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await until(() => picture.evaluate((button) => button === document.activeElement));
    await hers.keyboard.press('j');
    await bar(hers).getByRole('button', { name: 'Talk', exact: true }).waitFor();
    await tile(hers, ben).waitFor({ state: 'detached' });
  });
});

async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let i = 0; i < 40; i++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('not reached by Tab');
}

describe('devices', () => {
  const visit = visitors();
  const enterAlone = async (refused: boolean): Promise<Visitor> => {
    const ada = await person(site, 'ada');
    const visitor = await visit({ as: ada, viewport: { width: 1280, height: 720 } });
    if (refused) {
      await visitor.page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
    }
    await enter(visitor.page, await found(ada));
    return visitor;
  };

  it('[UV5] a refused microphone is explained, and one may still listen', async () => {
    const { page } = await enterAlone(true);
    await press(page, 'Talk');
    const note = page.getByRole('alert').filter({ hasText: 'This page may not use your microphone.' });
    await note.getByText('allow the microphone, and try again').waitFor();
    assert.deepEqual(await serious(page), []);
    await shot(page, 'refused');
    await note.getByRole('button', { name: 'Dismiss' }).click();
    await note.waitFor({ state: 'detached' });
    await press(page, 'Listen only');
    await says(page, 'You only listen');
  });

  it('[UV14] microphone and camera are tried in the settings before anybody hears or sees one', async () => {
    const { page } = await enterAlone(false);
    await page.getByRole('button', { name: 'Settings' }).click();
    const dialog = page.getByRole('dialog', { name: 'Settings' });
    await dialog.getByRole('button', { name: 'Try the microphone' }).click();
    await until(() =>
      dialog
        .getByTestId('level')
        .locator('span')
        .evaluate((meter) => Number(/[\d.]+/.exec((meter as HTMLElement).style.transform)?.[0]) > 0.05),
    );
    await dialog.getByRole('button', { name: 'Try the camera' }).click();
    await isPlaying(dialog);
    await dialog.getByRole('combobox', { name: 'Camera' }).selectOption({ index: 1 });
    await dialog.locator('video').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => window.atriumMedia!.phase()), 'off');
    assert.deepEqual(await serious(page), []);
    await shot(page, 'settings');
  });
});

describe('voice and video on a phone', () => {
  const visit = visitors();

  it('[UV9] everything is large enough for a finger, nothing is too wide, and axe finds no serious fault', async () => {
    const { ada, ben, world } = await pair();
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
    const { page } = await visit({ as: ada, ...phone });
    const { page: his } = await visit({ as: ben });
    await Promise.all([enter(page, world), enter(his, world)]);
    await largeEnough(bar(page));
    await bar(page).getByRole('button', { name: 'Talk', exact: true }).tap();
    await press(his, 'Talk');
    await press(his, 'Camera: off');
    await says(page, `Heard by ${ben.username}`);
    await isPlaying(tile(page, ben));
    await largeEnough(bar(page));
    assert.deepEqual(await serious(page), []);
    await shot(page, 'phone');
    await tile(page, ben).getByRole('button').first().tap();
    const large = page.getByRole('region', { name: `${ben.username}, large` });
    await isPlaying(large);
    await largeEnough(large);
    assert.deepEqual(await serious(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    await shot(page, 'phone-large');
    await large.getByRole('button', { name: 'Make it small' }).tap();
    // Beside the sheet of the chat who hears one, and the microphone, stay at hand.
    await page.getByRole('button', { name: 'Chat' }).tap();
    await says(page, `Heard by ${ben.username}`);
    await bar(page).getByRole('button', { name: 'Microphone: on' }).tap();
    await says(page, 'You are muted');
    await shot(page, 'phone-chat');
  });
});

async function largeEnough(part: Locator): Promise<void> {
  for (const button of await part.getByRole('button').all()) {
    const box = await button.boundingBox();
    // Where something is scaled the last digits are not those that were asked for.
    assert.ok(
      box && Math.round(box.height) >= FINGER,
      `${await button.getAttribute('aria-label')} is ${box?.height} px high`,
    );
  }
}
