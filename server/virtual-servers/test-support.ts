// A REST server with accounts, virtual servers and maps, for the suites of those.

import { LocalPresence } from '@colyseus/core';
import type { VirtualServer } from '../../shared/protocol/servers.ts';
import type { TestDatabase } from '../../test/harness/database.ts';
import { type RestApp, type RestParts, restApp } from '../../test/harness/rest.ts';
import { tiledMap } from '../../test/harness/tiled-map.ts';
import { channelsPort } from '../chat/channel-templates.ts';
import { createMaps } from '../maps/maps.ts';
import { type Cursors, createCursors } from '../platform/cursor.ts';
import { createTopics, type ServerEvent } from '../platform/topics.ts';
import type { OnlinePort } from './context.ts';
import { createVirtualServers } from './virtual-servers.ts';

export type Person = { id: string; username: string; token: string };
type Answer = Awaited<ReturnType<RestApp['call']>>;

export type ServersApp = {
  app: RestApp;
  /** Who stands in which world, by server id: what the rooms would say. */
  inside: Map<string, Set<string>>;
  /** Everything that was published about a server since `listen`. */
  listen(serverId: string): Promise<ServerEvent[]>;
  person(username: string): Promise<Person>;
  people(count: number, prefix: string): Promise<Person[]>;
  /** As this person; the path is below `/api/v1`. */
  as(person: Person, method: string, path: string, body?: unknown): Promise<Answer>;
  /** A new server of this person, from a small map of its own unless the fields say otherwise. */
  found(owner: Person, fields?: Record<string, unknown>): Promise<VirtualServer>;
  /** Owner, admin, moderator, member, pending and stranger of a new server that asks for approval. */
  cast(prefix: string, fields?: Record<string, unknown>): Promise<Cast>;
  seedDemo(): Promise<void>;
};
export type Cast = Record<'owner' | 'admin' | 'moderator' | 'member' | 'pending' | 'stranger', Person> & {
  server: VirtualServer;
};

/** For one suite: call it where the suite is described, use what it returns inside the tests. `mount` adds features. */
export function serversApp(
  database: TestDatabase,
  environment: Record<string, string> = {},
  mount?: (parts: RestParts & { cursors: Cursors; online: OnlinePort }) => void,
): ServersApp {
  const inside = new Map<string, Set<string>>();
  const presence: OnlinePort = {
    onlineCount: async (ids) => new Map(ids.map((id) => [id, inside.get(id)?.size ?? 0])),
    onlineUsers: async (id) => inside.get(id) ?? new Set(),
  };
  const bus = new LocalPresence();
  let seedDemo = async (): Promise<void> => {};
  const app = restApp(database, {
    environment,
    presence: bus,
    mount: ({ api, ...parts }) => {
      const maps = createMaps({ db: parts.db });
      const cursors = createCursors('the secret of the cursors in tests');
      const servers = createVirtualServers({ ...parts, presence, cursors, maps: maps.port, channels: channelsPort });
      servers.mount(api);
      maps.mount(api);
      seedDemo = servers.seedDemo;
      mount?.({ ...parts, api, cursors, online: presence });
    },
  });

  const as: ServersApp['as'] = (person, method, path, body) => app.call(method, path, { token: person.token, body });
  const ok = async (answer: Promise<Answer>): Promise<Answer> => {
    const { status, body, headers } = await answer;
    if (status >= 300) throw new Error(`a test could not be set up: ${status} ${JSON.stringify(body)}`);
    return { status, body, headers };
  };
  const person: ServersApp['person'] = async (username) => {
    const session = await app.register(username);
    return { id: session.user_id, username, token: session.token };
  };
  const found: ServersApp['found'] = async (owner, fields = {}) => {
    const body = { name: `Server of ${owner.username}`, map: tiledMap(), ...fields };
    return (await ok(as(owner, 'POST', '/servers', body))).body;
  };

  return {
    app,
    inside,
    as,
    person,
    found,
    seedDemo: () => seedDemo(),
    people: (count, prefix) =>
      Promise.all(Array.from({ length: count }, (_, index) => person(`${prefix}_${String(index).padStart(2, '0')}`))),
    async listen(serverId) {
      const events: ServerEvent[] = [];
      await createTopics(bus, app.logger).onServer(serverId, (event) => events.push(event));
      return events;
    },
    async cast(prefix, fields = {}) {
      const names = ['owner', 'admin', 'moderator', 'member', 'pending', 'stranger'] as const;
      const entries = await Promise.all(names.map(async (name) => [name, await person(`${prefix}_${name}`)] as const));
      const people = Object.fromEntries(entries) as Record<(typeof names)[number], Person>;
      const server = await found(people.owner, { access: 'approval', ...fields });
      const path = `/servers/${server.id}/members`;
      for (const [name, role] of [
        ['admin', 'ADMIN'],
        ['moderator', 'MODERATOR'],
        ['member', 'MEMBER'],
      ] as const) {
        await ok(as(people.owner, 'POST', path, { user_id: people[name].id, role }));
      }
      if (server.access === 'approval') await ok(as(people.pending, 'POST', `/servers/${server.id}/join`));
      return { ...people, server };
    },
  };
}
