// The real REST edge on a real port, over a test database, with a clock that tests move and a mailer that keeps what it
// is given. Accounts are always there; a feature's suite adds its own routes with `mount`.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { LocalPresence } from '@colyseus/core';
import express from 'express';
import { type Auth, createAuth } from '../../server/auth/auth.ts';
import type { Db } from '../../server/db/transaction.ts';
import { type Config, loadConfig } from '../../server/platform/config.ts';
import { type Api, createApi, mountErrors, requestIds } from '../../server/platform/http.ts';
import { createLimits, type Limits } from '../../server/platform/limits.ts';
import { createLogger, type Logger } from '../../server/platform/logger.ts';
import type { Mail } from '../../server/platform/mail.ts';
import { createTopics, type Topics } from '../../server/platform/topics.ts';
import type { Session } from '../../shared/protocol/users.ts';
import { type TestClock, testClock } from './clock.ts';
import type { TestDatabase } from './database.ts';

/** What a feature gets to put itself together. */
export type RestParts = {
  api: Api;
  auth: Auth;
  db: Db;
  config: Config;
  logger: Logger;
  clock: TestClock;
  topics: Topics;
  limits: Limits;
};
export type RestOptions = {
  /** Counted limits are off unless this sets `RATE_LIMITS: 'on'`. */
  environment?: Record<string, string>;
  clock?: TestClock;
  presence?: LocalPresence;
  /** What it returns is called before the server stops. */
  mount?: (parts: RestParts) => Promise<(() => Promise<void>) | void> | void;
};
export type CallOptions = {
  token?: string;
  /** Sent as JSON; a string or form data is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
};
export type RestAnswer = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
  body: any;
};
export type RestApp = Omit<RestParts, 'api'> & {
  url: string;
  mails: Mail[];
  /** `path` is below `/api/v1`. */
  call(method: string, path: string, options?: CallOptions): Promise<RestAnswer>;
  /** A new account; the password is `PASSWORD`. */
  register(username: string): Promise<Session>;
  close(): Promise<void>;
};

export const PASSWORD = 'correct horse battery';
const SECRET = 'the secret of the tests, long enough';
const BODY_LIMIT = 16 * 1024 * 1024;

export async function startRest(db: Db, options: RestOptions = {}): Promise<RestApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-rest-'));
  const config = loadConfig({
    ...{ DATA_DIR: dataDir, JWT_SECRET: SECRET, RATE_LIMITS: 'off', PUBLIC_URL: 'http://atrium.test' },
    ...options.environment,
  });
  const logger = createLogger('fatal');
  const clock = options.clock ?? testClock();
  const topics = createTopics(options.presence ?? new LocalPresence(), logger);
  const limits = createLimits(config);
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close: () => {} };
  const auth = await createAuth({ db, config, logger, clock, topics, limits, mailer });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(requestIds);
  const api = createApi({ app, authenticate: auth.authenticate, limits, logger, bodyLimit: BODY_LIMIT });
  auth.mount(api);
  const parts = { auth, db, config, logger, clock, topics, limits };
  const stopFeature = await options.mount?.({ ...parts, api });
  mountErrors(app, logger);

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = (method: string, path: string, callOptions: CallOptions = {}) =>
    callRest(method, `${url}/api/v1${path}`, callOptions);

  return {
    ...parts,
    url,
    mails,
    call,
    async register(username) {
      const body = { username, email: `${username}@example.org`, password: PASSWORD };
      const answer = await call('POST', '/users/register', { body });
      if (answer.status !== 201) throw new Error(`could not register ${username}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await stopFeature?.();
      await auth.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** For one suite: call it where the suite is described, use what it returns inside the tests. */
export function restApp(database: TestDatabase, options: RestOptions = {}): RestApp {
  let current: RestApp | undefined;
  before(async () => {
    current = await startRest(database.db, options);
  });
  after(() => current?.close());
  return new Proxy({} as RestApp, {
    get: (_target, name: keyof RestApp) => {
      if (!current) throw new Error('the REST server exists inside tests and hooks only');
      return current[name];
    },
  });
}

export async function callRest(method: string, url: string, options: CallOptions = {}): Promise<RestAnswer> {
  const { token, body, headers } = options;
  const asItIs = typeof body === 'string' || body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: asItIs ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}
