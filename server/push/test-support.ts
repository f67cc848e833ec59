// Chat with a push service behind it: a message goes the whole way from a send to what a browser decrypts. Time passes
// when a test says so.

import jwt from 'jsonwebtoken';
import { pino } from 'pino';
import type { Message } from '../../shared/protocol/chat.ts';
import type { TestDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { openPushService, type PushBrowser, type PushService } from '../../test/harness/push-service.ts';
import { type RestAnswer, restApp } from '../../test/harness/rest.ts';
import { type ChatApp, chatApp } from '../chat/test-support.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import type { Wait } from './notifier.service.ts';
import { createPush, type Push } from './push.ts';

export type PushApp = {
  app: ChatApp;
  push: Push;
  service: PushService;
  /** Every line of the log. */
  lines: string[];
  /** Whether somebody might read a message, as it was answered. */
  asked: { userId: string; may: boolean }[];
  /** Lets the waits of this length end, once `count` of them are there. */
  pass(ms: number, count?: number): Promise<void>;
  /** The lengths of what is being waited. */
  waits(): number[];
  /** Of the edge of notifications. */
  call(person: Person, method: string, path: string, body?: unknown): Promise<RestAnswer>;
  /** A browser of this person that is notified. */
  browserOf(person: Person): Promise<PushBrowser>;
  /** Says something, and hands it to the notifier as the composition root does. */
  tell(person: Person, serverId: string, fields: Record<string, unknown> | string): Promise<Message>;
};

/** For one suite: call it where the suite is described, use what it returns inside the tests. */
export function pushApp(database: TestDatabase): PushApp {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  const asked: PushApp['asked'] = [];
  const pending = new Set<{ ms: number; end: () => void }>();
  const wait: Wait = (ms, ending) =>
    new Promise((resolve, reject) => {
      const entry = { ms, end: resolve };
      pending.add(entry);
      ending.addEventListener('abort', () => {
        pending.delete(entry);
        reject(ending.reason);
      });
    });
  const environment: Record<string, string> = {};
  let service: PushService | undefined;
  let push: Push | undefined;

  before(async () => {
    service = await openPushService();
    environment.PUSH_HOSTS = service.host;
  });
  after(() => service?.close());
  const app = chatApp(database);
  const edge = restApp(database, {
    environment,
    mount: async ({ api, db, config, clock }) => {
      const mayRead = async (userId: string, serverId: string, messageId: string): Promise<boolean> => {
        const may = await app.chat.mayRead(userId, serverId, messageId);
        asked.push({ userId, may });
        return may;
      };
      push = await createPush({ db, config, clock, logger, mayRead, wait });
      push.mount(api);
      return push.stop;
    },
  });
  const call: PushApp['call'] = (person, method, path, body) => edge.call(method, path, { token: person.token, body });

  return {
    app,
    lines,
    asked,
    call,
    get push() {
      return push!;
    },
    get service() {
      return service!;
    },
    waits: () => [...pending].map(({ ms }) => ms),
    async pass(ms, count = 1) {
      const due = await eventually(() => {
        const found = [...pending].filter((entry) => entry.ms === ms);
        return found.length >= count && found;
      });
      for (const entry of due) {
        pending.delete(entry);
        entry.end();
      }
    },
    async browserOf(person) {
      const browser = service!.browser();
      const { status, body } = await call(person, 'POST', '/push/subscriptions', browser.subscription);
      if (status !== 204) throw new Error(`could not subscribe: ${JSON.stringify(body)}`);
      return browser;
    },
    async tell(person, serverId, fields) {
      const message = await app.said(person, serverId, fields);
      const committed = app.notified.at(-1);
      if (committed?.message.id === message.id) push!.notify(committed);
      return message;
    },
  };
}

/** The session that an access token is of. */
export const sessionOf = ({ token }: Person): string => (jwt.decode(token) as { sid: string }).sid;
