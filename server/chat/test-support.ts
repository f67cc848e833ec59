// Virtual servers with chat, its files and moderation over REST, with a clock that tests move. There is no world: where
// somebody stands is what a test says.

import type { Channel } from '../../shared/protocol/channels.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import type { TestDatabase } from '../../test/harness/database.ts';
import { PASSWORD } from '../../test/harness/rest.ts';
import { createAttachments } from '../attachments/attachments.ts';
import { createModeration } from '../moderation/moderation.ts';
import { createBuckets } from '../platform/buckets.ts';
import { AppError } from '../platform/errors.ts';
import { type Person, type ServersApp, serversApp } from '../virtual-servers/test-support.ts';
import { mountChat } from './chat.routes.ts';
import { CHAT_BURST, type Chat, createChat } from './chat.ts';
import type { Committed } from './ports.ts';

type Answer = Awaited<ReturnType<ServersApp['as']>>;
export type ChatApp = ServersApp & {
  chat: Chat;
  /** The zones that somebody stands in, by person. */
  standing: Map<string, string[]>;
  /** Whom a message has called, in the order of the commits. */
  notified: Committed[];
  /** In the default channel unless the fields say otherwise. */
  send(person: Person, serverId: string, fields: Record<string, unknown>): Promise<Answer>;
  said(person: Person, serverId: string, fields: Record<string, unknown> | string): Promise<Message>;
  channel(admin: Person, serverId: string, fields: Record<string, unknown>): Promise<Channel>;
  /** Time passes; these people sign in again, since their access tokens have ended. */
  later(milliseconds: number, ...people: Person[]): Promise<void>;
};

/** What an answer says, in short: `403 servers/role_too_low`, `204`. */
export const told = ({ status, body }: Answer): string => `${status} ${body?.error?.code ?? ''}`.trim();

/** For one suite: call it where the suite is described, use what it returns inside the tests. */
export function chatApp(database: TestDatabase, environment: Record<string, string> = {}): ChatApp {
  const standing = new Map<string, string[]>();
  const notified: Committed[] = [];
  const parts: { chat?: Chat } = {};
  const servers = serversApp(
    database,
    environment,
    ({ api, db, clock, config, topics, cursors, logger, limits, online }) => {
      const moderation = createModeration({ db, clock, topics, cursors, logger });
      const { guard } = moderation;
      const attachments = createAttachments({
        ...{ db, config, logger, clock, limits, guard },
        mayReadMessage: (...args) => parts.chat!.mayRead(...args),
      });
      const nobodyNear = () => Promise.reject(new AppError('chat/not_in_world'));
      const shape = { capacity: CHAT_BURST, perMinute: config.limits.LIMIT_CHAT_PER_MINUTE };
      const chat = createChat({
        ...{ db, clock, config, cursors, topics, online, guard },
        allowances: createBuckets({ name: 'chat', shape, monotonic: clock.monotonic }),
        attachments: attachments.port,
        notify: (committed) => notified.push(committed),
        whereabouts: { zonesOf: async (_serverId, userId) => standing.get(userId) ?? [] },
      });
      parts.chat = chat;
      moderation.connect(chat.forModeration);
      moderation.mount(api);
      attachments.mount(api);
      mountChat(api, chat, { say: nobodyNear, setTyping: nobodyNear });
    },
  );
  const { as } = servers;
  const ok = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`a test could not be set up: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const send: ChatApp['send'] = (person, serverId, fields) =>
    as(person, 'POST', `/servers/${serverId}/chat/send`, { scope: 'global', ...fields });
  return {
    ...servers,
    standing,
    notified,
    get chat() {
      return parts.chat!;
    },
    send,
    said: (person, serverId, fields) =>
      ok(send(person, serverId, typeof fields === 'string' ? { content: fields } : fields)),
    async later(milliseconds, ...people) {
      servers.app.clock.advance(milliseconds);
      for (const one of people) {
        const login = await servers.app.call('POST', '/users/login', {
          body: { username: one.username, password: PASSWORD },
        });
        one.token = login.body.token;
      }
    },
    channel: (admin, serverId, fields) => ok(as(admin, 'POST', `/servers/${serverId}/channels`, fields)),
  };
}
