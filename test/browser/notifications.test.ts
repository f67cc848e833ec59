// Notifications in a browser that has no push service: what one would bring is handed to the worker by the browser itself.

import assert from 'node:assert/strict';
import type { CDPSession, Page, Worker } from 'playwright-core';
import type { PushPayload } from '../../shared/protocol/push.ts';
import { site, visitors } from '../harness/browser.ts';
import { found, member, person } from '../harness/people.ts';
import { PASSWORD } from '../harness/rest.ts';
import { until } from './world-page.ts';

type Shown = Pick<PushPayload, 'title' | 'body' | 'tag' | 'path'>;
/** Of the worker, which the types of a page do not know. */
type Inside = {
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: object): Promise<{ url: string }[]>; openWindow(url: string): Promise<null> };
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  opened?: string[];
};

const NOTICE: PushPayload = {
  kind: 'mention',
  title: 'Ada in #general',
  body: 'Come and look.',
  path: '/profile?m=one',
  message_id: 'one',
  tag: 'channel:one',
};

describe('notifications in the browser', () => {
  const visit = visitors();
  const withPermission = async (as: string) => {
    const visitor = await visit({ as, permissions: ['notifications'] });
    visitor.expectFault(/does not support the Push API in incognito mode/);
    return visitor;
  };

  it('[PU25] turning them on starts a worker for the whole site, and says that there is no push service here', async () => {
    const { context, page } = await withPermission('ada');
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto('/profile');
    await page.getByText('Off. Nothing is shown outside of AtriumVerse in this browser.').waitFor();
    assert.deepEqual(context.serviceWorkers(), [], 'nothing is started before it is wanted');
    const worker = await turnOn(page);
    assert.equal(worker.url(), `${site.url}/push-worker.js`);
    assert.equal(await worker.evaluate(() => (self as unknown as Inside).registration.scope), `${site.url}/`);
    await page.reload();
    await page.getByText('On while AtriumVerse is open in a tab.').waitFor();
    assert.deepEqual([...new Set(asked)], [site.url]);
  });

  it('[PU25] a browser that was told not to says so and how to change it, and hears when that was done', async () => {
    const { page } = await withPermission('ada');
    await page.goto('/profile');
    await turnOn(page);
    const target = await page.context().newCDPSession(page);
    const { targetInfo } = await target.send('Target.getTargetInfo');
    const devtools = await page.context().browser()!.newBrowserCDPSession();
    const set = (setting: 'denied' | 'granted') =>
      devtools.send('Browser.setPermission', {
        permission: { name: 'notifications' },
        ...{ setting, origin: site.url, browserContextId: targetInfo.browserContextId },
      });
    await set('denied');
    await page.getByText('This browser was told not to show notifications of AtriumVerse').waitFor();
    assert.equal(await choice(page, 'On').isDisabled(), true);
    await set('granted');
    await page.getByText('On while AtriumVerse is open in a tab.').waitFor();
  });

  it('[PU26] what is pushed shows when no window of ours is visible, and only then', async () => {
    const { page, context } = await withPermission('ada');
    await page.goto('/profile');
    const worker = await turnOn(page);
    const push = await pushTo(page);
    await push({ ...NOTICE, tag: 'while one looks' });
    await push({ nonsense: true });
    await push('no JSON');
    await page.goto('about:blank');
    await push({ ...NOTICE, message_id: 'two', body: 'Now.' });
    await until(async () => (await shown(worker)).length > 0);
    assert.deepEqual(await shown(worker), [{ title: NOTICE.title, body: 'Now.', tag: NOTICE.tag, path: NOTICE.path }]);
    await push({ ...NOTICE, message_id: 'three', body: 'Later.' });
    await push({ ...NOTICE, message_id: 'four', tag: 'direct:ben', body: 'To you.' });
    await until(async () => (await shown(worker)).length === 2);
    assert.deepEqual((await shown(worker)).map(({ body }) => body).sort(), ['Later.', 'To you.']);
    assert.equal(context.pages().length, 1);
  });

  it('[PU26] what open tabs and the push service bring of one message shows once', async () => {
    const { page, context } = await withPermission('ada');
    await page.goto('/profile');
    const worker = await turnOn(page);
    const push = await pushTo(page);
    const tabs = [page, await context.newPage(), await context.newPage()];
    await Promise.all(tabs.slice(1).map((tab) => tab.goto('/profile')));
    await hideAll(worker);
    await Promise.all(tabs.map((tab) => tell(tab, NOTICE)));
    await until(async () => (await shown(worker)).length === 1);
    await worker.evaluate(async () => {
      for (const one of await (self as unknown as Inside).registration.getNotifications()) one.close();
    });
    await until(async () => (await shown(worker)).length === 0);
    await push(NOTICE);
    // When two that were pushed after it have shown, one after the other, it has been seen to.
    for (const tag of ['channel:two', 'channel:three']) {
      await push({ ...NOTICE, message_id: tag, tag });
      await until(async () => (await shown(worker)).some((one) => one.tag === tag));
    }
    const tags = (await shown(worker)).map(({ tag }) => tag).sort();
    assert.deepEqual(tags, ['channel:three', 'channel:two'], 'who has put it away is not told again');
  });

  it('[PU27] a click goes to the message in a window that is there, but takes nobody out of a world', async () => {
    const visitor = await withPermission('ada');
    visitor.expectFault(/status of 404/);
    const { page } = visitor;
    await page.goto('/profile');
    const worker = await turnOn(page);
    await page.goto('/');
    await page.getByRole('heading', { name: /^Where to/ }).waitFor();
    await click(worker, '/profile?m=one');
    await page.waitForURL('**/profile?m=one');
    await click(worker, 'https://evil.example/profile');
    await page.waitForURL(`${site.url}/`);
    assert.deepEqual(await opened(worker), [], 'no other window');
    await page.goto('/world/00000000-0000-7000-8000-000000000000');
    await click(worker, '/profile?m=two');
    await until(async () => (await opened(worker)).length === 1);
    assert.deepEqual(await opened(worker), [`${site.url}/profile?m=two`]);
    assert.match(page.url(), /\/world\//);
  });

  it('[PU28] turning them off and signing out take away what is shown; another account decides for itself', async () => {
    const visitor = await withPermission('ada');
    const { page } = visitor;
    await page.goto('/profile');
    const worker = await turnOn(page);
    await hideAll(worker);
    await tell(page, NOTICE);
    await until(async () => (await shown(worker)).length === 1);
    await choice(page, 'Off').click({ force: true });
    await page.getByText('Off. Nothing is shown').waitFor();
    await until(async () => (await shown(worker)).length === 0);
    await turnOn(page);
    await tell(page, { ...NOTICE, message_id: 'two' });
    await until(async () => (await shown(worker)).length === 1);
    await signOut(page);
    await until(async () => (await shown(worker)).length === 0);
    await signIn(page, (await person(site, 'ben')).username);
    await page.getByText('Off. Nothing is shown').waitFor();
    await signOut(page);
    await signIn(page, visitor.person!.username);
    await page.getByText('On while AtriumVerse is open in a tab.').waitFor();
  });

  it('[PU29] what is said to somebody whose chat is open, but not looked at, is told until it is read', async () => {
    const { page, person: ada } = await withPermission('ada');
    const world = await found(ada!);
    const ben = await member(site, world, 'ben');
    await page.goto('/profile');
    const worker = await turnOn(page);
    await page.goto(`/chat/${world}`);
    await page.getByRole('textbox').first().waitFor();
    const say = (content: string) =>
      ben.call('POST', `/servers/${world}/chat/send`, { scope: 'direct', target_user_id: ada!.user_id, content });
    await hideAll(worker);
    await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }));
    const { body: message } = await say('While you do not.');
    await until(async () => (await shown(worker)).length > 0);
    const path = `/chat/direct/${ben.user_id}?m=${message.id}`;
    assert.deepEqual(await shown(worker), [
      { title: ben.username, body: 'While you do not.', tag: `direct:${ben.user_id}`, path },
    ]);
    await ada!.call('POST', `/servers/${world}/chat/mark-read`, {
      ...{ scope: 'direct', target_user_id: ben.user_id, message_id: message.id },
    });
    await until(async () => (await shown(worker)).length === 0);
  });
});

const choice = (page: Page, name: 'On' | 'Off') =>
  page.getByRole('group', { name: 'Notifications in this browser' }).getByRole('radio', { name, exact: true });

async function turnOn(page: Page): Promise<Worker> {
  await choice(page, 'On').click({ force: true });
  await page.getByText('On while AtriumVerse is open in a tab. This browser has no service').waitFor();
  return page.context().serviceWorkers()[0]!;
}

/** As the browser does when its push service has something. */
async function pushTo(page: Page): Promise<(data: unknown) => Promise<void>> {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const known = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await known;
  return async (data) => {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    await devtools.send('ServiceWorker.deliverPushMessage', { origin: site.url, registrationId, data: text });
  };
}

/** As `noteMessage` does. */
const tell = (page: Page, notice: PushPayload): Promise<void> =>
  page.evaluate(async (what) => {
    const { active } = await navigator.serviceWorker.ready;
    active!.postMessage({ type: 'tell', notice: what });
  }, notice);

const shown = (worker: Worker): Promise<Shown[]> =>
  worker.evaluate(async () => {
    const inside = self as unknown as Inside;
    // As the worker itself does.
    const all = await inside.inTurn(() => inside.registration.getNotifications());
    return all.map(({ title, body, tag, data }) => ({
      ...{ title, body, tag, path: data.path },
    }));
  });

/** This browser holds every page to be visible, so the worker is told otherwise. */
const hideAll = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    const { WindowClient } = self as unknown as { WindowClient: { prototype: object } };
    Object.defineProperty(WindowClient.prototype, 'visibilityState', { get: () => 'hidden' });
  });

/** Nobody can click in a browser without a screen. What would be opened is written down: it takes a real click. */
const click = (worker: Worker, path: string): Promise<void> =>
  worker.evaluate(async (where) => {
    const inside = self as unknown as Inside & { NotificationEvent: new (type: string, init: object) => Event };
    inside.opened ??= [];
    inside.clients.openWindow = async (url) => {
      inside.opened!.push(url);
      return null;
    };
    const tag = `click ${where}`;
    await inside.registration.showNotification('Clicked', { tag, data: { path: where } });
    const [notification] = await inside.registration.getNotifications({ tag });
    self.dispatchEvent(new inside.NotificationEvent('notificationclick', { notification }));
  }, path);
const opened = (worker: Worker): Promise<string[]> => worker.evaluate(() => (self as unknown as Inside).opened ?? []);

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Name or e-mail').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account menu/ }).waitFor();
  await page.goto('/profile');
}
