// People with real accounts on a real server: they call REST, and join worlds with the real SDK.

import { Client, type Room } from '@colyseus/sdk';
import { chatMessages } from '../../shared/protocol/chat.ts';
import { mediaMessages } from '../../shared/protocol/media.ts';
import type { Session } from '../../shared/protocol/users.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import type { WorldState } from '../../shared/state/world.ts';
import { eventually } from './eventually.ts';
import { callRest, PASSWORD, type RestAnswer } from './rest.ts';
import { type TileMapOptions, walledMap } from './walled-map.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
export type Heard = { type: string; body: Any };

export type Person = Session & {
  call(method: string, path: string, body?: unknown): Promise<RestAnswer>;
  join(serverId: string, options?: Record<string, unknown>): Promise<Visit>;
  /** Joins the hub of the process. */
  hub(options?: Record<string, unknown>): Promise<Connection>;
};

/** A connection to any room. */
export type Connection = Omit<Visit, 'me'>;

export type Visit = {
  room: Room<Any, WorldState>;
  heard: Heard[];
  /** The code that it was closed with, once it is. */
  closed: { code: number | undefined };
  /** Waits for a message of the type that `is` accepts, also among those that came already. */
  hear(type: string, is?: (body: Any) => boolean): Promise<Any>;
  me(): Any;
  /** The body of a rejected request. */
  refusal(type: string, body: unknown): Promise<Any>;
  leave(): Promise<void>;
};

let people = 0;

export async function person(server: { url: string }, name = 'person'): Promise<Person> {
  people += 1;
  const username = `${name}_${people}_${process.pid}`.slice(0, 24);
  const body = { username, email: `${username}@example.org`, password: PASSWORD };
  const answer = await callRest('POST', `${server.url}/api/v1/users/register`, { body });
  if (answer.status !== 201) throw new Error(`could not register ${username}: ${JSON.stringify(answer.body)}`);
  const session = answer.body as Session;
  return {
    ...session,
    call: (method, path, payload) =>
      callRest(method, `${server.url}/api/v1${path}`, { token: session.token, body: payload }),
    join: (serverId, options) => visit(server.url, session.token, serverId, options),
    hub: (options) => visitHub(server.url, session.token, options),
  };
}

/** Founds a server on a walled map; answers its id. */
export async function found(owner: Person, options: TileMapOptions & { access?: string } = {}): Promise<string> {
  const { access = 'public', ...map } = options;
  const answer = await owner.call('POST', '/servers', { name: 'Testing ground', access, map: walledMap(map) });
  if (answer.status !== 201) throw new Error(`could not found: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** A person who is an active member. */
export async function member(server: { url: string }, serverId: string, name?: string): Promise<Person> {
  const someone = await person(server, name);
  const answer = await someone.call('POST', `/servers/${serverId}/join`);
  if (answer.body.status !== 'active') throw new Error(`could not join: ${JSON.stringify(answer.body)}`);
  return someone;
}

const DOWN_TYPES = Object.entries({ ...chatMessages, ...mediaMessages })
  .filter(([, { kind }]) => kind === 'event' || kind === 'relay')
  .map(([type]) => type);
const TYPES = [
  ...['world:welcome', 'world:zone_entered', 'world:zone_left', 'world:emoted', 'world:notice'],
  ...DOWN_TYPES,
];

/** Resolves when the room was joined, its state is there and the welcome has come. */
export async function visit(
  url: string,
  token: string,
  serverId: string,
  options: Record<string, unknown> = {},
): Promise<Visit> {
  const client = new Client(url);
  client.auth.token = token;
  const room = await client.joinOrCreate<WorldState>('world', {
    server_id: serverId,
    protocol: PROTOCOL_VERSION,
    ...options,
  });
  return listen(room as Visit['room']);
}

export async function visitHub(url: string, token: string, options: Record<string, unknown> = {}): Promise<Connection> {
  const client = new Client(url);
  client.auth.token = token;
  return connection((await client.joinOrCreate('hub', { protocol: PROTOCOL_VERSION, ...options })) as Visit['room']);
}

export async function listen(room: Visit['room']): Promise<Visit> {
  const self: Visit = { ...connection(room), me: () => room.state.players.get(room.sessionId) };
  await self.hear('world:welcome');
  await eventually(() => room.state.players?.get(room.sessionId));
  return self;
}

function connection(room: Visit['room']): Connection {
  const heard: Heard[] = [];
  const closed: Visit['closed'] = { code: undefined };
  for (const type of TYPES) room.onMessage(type, (body: Any) => heard.push({ type, body }));
  room.onLeave((code) => {
    closed.code = code;
  });
  room.onError(() => {});
  room.reconnection.minUptime = 0;
  return {
    room,
    heard,
    closed,
    hear: async (type, is = () => true) =>
      (await eventually(() => heard.find((one) => one.type === type && is(one.body)))).body,
    refusal: async (type, body) => {
      try {
        await room.request(type as never, body as never);
      } catch (error) {
        return (error as { reason?: unknown }).reason ?? { code: (error as Error).message };
      }
      throw new Error(`${type} was not refused`);
    },
    leave: async () => {
      await room.leave(true);
    },
  };
}
