// The page's own connection to the server. `call(userRoutes.login, { body })` answers what the route says, or throws ApiError.

import type { Session } from '../../shared/protocol/users.ts';
import type { ApiErrorCode } from './api-error.ts';
import { createRenewalLock } from './renewal-lock.ts';
import { createRest } from './rest.ts';
import { storage } from './storage.ts';
import { fetchTransport, xhrTransport } from './transport.ts';

type Listener = { onLost: (code: ApiErrorCode) => void; onRenewed: (session: Session) => void };
let listener: Listener | undefined;
/** The session's state listens here; it is above this layer, so it comes to us. */
export const listenToSession = (next: Listener): void => {
  listener = next;
};

const rest = createRest({
  origin: '',
  transport: fetchTransport,
  uploadTransport: xhrTransport,
  now: () => performance.now(),
  exclusive: createRenewalLock({
    locks: navigator.locks,
    storage,
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }),
  onLost: (code) => listener?.onLost(code),
  onRenewed: (session) => listener?.onRenewed(session),
});

export const { call, accessToken, renew, adopt, forget } = rest;
