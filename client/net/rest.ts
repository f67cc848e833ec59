// Calls to the server, typed by their route. Keeps the access token in memory, and renews it by the HttpOnly cookie:
// before it expires, and when the server says that it has. One renewal runs at a time, in this tab and in all others.

import type { AnswerOf, AnyRoute, CallOf } from '../../shared/protocol/route.ts';
import { type Session, userRoutes } from '../../shared/protocol/users.ts';
import { ApiError, type ApiErrorCode } from './api-error.ts';
import type { Received, Transport } from './transport.ts';

export const API_ROOT = '/api/v1';
/** Renewed this long before it expires, so that a call on its way does not meet the end. */
const MARGIN_MS = 20_000;

export type RestOptions = {
  /** Origin of the server; empty: the page's own. */
  origin: string;
  transport: Transport;
  uploadTransport: Transport;
  /** Monotonic, in ms. */
  now: () => number;
  /** Runs one function at a time among all tabs. */
  exclusive: <T>(run: () => Promise<T>) => Promise<T>;
  /** The session ended without being asked to: revoked, expired, or taken by a re-used token. */
  onLost: (code: ApiErrorCode) => void;
  onRenewed?: (session: Session) => void;
};

type Extra = { signal?: AbortSignal; onProgress?: (part: number) => void };
type Token = { value: string; expiresAt: number };
/** The server no longer takes this token; a new one may do. */
const STALE: readonly ApiErrorCode[] = ['auth/token_expired', 'auth/token_invalid', 'auth/token_missing'];
/** No renewal can help: the cookie is no good. */
const LOST: readonly ApiErrorCode[] = ['auth/refresh_invalid', 'auth/refresh_reused', 'auth/session_revoked'];

export function createRest({ origin, transport, uploadTransport, now, exclusive, onLost, onRenewed }: RestOptions) {
  let token: Token | null = null;
  let renewing: Promise<string> | null = null;

  const adopt = (session: Session): void => {
    token = { value: session.token, expiresAt: now() + session.expires_in * 1000 };
  };
  const forget = (): void => {
    token = null;
  };

  async function send<R extends AnyRoute>(
    route: R,
    call: CallOf<R> & Extra,
    bearer: string | null,
  ): Promise<AnswerOf<R>> {
    const { body, headers } = encode(call.body);
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    const carry = call.onProgress ? uploadTransport : transport;
    const received = await carry(origin + urlOf(route.path, call.params, call.query), {
      method: route.method,
      headers,
      body,
      signal: call.signal,
      onProgress: call.onProgress,
      keepalive: route.path === userRoutes.refresh.path,
    }).catch((cause: unknown) => {
      if (call.signal?.aborted) throw cause;
      throw new ApiError(0, {}, { cause });
    });
    return read(received) as AnswerOf<R>;
  }

  const renewOnce = async (): Promise<string> => {
    try {
      const session = await exclusive(() => send(userRoutes.refresh, { body: {} }, null));
      adopt(session);
      onRenewed?.(session);
      return session.token;
    } catch (error) {
      if (error instanceof ApiError && LOST.includes(error.code)) {
        forget();
        onLost(error.code);
      }
      throw error;
    }
  };
  /** A new access token; whoever asks while one is on its way gets the same. */
  const renew = (): Promise<string> => {
    renewing ??= renewOnce().finally(() => {
      renewing = null;
    });
    return renewing;
  };
  /** An access token that holds for a while; for REST and for joining rooms. */
  const accessToken = async (): Promise<string> =>
    token && token.expiresAt - now() > MARGIN_MS ? token.value : renew();

  /** Rejects with ApiError, or with an AbortError when `signal` was aborted. With `onProgress` the body is an upload. */
  async function call<R extends AnyRoute>(
    route: R,
    args: CallOf<R> & Extra = {} as CallOf<R> & Extra,
  ): Promise<AnswerOf<R>> {
    if (route.access === 'anyone') return send(route, args, null);
    const bearer = await accessToken();
    try {
      return await send(route, args, bearer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'auth/session_revoked') {
        forget();
        onLost(error.code);
      }
      if (!STALE.includes(error.code)) throw error;
      // Another call may have renewed it meanwhile.
      if (token?.value === bearer) forget();
      return send(route, args, await accessToken());
    }
  }
  return { call, accessToken, renew, adopt, forget };
}
export type Rest = ReturnType<typeof createRest>;

function encode(body: unknown): { body: string | FormData | undefined; headers: Record<string, string> } {
  if (body === undefined) return { body: undefined, headers: {} };
  if (body instanceof FormData) return { body, headers: {} };
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

/** `/servers/{server_id}` with its parameters put in, and the query without what is not set. */
export function urlOf(path: string, params: Record<string, unknown> = {}, query: Record<string, unknown> = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return API_ROOT + filled + (text && `?${text}`);
}

function read({ status, header, text }: Received): unknown {
  let json: { error?: Record<string, unknown> } | undefined;
  try {
    json = text ? JSON.parse(text) : undefined;
  } catch {
    // A proxy's own page: the status alone has to do.
  }
  if (status >= 200 && status < 300) return json;
  const seconds = Number(header('Retry-After') ?? Number.NaN);
  // A gateway without an error object of ours means that the server behind it is away.
  const away = status >= 502 && status <= 504 && !json?.error;
  throw new ApiError(status, {
    ...(away && { code: 'unavailable' }),
    ...(Number.isFinite(seconds) && { retry_after: seconds }),
    ...json?.error,
  });
}
