// Virtual servers with chat and moderation over REST, for the suites of this feature. Nobody is in a world, and no files
// are sent.

import type { Message } from '../../shared/protocol/chat.ts';
import type { WordRule } from '../../shared/protocol/moderation.ts';
import type { TestDatabase } from '../../test/harness/database.ts';
import { mountChat } from '../chat/chat.routes.ts';
import { type Chat, createChat } from '../chat/chat.ts';
import { createBuckets } from '../platform/buckets.ts';
import { AppError } from '../platform/errors.ts';
import { type Cast, type Person, type ServersApp, serversApp } from '../virtual-servers/test-support.ts';
import { createModeration } from './moderation.ts';

type Answer = Awaited<ReturnType<ServersApp['as']>>;
export type ModerationApp = ServersApp & {
  guard: ReturnType<typeof createModeration>['guard'];
  chat: Chat;
  /** In the default channel unless the fields say otherwise. */
  send(person: Person, serverId: string, fields: Record<string, unknown>): Promise<Answer>;
  said(person: Person, serverId: string, content: string): Promise<Message>;
  addRule(admin: Person, serverId: string, pattern: string, action?: 'hold' | 'refuse'): Promise<WordRule>;
  /** Of a server, or of the installation; oldest first. */
  audited(serverId: string | null): Promise<{ action: string; actor_id: string | null; target: string | null }[]>;
};

/** What an answer says, in short: `403 servers/role_too_low`, `204`. */
export const told = ({ status, body }: Answer): string => `${status} ${body?.error?.code ?? ''}`.trim();
export const ROLES = ['owner', 'admin', 'moderator', 'member', 'pending', 'stranger'] as const;
export type Role = (typeof ROLES)[number];
/** Answers by role, in the order of `ROLES`. */
export const byRole = async (cast: Cast, call: (person: Person, role: Role) => Promise<Answer>): Promise<string[]> => {
  const answers: string[] = [];
  for (const role of ROLES) answers.push(told(await call(cast[role], role)));
  return answers;
};
/** Those outside get these from every route within a server that asks for approval. */
export const OUTSIDE = ['403 servers/approval_pending', '403 servers/not_a_member'];

/** For one suite: call it where the suite is described, use what it returns inside the tests. */
export function moderationApp(database: TestDatabase): ModerationApp {
  const parts: { chat?: Chat; guard?: ModerationApp['guard'] } = {};
  const servers = serversApp(database, {}, ({ api, db, clock, config, topics, cursors, logger, online }) => {
    const moderation = createModeration({ db, clock, topics, cursors, logger });
    const nobodyNear = () => Promise.reject(new AppError('chat/not_in_world'));
    const chat = createChat({
      ...{ db, clock, config, cursors, topics, online, guard: moderation.guard, notify: () => {} },
      allowances: createBuckets({
        ...{ name: 'chat', shape: { capacity: 10, perMinute: 30 }, monotonic: clock.monotonic, redis: undefined },
      }),
      attachments: { claim: async () => true, ofMessages: async () => new Map(), release: async () => {} },
      whereabouts: { zonesOf: async () => [] },
    });
    moderation.connect(chat.forModeration);
    moderation.mount(api);
    mountChat(api, chat, { say: nobodyNear, setTyping: nobodyNear });
    Object.assign(parts, { chat, guard: moderation.guard });
  });
  const { as } = servers;
  const ok = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`a test could not be set up: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const send: ModerationApp['send'] = (person, serverId, fields) =>
    as(person, 'POST', `/servers/${serverId}/chat/send`, { scope: 'global', ...fields });

  return {
    ...servers,
    get chat() {
      return parts.chat!;
    },
    get guard() {
      return parts.guard!;
    },
    send,
    said: (person, serverId, content) => ok(send(person, serverId, { content })),
    addRule: (admin, serverId, pattern, action = 'refuse') =>
      ok(as(admin, 'POST', `/servers/${serverId}/word-rules`, { pattern, action })),
    audited: (serverId) =>
      database.db
        .selectFrom('audit_log')
        .select(['action', 'actor_id', 'target'])
        .where('server_id', serverId === null ? 'is' : '=', serverId)
        .orderBy('id')
        .execute(),
  };
}
