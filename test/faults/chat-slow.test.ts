// Fault 8 in the hub: a client that reads nothing while much is said. It is cut off as too slow before it costs memory, the
// others notice nothing, and when it comes back, by its seat or anew, it has every message.

import assert from 'node:assert/strict';
import { Client } from '@colyseus/sdk';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person, visitHub } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';
import { type SlowLink, slowLink } from '../harness/slow-link.ts';
import { history } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const MEBIBYTE = 2 ** 20;
const LONG = '🌳'.repeat(2000);
/** Far more than the system's own buffers hold: 8 kB each. */
const SAID_MAX = 4_000;

describe('a client of the hub that does not read', function () {
  this.timeout(90_000);
  const server = testServer();
  const links: SlowLink[] = [];
  let owner: Person;
  let serverId: string;
  let ear: Connection;
  let said: string[];

  beforeEach(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner);
    ear = await owner.hub({ server_id: serverId });
    said = [];
  });
  afterEach(async () => {
    await ear.leave();
    await Promise.all(links.splice(0).map((link) => link.close()));
  });
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  };
  const say = async (content: string) => {
    const body = { scope: 'global', content };
    said.push(((await ear.room.request('chat:send' as never, body as never)) as Any).id);
  };
  /** Everybody talks until those who do not read are cut off; the most that waited for one of them. */
  const talkUntilCut = async (): Promise<number> => {
    const before = await metric('atrium_sockets_too_slow_total');
    let most = 0;
    while ((await metric('atrium_sockets_too_slow_total')) === before) {
      assert.ok(said.length < SAID_MAX, 'nobody was cut off');
      await Promise.all(Array.from({ length: 20 }, () => say(LONG)));
      most = Math.max(most, await metric('atrium_socket_backlog_bytes_max'));
    }
    return most;
  };
  const comeSlowly = async () => {
    const someone = await member(server, serverId, 'slow');
    const link = await slowLink(server.url);
    links.push(link);
    const hub = await visitHub(link.url, someone.token);
    await say('before');
    await hub.hear('chat:sent', ({ content }) => content === 'before');
    return { someone, link, hub };
  };
  /** What is missed comes with the first bytes: it is listened to before them. */
  const takeSeat = async (url: string, token: string) => {
    const client: Any = new Client(url);
    const ids: string[] = [];
    const gaps: unknown[] = [];
    const create = client.createRoom.bind(client);
    client.createRoom = (...name: unknown[]) => {
      const room = create(...name);
      room.onMessage('*', (type: string, body: Any) => {
        if (type === 'chat:sent') ids.push(body.id);
        if (type === 'chat:gap') gaps.push(body);
      });
      return room;
    };
    return { room: await client.reconnect(token), ids, gaps };
  };
  /** As a client asks for it: told again, or read where that is too much. */
  const missedSince = async (someone: Person, room: Connection['room'], after: string): Promise<string[]> => {
    const answer: Any = await room.request('chat:resume' as never, { after } as never);
    const messages: Any[] = answer.gap ? await history(someone, serverId, after) : answer.messages;
    return messages.map(({ id }) => id);
  };
  const idsOf = ({ heard }: Connection) => heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.id);

  it('[CH61] is cut off with 4104; on its seat it is told to ask for what it missed, which is also what was said while it was being cut off', async () => {
    const { someone, link, hub } = await comeSlowly();
    const { reconnectionToken } = hub.room;
    link.pause();
    const most = await talkUntilCut();
    assert.ok(most < MEBIBYTE + MEBIBYTE / 4, `${most} bytes waited for one socket`);
    for (let n = 0; n < 5; n++) await say(`while it is cut off ${n}`);
    link.resume();
    await eventually(() => hub.closed.code !== undefined);
    assert.equal(hub.closed.code, 4104);
    for (let n = 0; n < 5; n++) await say(`while it is away ${n}`);
    const { room, ids: later, gaps } = await takeSeat(link.url, reconnectionToken);
    await say('after');
    await eventually(() => later.includes(said.at(-1)!));
    const seen = new Set([...idsOf(hub), ...later]);
    // It is far too much to be sent at once: that would be the next reason to be cut off.
    assert.equal(gaps.length, 1, 'it is told to ask');
    for (const id of await missedSince(someone, room, idsOf(hub).sort().at(-1)!)) seen.add(id);
    assert.deepEqual(
      said.filter((id) => !seen.has(id)),
      [],
    );
    assert.deepEqual(idsOf(ear).length, said.length, 'the others heard everything, once');
    await room.leave();
  });

  it('[CH61] reads nothing until it is gone, comes anew, and resumes from the last that it has seen', async () => {
    const { someone, link, hub } = await comeSlowly();
    hub.room.reconnection.enabled = false;
    link.pause();
    await talkUntilCut();
    const connections = await metric('atrium_connections');
    for (const deadline = performance.now() + 5_000; (await metric('atrium_connections')) >= connections; ) {
      assert.ok(performance.now() < deadline, 'its socket is still open');
    }
    await link.close();
    links.splice(links.indexOf(link), 1);
    await say('while it is away');
    const again = await visitHub(server.url, someone.token, { protocol: PROTOCOL_VERSION });
    const after = idsOf(hub).sort().at(-1);
    const ids = new Set<string>([...idsOf(hub), ...(await missedSince(someone, again.room, after!))]);
    assert.deepEqual(
      said.filter((id) => !ids.has(id)),
      [],
    );
    await again.leave();
  });
});
