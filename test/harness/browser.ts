// People in a real browser: one Chromium and one server for all files of the browser suite, a context of its own for
// everybody. A page that logs an error or breaks the content security policy fails the test that opened it.

import assert from 'node:assert/strict';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Person, person } from './people.ts';
import { callRest, PASSWORD } from './rest.ts';
import { type Installation, testServer } from './server.ts';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const CHROMIUM_FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  // A microphone that beeps, a camera with a clock, a screen; and nobody has to allow them.
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
];
export const JWT_SECRET = 'a secret that the browser tests share with their server';
const PATIENCE_MS = 10_000;
/** What drawing without a graphics card says about itself. */
const HARMLESS = /GPU stall due to ReadPixels|Automatic fallback to software WebGL/;

export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** Nobody, while nobody is signed in. */
  person: Person | undefined;
  /** What goes wrong on purpose: messages of the console that this matches are no fault. */
  expectFault(pattern: RegExp): void;
  close(): Promise<void>;
};
export type VisitOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'colorScheme' | 'hasTouch' | 'isMobile' | 'deviceScaleFactor' | 'reducedMotion' | 'permissions'
> & {
  /** Signed in from the start: by a name that an account is made for, or an account. */
  as?: string | Person;
  server?: Pick<Installation, 'url'>;
};

let chrome: Promise<Browser> | undefined;

/** The server of all files: `RATE_LIMITS` are off. */
export const site = testServer({ JWT_SECRET });

// At the root: after the last test of all files.
after(async () => (await chrome)?.close());

/**
 * For one suite: call it where the suite is described. What a test opens is closed after it, what `before` opens after
 * the suite; after every test all of them are looked at for faults.
 */
export function visitors(): (options?: VisitOptions) => Promise<Visitor> {
  const opened: (Visitor & { faults: string[] })[] = [];
  let kept: number | undefined;
  const close = async (from: number): Promise<void> => {
    await Promise.all(opened.splice(from).map((visitor) => visitor.close()));
  };
  beforeEach(() => {
    kept ??= opened.length;
  });
  afterEach(async () => {
    const faults = opened.flatMap((visitor) => visitor.faults.splice(0));
    await close(kept ?? 0);
    assert.deepEqual(faults, [], 'errors in the console');
  });
  after(() => close(0));
  return async (options = {}) => {
    const visitor = await visit(options);
    opened.push(visitor);
    return visitor;
  };
}

async function visit({ as, server = site, ...options }: VisitOptions): Promise<Visitor & { faults: string[] }> {
  const account = typeof as === 'string' ? await person(server, as) : as;
  chrome ??= chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  const context = await (await chrome).newContext({
    baseURL: server.url,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    ...options,
    ...(account && { storageState: await signIn(server.url, account) }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const expected: RegExp[] = [HARMLESS];
  const faults: string[] = [];
  const note = (text: string): void => void (expected.some((pattern) => pattern.test(text)) || faults.push(text));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (fault) => note(String(fault.error())));
  return {
    context,
    page: await context.newPage(),
    person: account,
    faults,
    expectFault: (pattern) => void expected.push(pattern),
    close: () => context.close(),
  };
}

/** What a browser keeps of somebody who signed in earlier: a session of this browser alone. */
async function signIn(
  url: string,
  { username }: Person,
): Promise<Exclude<BrowserContextOptions['storageState'], string>> {
  const { status, body } = await callRest('POST', `${url}/api/v1/users/login`, {
    body: { username, password: PASSWORD },
  });
  assert.equal(status, 200, JSON.stringify(body));
  const cookie = { name: 'refresh_token', value: body.refresh_token, path: '/api/v1/users', httpOnly: true };
  const until = Date.now() / 1000 + 3600;
  return {
    cookies: [{ ...cookie, domain: new URL(url).hostname, expires: until, secure: false, sameSite: 'Strict' }],
    origins: [{ origin: url, localStorage: [{ name: 'atrium.signed_in', value: '1' }] }],
  };
}
