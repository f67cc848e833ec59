// From the first visit to a world of one's own.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Pixels } from '../../art/pixels.ts';
import { encodePng } from '../../art/png.ts';
import { TEMPLATES } from '../../art/templates/index.ts';
import { visitors } from '../harness/browser.ts';
import { PASSWORD } from '../harness/rest.ts';
import { filled, tiledMap, tileLayer } from '../harness/tiled-map.ts';
import { enter, hold, self } from './world-page.ts';

const COLOUR = [0xd0, 0x21, 0x9c];

describe('founding worlds', () => {
  const visit = visitors();

  it('[UB40] somebody new registers, chooses a look, finds the demo world and walks in it', async () => {
    const { page } = await visit();
    await page.goto('/');
    await page.getByRole('link', { name: 'Create an account' }).click();
    const username = `newcomer_${process.pid}`;
    await page.getByLabel('Name', { exact: true }).fill(username);
    await page.getByLabel('E-mail').fill(`${username}@example.org`);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: `Hello ${username}, this is you` }).waitFor();
    await page.getByRole('button', { name: 'Looks good' }).first().click();
    await page.getByRole('heading', { name: `Where to, ${username}?` }).waitFor();
    await page.getByRole('button', { name: 'Join and enter Atrium Plaza' }).click();
    // As people see it: on a graphics card where there is one.
    await page.getByRole('heading', { name: 'Atrium Plaza', level: 1 }).waitFor();
    await page.getByRole('heading', { name: /^Entering/ }).waitFor({ state: 'detached' });
    await enter(page, worldOf(page));
    await walkSomewhere(page);
  });

  for (const { id, title } of TEMPLATES) {
    it(`[UB41] a world is founded on the template ${id} and walked in`, async () => {
      const { page } = await visit({ as: 'founder' });
      await openDialog(page, `My ${title}`);
      await choose(page, title);
      await page.getByRole('button', { name: 'Found it' }).click();
      await page.waitForURL('**/world/*');
      await enter(page, worldOf(page));
      await page.getByRole('heading', { name: `My ${title}`, level: 1 }).waitFor();
      await walkSomewhere(page);
    });
  }

  it('[UB42] a Tiled map of one’s own is founded with its picture, which is what one sees', async () => {
    const { page } = await visit({ as: 'founder' });
    await openDialog(page, 'Drawn by myself');
    await choose(page, 'My own map');
    const map = tiledMap({ width: 40, height: 30, layers: [tileLayer('ground', filled(40, 30))] });
    const input = page.getByLabel(/^Choose the map and its images/);
    await input.setInputFiles([json('mine.json', map)]);
    await page.getByText('Missing: drawn with placeholder tiles').waitFor();
    await page.getByLabel(/^Choose other files/).setInputFiles([picture('office.png')]);
    await page.getByText('Ready').waitFor();
    await page.getByRole('button', { name: 'Found it' }).click();
    await page.waitForURL('**/world/*');
    await enter(page, worldOf(page));
    assert.deepEqual(await pixelBesideSelf(page), COLOUR);
    await walkSomewhere(page);
  });

  it('[UB43] a broken map is refused in the words of the server, and nothing is founded', async () => {
    const visitor = await visit({ as: 'founder' });
    visitor.expectFault(/status of 400/);
    const { page } = visitor;
    await openDialog(page, 'Broken');
    await choose(page, 'My own map');
    const broken = tiledMap({ layers: [tileLayer('ground', [[1]])] });
    await page.getByLabel(/^Choose the map/).setInputFiles([json('broken.json', broken)]);
    await page.getByRole('button', { name: 'Found it' }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();
    assert.match((await alert.textContent())!, /^Invalid Map: .*"ground"/);
    const { body } = await visitor.person!.call('GET', '/servers?mine=true');
    assert.deepEqual(body.servers, []);
  });
});

async function openDialog(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Found a world' }).first().click();
  await page.getByRole('dialog', { name: 'Found a world' }).getByLabel('Name', { exact: true }).fill(name);
}

/** The radio button itself lies under its picture. */
const choose = (page: Page, name: string): Promise<void> =>
  page
    .locator('label')
    .filter({ has: page.getByRole('radio', { name, exact: true }) })
    .click();

const worldOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!;

const json = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
});

/** A tileset of one colour. */
function picture(name: string) {
  const pixels = new Pixels(256, 256);
  for (let at = 0; at < pixels.data.length; at += 4) pixels.data.set([...COLOUR, 255], at);
  return { name, mimeType: 'image/png', buffer: Buffer.from(encodePng(pixels)) };
}

/** There is a way from every place where one appears. */
async function walkSomewhere(page: Page): Promise<void> {
  const from = await self(page);
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']) {
    await hold(page, key, 400);
    const { x, y } = await self(page);
    if (Math.hypot(x - from.x, y - from.y) > 64) return;
  }
  throw new Error('stands walled in');
}

/** Two tiles right of the middle, where the own avatar stands. */
async function pixelBesideSelf(page: Page): Promise<number[]> {
  await page.waitForFunction(() => window.atrium!.frames > 60);
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[aria-hidden]')!;
    const at = (part: number): number => Math.round(part / 2);
    const { data } = canvas.getContext('2d')!.getImageData(at(canvas.width) + 128, at(canvas.height) - 128, 1, 1);
    return [...data.slice(0, 3)];
  });
}
