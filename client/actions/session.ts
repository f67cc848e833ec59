// Signing in and out, and what follows from it.

import { type Session, userRoutes } from '../../shared/protocol/users.ts';
import { adopt, call, forget, listenToSession, renew } from '../net/api.ts';
import { messageOf } from '../net/api-error.ts';
import { storage } from '../net/storage.ts';
import { openMembers } from '../state/members.ts';
import { clearServers } from '../state/servers.ts';
import { setProfile, setSignedIn, setSignedOut, setStarting, setUnreachable, useSession } from '../state/session.ts';
import { toast } from '../state/toasts.ts';

/** Set while there may be a cookie. Without it nobody is asked, so a first visit makes no failing call. */
const HINT = 'atrium.signed_in';
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('atrium.session');

// Loaded when somebody is in: the pages before that need none of it.
useSession.subscribe(({ userId }, before) => {
  if (userId === before.userId) return;
  import('./notifications.ts').then(({ follow }) => follow(userId)).catch(() => undefined);
});

/** Called once, and again from the page that says the server is away. */
export async function startSession(): Promise<void> {
  listenToSession({
    onRenewed: ({ user_id, username }) => setSignedIn(user_id, username),
    onLost: () =>
      leave(useSession.getState().phase === 'signed_in' ? 'You were signed out. Please sign in again.' : null),
  });
  if (tabs) tabs.onmessage = () => leave(null);
  if (!storage.getItem(HINT)) return setSignedOut();
  setStarting();
  try {
    await renew();
    await loadProfile();
  } catch (error) {
    if (useSession.getState().phase === 'starting') setUnreachable(messageOf(error));
  }
}

export const loadProfile = async (): Promise<void> => setProfile(await call(userRoutes.me));

function enter(session: Session): void {
  adopt(session);
  storage.setItem(HINT, '1');
  setSignedIn(session.user_id, session.username);
  // The pages fill in what depends on it when it comes.
  loadProfile().catch(() => undefined);
}

function leave(notice: string | null): void {
  forget();
  storage.removeItem(HINT);
  clearServers();
  openMembers(null);
  setSignedOut(notice);
}

/** `name` is a name or an e-mail address. */
export async function login(name: string, password: string): Promise<void> {
  const who = name.includes('@') ? { email: name } : { username: name };
  enter(await call(userRoutes.login, { body: { ...who, password } }));
}

export async function register(body: { username: string; email: string; password: string }): Promise<void> {
  enter(await call(userRoutes.register, { body }));
}

export async function logout(): Promise<void> {
  try {
    await call(userRoutes.logout, { body: {} });
  } catch (error) {
    toast(`You are signed out here, but the server was not told: ${messageOf(error)}`, { tone: 'error' });
  }
  tabs?.postMessage('signed_out');
  leave(null);
}
