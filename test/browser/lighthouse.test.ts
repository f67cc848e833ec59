// What Lighthouse says of the three pages that everybody sees.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import lighthouse, { desktopConfig } from 'lighthouse';
import { type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, site } from '../harness/browser.ts';
import { found, type Person, person } from '../harness/people.ts';
import { PASSWORD } from '../harness/rest.ts';
import { TEST_VIEW } from './world-page.ts';

const SCORE_MIN = 0.95;
const CATEGORIES = ['accessibility', 'best-practices'] as const;

describe('Lighthouse', () => {
  let folder: string;
  let context: BrowserContext;
  let port: number;
  let ada: Person;
  let world: string;

  // A browser of its own, which Lighthouse reaches by a port; the pages that it opens share the account's cookie.
  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'atriumverse-lighthouse-'));
    port = await freePort();
    context = await chromium.launchPersistentContext(folder, {
      executablePath: CHROMIUM,
      args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
      baseURL: site.url,
    });
    ada = await person(site, 'ada');
    world = await found(ada);
  });
  after(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[UB73] gives the sign-in page at least 95 for accessibility and best practices', () => audit('/login'));

  it('[UB73] gives the worlds and the world at least 95 for accessibility and best practices', async () => {
    const page = context.pages()[0]!;
    await page.goto('/login');
    await page.getByLabel('Name or e-mail').fill(ada.username);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Where to/ }).waitFor();
    await page.goto('about:blank');
    await audit('/');
    await audit(`/world/${world}?${TEST_VIEW}`);
  });

  async function audit(at: string): Promise<void> {
    const result = await lighthouse(
      site.url + at,
      { port, output: 'json', onlyCategories: [...CATEGORIES], disableStorageReset: true, logLevel: 'silent' },
      desktopConfig,
    );
    const { lhr } = result!;
    assert.equal(new URL(lhr.finalDisplayedUrl).pathname, new URL(at, site.url).pathname, 'audits what was asked for');
    for (const id of CATEGORIES) {
      const { score, auditRefs } = lhr.categories[id]!;
      const lost = auditRefs.flatMap(({ id: name, weight }) => {
        const audited = lhr.audits[name]!;
        return weight > 0 && audited.score !== null && audited.score < 1
          ? [`${audited.title} ${audited.displayValue ?? ''}`]
          : [];
      });
      assert.ok(score !== null && score >= SCORE_MIN, `${at}: ${id} ${score}: ${lost.join('; ')}`);
    }
  }
});

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
