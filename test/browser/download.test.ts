// What a first visit costs before anybody has signed in.

import assert from 'node:assert/strict';
import { visitors } from '../harness/browser.ts';

/** Of page, scripts and styles as they come over the wire, compressed, without their headers. */
const BYTES_MAX = 150_000;
/** Of everything, the fonts and the picture behind the sign-in included. */
const TOTAL_MAX = 450_000;

describe('the first download', () => {
  const visit = visitors();

  it(`[UB63] is below ${BYTES_MAX / 1000} KB before the sign-in, and Phaser is not among it`, async () => {
    const { context, page } = await visit();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    type Load = { type: string; path: string; head: number; bytes: number };
    const loads = new Map<string, Load>();
    session.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (!response.url.startsWith('http')) return;
      loads.set(requestId, { type, path: new URL(response.url).pathname, head: response.encodedDataLength, bytes: 0 });
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const load = loads.get(requestId);
      if (load) load.bytes = encodedDataLength - load.head;
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    const sum = (some: Load[]): number => some.reduce((total, { bytes }) => total + bytes, 0);
    const all = [...loads.values()];
    const code = all.filter(({ type }) => ['Document', 'Script', 'Stylesheet'].includes(type));
    const report = all.map(({ type, path, bytes }) => `${bytes} ${type} ${path}`).join('\n');
    assert.ok(code.length > 5 && sum(code) > 50_000, `the measure measures:\n${report}`);
    assert.ok(sum(code) < BYTES_MAX, `${sum(code)} bytes:\n${report}`);
    assert.ok(sum(all) < TOTAL_MAX, `${sum(all)} bytes:\n${report}`);
    assert.ok(!/phaser|colyseus/.test(report), report);
  });
});
