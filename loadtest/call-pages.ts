// People in tabs of one real browser, each with an account of its own, who have turned their microphones on, and some their cameras.

import { readdir, readFile } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import type { AtriumMediaTest } from '../client/media/test-hook.ts';
import { createApi } from './api.ts';
import type { Installation } from './installation.ts';
import { meterOfProcess } from './meters.ts';

declare const window: { atriumMedia: AtriumMediaTest; atrium?: { ready: boolean } };

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
];
/** Twelve pages begin at once on few cores. */
const PATIENCE_MS = 60_000;

const DRAW_MS = 250;

export type Traffic = { bytesIn: number; bytesOut: number; framesDecoded: number; audioEnergy: number };
export type CallPage = { traffic(): Promise<Traffic> };

export async function openPages(
  stack: AsyncDisposableStack,
  { endpoint, serverId }: Installation,
  { people, cameras, signal }: { people: number; cameras: number; signal: AbortSignal },
): Promise<{ pages: CallPage[]; browser: () => Promise<number> }> {
  const before = new Set(await childrenOf(process.pid));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  stack.defer(() => browser.close());
  const roots = (await childrenOf(process.pid)).filter((pid) => !before.has(pid));
  const pages: CallPage[] = [];
  for (let index = 0; index < people; index += 1) {
    signal.throwIfAborted();
    pages.push(pageOf(await openPage(browser, { endpoint, serverId, withCamera: index < cameras })));
  }
  return { pages, browser: () => cpuOf(roots) };
}

async function openPage(
  browser: Browser,
  { endpoint, serverId, withCamera }: { endpoint: string; serverId: string; withCamera: boolean },
): Promise<Page> {
  const api = createApi(endpoint);
  const username = `caller-${uuidv7().slice(-8)}`;
  const body = { username, email: `${username}@example.org`, password: uuidv7() };
  const session = await api<{ token: string; refresh_token: string }>('POST', '/users/register', { body });
  await api('POST', `/servers/${serverId}/join`, { token: session.token });
  const cookie = { name: 'refresh_token', value: session.refresh_token, path: '/api/v1/users', httpOnly: true };
  const context = await browser.newContext({
    baseURL: endpoint,
    viewport: { width: 320, height: 240 },
    storageState: {
      cookies: [
        {
          ...{ ...cookie, domain: new URL(endpoint).hostname, expires: Date.now() / 1000 + 3600 },
          ...{ secure: false, sameSite: 'Strict' },
        },
      ],
      origins: [{ origin: endpoint, localStorage: [{ name: 'atrium.signed_in', value: '1' }] }],
    },
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  // What a world costs to draw is not asked here, and twelve of them leave nothing for anything else.
  await page.addInitScript((ms) => {
    globalThis.requestAnimationFrame = (draw) => Number(setTimeout(() => draw(performance.now()), ms));
    globalThis.cancelAnimationFrame = (timer) => clearTimeout(timer);
  }, DRAW_MS);
  await page.goto(`/world/${serverId}?r=canvas&test=1`);
  await page.waitForFunction(() => window.atrium?.ready);
  await page.evaluate(async (isSeen) => {
    await window.atriumMedia.actions.setMicrophone(true);
    if (isSeen) await window.atriumMedia.actions.setCamera(true);
  }, withCamera);
  return page;
}

const pageOf = (page: Page): CallPage => ({
  traffic: () =>
    page.evaluate(async () => {
      const { atriumMedia } = window;
      const all = await Promise.all(atriumMedia.connections().map((key) => atriumMedia.stats(key)));
      const sum = (name: 'bytesIn' | 'bytesOut' | 'framesDecoded' | 'audioEnergy'): number =>
        all.reduce((total, one) => total + (one?.[name] ?? 0), 0);
      return {
        ...{ bytesIn: sum('bytesIn'), bytesOut: sum('bytesOut') },
        ...{ framesDecoded: sum('framesDecoded'), audioEnergy: sum('audioEnergy') },
      };
    }),
});

/** Of these processes and all that they have started. */
async function cpuOf(roots: readonly number[]): Promise<number> {
  let seconds = 0;
  for (const pid of roots) {
    seconds += (await meterOfProcess(pid)()).cpuSeconds || 0;
    seconds += await cpuOf(await childrenOf(pid));
  }
  return seconds;
}

async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(name));
  }
  return found;
}
