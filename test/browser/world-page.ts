// A page of the world, as its tests drive and read it.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ShownPlayer } from '../../client/game/test-hook.ts';
import type { Point } from '../../shared/rules/movement.ts';

/** Drawn without a graphics card, and with `window.atrium`. */
export const TEST_VIEW = 'r=canvas&test=1';

export async function enter(page: Page, serverId: string): Promise<void> {
  await page.goto(`/world/${serverId}?${TEST_VIEW}`);
  await stand(page);
}

/** Waits until the world is drawn and the own avatar stands in it. */
export async function stand(page: Page): Promise<void> {
  await page.waitForFunction(() => window.atrium?.ready && window.atrium.self());
}

export const self = (page: Page): Promise<Point & { tile: Point }> => page.evaluate(() => window.atrium!.self()!);

export const seen = (page: Page, username: string): Promise<ShownPlayer | undefined> =>
  page.evaluate((name) => window.atrium!.players().find((player) => player.username === name), username);

/** Waits until the page draws somebody at a tile. */
export async function sees(page: Page, username: string, { x, y }: Point): Promise<void> {
  await page.waitForFunction(
    ([name, column, row]) =>
      window
        .atrium!.players()
        .some((player) => player.username === name && player.tile.x === column && player.tile.y === row),
    [username, x, y] as const,
  );
}

/** Holds keys until the own avatar has reached a tile's column or row. */
export async function walkUntil(page: Page, key: string, goal: Partial<Point>): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForFunction(({ x, y }) => {
    const { tile } = window.atrium!.self()!;
    return (x === undefined || tile.x === x) && (y === undefined || tile.y === y);
  }, goal);
  await page.keyboard.up(key);
}

/** Holds a key for a while: for walks whose end is for a wall to say. */
export async function hold(page: Page, key: string, ms: number): Promise<void> {
  await page.keyboard.down(key);
  await page.waitForTimeout(ms);
  await page.keyboard.up(key);
}

/** Nothing of the page has the focus: keys are for walking. */
export const toWorld = (page: Page): Promise<void> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

/** Asks again and again until the answer is yes: for conditions that take more than one page to see. */
export async function until(look: () => Promise<boolean>, patience = 10_000): Promise<true> {
  const deadline = performance.now() + patience;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`waited ${patience} ms in vain for ${look}`);
    await sleep(20);
  }
  return true;
}

/** Says something in the chat that is open. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/ }).fill(text);
  await page.keyboard.press('Enter');
}

/** Who is said, in the picture, to say what. */
export const signs = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.atrium!.signs().map(({ text }) => text));
