// Turning notifications on and off, and telling of messages that come while nobody looks. Open pages tell by themselves;
// the push service does while none is open. The worker shows what both bring, each message once.

import type { Message } from '../../shared/protocol/chat.ts';
import { pushRoutes } from '../../shared/protocol/push.ts';
import { call } from '../net/api.ts';
import { ApiError } from '../net/api-error.ts';
import * as browser from '../net/push.ts';
import { safeNext } from '../router/match.ts';
import { navigate } from '../router/place.ts';
import type { ConversationKey } from '../state/chat-key.ts';
import {
  isOn,
  keepWish,
  type NoteContext,
  noticeOf,
  readWish,
  setNotifications,
  useNotifications,
  wishKey,
} from '../state/notifications.ts';
import { useSession } from '../state/session.ts';

let listening = false;
/** Counts changes of mind: what an older one began does not end in the state of a newer one. */
let turn = 0;

/** Whoever is signed in now, or nobody. Called by `actions/session.ts` whenever that changes. */
export function follow(userId: string | null): void {
  listen();
  if (userId !== null) {
    look();
    return;
  }
  turn += 1;
  setNotifications({ wanted: false, push: 'off' });
  // The server forgets this browser with the session; here nothing of its owner is to be seen any more.
  browser.clearShown().catch(() => undefined);
  browser.unsubscribe().catch(() => undefined);
}

function listen(): void {
  if (listening) return;
  listening = true;
  browser.watchPermission(look);
  browser.hearWorker((word) => {
    if (word.type === 'open') navigate(safeNext(word.path));
    if (word.type === 'resubscribe' && isOn(useNotifications.getState())) void connect();
  });
  // Another tab was told so.
  addEventListener('storage', ({ key }) => {
    const { userId } = useSession.getState();
    if (userId !== null && key === wishKey(userId)) look();
  });
}

/** Takes up what is so by now. */
function look(): void {
  const { userId } = useSession.getState();
  const wasOn = isOn(useNotifications.getState());
  setNotifications({ permission: browser.readPermission(), wanted: userId !== null && readWish(userId) });
  const now = isOn(useNotifications.getState());
  if (now && !wasOn) void connect();
  if (!now) setNotifications({ push: 'off' });
}

/** After a click: the browser may ask. Answers whether they are on now. */
export async function turnOn(): Promise<boolean> {
  const { userId } = useSession.getState();
  if (userId === null || browser.readPermission() === 'unsupported') return false;
  const permission = await browser.askPermission();
  setNotifications({ permission });
  if (permission !== 'granted') return false;
  keepWish(userId, true);
  setNotifications({ wanted: true });
  await connect();
  return true;
}

export async function turnOff(): Promise<void> {
  const { userId } = useSession.getState();
  turn += 1;
  if (userId !== null) keepWish(userId, false);
  setNotifications({ wanted: false, push: 'off' });
  await browser.clearShown();
  const endpoint = await browser.findEndpoint();
  if (endpoint === null) return;
  // Either is enough, and either may be out of reach.
  await Promise.any([call(pushRoutes.unsubscribe, { body: { endpoint } }), browser.unsubscribe()]).catch(
    ({ errors }: AggregateError) => {
      throw errors[0];
    },
  );
}

/** Never rejects: what did not work is said by the state, and tried again at the next start. */
export async function connect(): Promise<void> {
  turn += 1;
  const mine = turn;
  const end = (push: 'on' | 'no_service' | 'failed'): void => {
    if (mine === turn) setNotifications({ push });
  };
  setNotifications({ push: 'starting' });
  try {
    const registration = await browser.startWorker();
    const { public_key } = await call(pushRoutes.key);
    const body = await browser.subscribe(registration, public_key).catch(() => null);
    if (mine !== turn) {
      if (!isOn(useNotifications.getState())) await browser.unsubscribe();
      return;
    }
    if (body === null) return end('no_service');
    await call(pushRoutes.subscribe, { body });
    end('on');
  } catch (error) {
    end(error instanceof ApiError && error.code === 'push/endpoint_refused' ? 'no_service' : 'failed');
  }
}

/** For chat, with each message that comes. Shows nothing while one of our windows is looked at. */
export function noteMessage(message: Message, context: NoteContext): void {
  const { userId } = useSession.getState();
  if (userId === null || !isOn(useNotifications.getState())) return;
  const notice = noticeOf(message, { userId, isVisible: document.visibilityState === 'visible', ...context });
  if (notice) browser.tellWorker(notice).catch(() => undefined);
}

/** For chat, when a conversation was read, here or elsewhere: there is nothing to tell of it any more. */
export function clearNotifications(key: ConversationKey): void {
  if (isOn(useNotifications.getState())) browser.clearShown(key).catch(() => undefined);
}
