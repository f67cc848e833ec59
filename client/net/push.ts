// What a browser has for notifications: the permission, the worker that shows them, and its push service.

import type { PushPayload, PushSubscription as SubscriptionBody } from '../../shared/protocol/push.ts';

const WORKER = '/push-worker.js';
/** A push service that can not be reached may be waited for without an end. */
const PATIENCE_MS = 20_000;

export type Permission = NotificationPermission | 'unsupported';
/** What the worker asks of a page. */
export type WorkerWord = { type: 'open'; path: string } | { type: 'resubscribe' };

/** Browsers have both over https, and on the machine itself; some have no worker in private windows. */
const isSupported = (): boolean => typeof Notification !== 'undefined' && 'serviceWorker' in navigator;
export const readPermission = (): Permission => (isSupported() ? Notification.permission : 'unsupported');
/** Asks, where one was not asked yet: only after a click or a key. */
export const askPermission = (): Promise<NotificationPermission> => Notification.requestPermission();

/** `changed` is called when somebody changes their mind in the settings of the browser. */
export function watchPermission(changed: () => void): void {
  navigator.permissions
    ?.query({ name: 'notifications' })
    .then((status) => status.addEventListener('change', changed))
    // Asked again at the next start.
    .catch(() => undefined);
}

/** Resolves when the worker can be talked to. */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(WORKER, { updateViaCache: 'none' });
  return navigator.serviceWorker.ready;
}
const findWorker = async (): Promise<ServiceWorkerRegistration | undefined> =>
  isSupported() ? navigator.serviceWorker.getRegistration('/') : undefined;

export function hearWorker(hear: (word: WorkerWord) => void): void {
  if (!isSupported()) return;
  navigator.serviceWorker.addEventListener('message', ({ data }) => hear(data as WorkerWord));
}

/** Shown unless one of our windows is visible, once over all tabs. */
export async function tellWorker(notice: PushPayload): Promise<void> {
  (await findWorker())?.active?.postMessage({ type: 'tell', notice });
}
/** Takes away those of one conversation; without a tag all of them. */
export async function clearShown(tag?: string): Promise<void> {
  (await findWorker())?.active?.postMessage({ type: 'clear', tag });
}

/** Rejects where the browser has no push service, or can not reach it. */
export async function subscribe(registration: ServiceWorkerRegistration, publicKey: string): Promise<SubscriptionBody> {
  const key = bytesOf(publicKey);
  const known = await registration.pushManager.getSubscription();
  // Another installation was here, or this one has lost its keys.
  if (known && !isSame(known.options.applicationServerKey, key)) await known.unsubscribe();
  const asked = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return bodyOf((await inTime(asked)).toJSON());
}

const find = async (): Promise<PushSubscription | null> =>
  (await (await findWorker())?.pushManager?.getSubscription()) ?? null;
/** The address by which this browser is reached, or null. */
export const findEndpoint = async (): Promise<string | null> => (await find())?.endpoint ?? null;

/** Nothing reaches this browser any more. */
export async function unsubscribe(): Promise<void> {
  const known = await find();
  if (known) await inTime(known.unsubscribe());
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the push service does not answer')), PATIENCE_MS);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

/** Of base64url without padding. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
  if (one?.byteLength !== other.byteLength) return false;
  return new Uint8Array(one).every((byte, index) => byte === other[index]);
}

/** Throws where a browser leaves the keys out: nothing could be encrypted for it. */
export function bodyOf({ endpoint, keys }: PushSubscriptionJSON): SubscriptionBody {
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error('the subscription is not whole');
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
}
