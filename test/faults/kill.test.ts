// Fault 23 on a laptop: the process is killed in the middle of sends and walks, again and again, on the embedded
// database; now and then the database is killed with it.

import assert from 'node:assert/strict';
import { layoutOf } from '../../server/db/embedded/layout.ts';
import { readPidFile } from '../../server/db/embedded/postmaster.ts';
import { gameOf } from '../harness/parsed-map.ts';
import { found, member, type Person, person, type Visit } from '../harness/people.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { walledMap } from '../harness/walled-map.ts';
import { history, Sightings, say, temporaryFolder } from './support.ts';

const ROUNDS = 20;
/** In these the database dies as well. */
const DATABASE_TOO = [7, 14];
/** Long enough that a place from the beginning would be too old; the others end at a moment of their own. */
const LONG_ROUNDS = [5, 16];
const LONG_MS = 12_500;
const POSITION_AGE_MAX_MS = 10_000;
/** Client and server need not agree on the moment to the tick. */
const SLACK_UNITS = 64;
const MAP = { width: 200, height: 20, spawn: [3, 10] } as const;
const RIGHT = 3;
const LEFT = 7;

describe('kill -9 in the middle of everything', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const origin = { url: '' };
  const sightings = new Sightings(gameOf(walledMap(MAP)));
  const acked = new Map<string, string>();
  let server: TestServer;
  let people: Person[];
  let watcher: Person;
  let serverId: string;

  const start = async () => {
    server = await startServer({ DATABASE_URL: '', DATA_DIR: folder.path, RATE_LIMITS: 'off' });
    origin.url = server.url;
  };
  before(async () => {
    await start();
    watcher = await person(origin, 'watcher');
    serverId = await found(watcher, MAP);
    people = await Promise.all(['ada', 'bob', 'eve'].map((name) => member(origin, serverId, name)));
  });
  after(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end();
    folder.remove();
  });

  /** Sends until the connection is gone; answers the ids that nobody confirmed. */
  function talk(name: string, send: (content: string) => Promise<{ id: string }>): { unacked: () => string[] } {
    const pending = new Set<string>();
    const speak = async () => {
      for (let n = 0; ; n++) {
        const id = `${name}-${n}`;
        pending.add(id);
        acked.set(id, (await send(id)).id);
        pending.delete(id);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    };
    speak().catch(() => {});
    return { unacked: () => [...pending] };
  }

  /** Walks one way the whole time, up and down meanwhile, so that no place is passed twice. */
  function walkAway(visit: Visit, dir: number): () => void {
    let seq = 0;
    const turn = () => {
      seq += 1;
      const sloped = [dir, dir === RIGHT ? 2 : 8, dir, dir === RIGHT ? 4 : 6][seq % 4];
      if (visit.room.connection.isOpen) visit.room.send('world:move', { seq, dir: sloped, step: 0xffff_ffff });
    };
    turn();
    const timer = setInterval(turn, 200);
    return () => clearInterval(timer);
  }

  it('[OP60, OP61, OP62] keeps every acknowledged message once, and everybody within 10 s of where they were', async () => {
    let retried = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const visits = await Promise.all([watcher, ...people].map((one) => one.join(serverId)));
      for (const { room } of visits) room.reconnection.enabled = false;
      const stops = [sightings.watch(visits[0]!)];
      const dir = round <= ROUNDS / 2 ? RIGHT : LEFT;
      for (const visit of visits.slice(1)) stops.push(walkAway(visit, dir));
      const talks = visits.slice(1).map((visit, n) => {
        const client = (content: string) => ({ content, client_msg_id: content });
        const path = `/servers/${serverId}/chat/send`;
        return talk(`${round}-${n}`, (content) =>
          n > 0
            ? say(visit, client(content))
            : people[0]!.call('POST', path, { ...client(content), scope: 'global' }).then(({ status, body }) => {
                if (status !== 201) throw new Error(`${status}`);
                return body;
              }),
        );
      });
      const life = LONG_ROUNDS.includes(round) ? LONG_MS : 150 + round * 29;
      await new Promise((resolve) => setTimeout(resolve, life));

      const postmaster = await readPidFile(layoutOf(folder.path));
      const killed = performance.now();
      const ended = server.end('SIGKILL');
      if (DATABASE_TOO.includes(round)) process.kill(postmaster!.pid, 'SIGKILL');
      await ended;
      for (const stop of stops) stop();
      await start();

      // What nobody confirmed is sent again, twice at once, as a client would.
      const unacked = talks.flatMap((one, n) => one.unacked().map((id) => ({ id, author: people[n]! })));
      retried += unacked.length;
      for (const { id, author } of unacked) {
        const retry = { content: id, client_msg_id: id, scope: 'global' };
        const answers = await Promise.all(
          [1, 2].map(() => author.call('POST', `/servers/${serverId}/chat/send`, retry)),
        );
        for (const { status, body } of answers) {
          assert.equal(status, 201, JSON.stringify(body));
          acked.set(id, body.id);
        }
        assert.equal(answers[0]!.body.id, answers[1]!.body.id);
      }
      const first = [...acked].find(([id]) => id.startsWith(`${round}-`));
      assert.ok(first, `round ${round}: nothing was sent`);

      const back = await Promise.all(people.map((one) => one.join(serverId)));
      for (const [n, visit] of back.entries()) {
        const { position } = visit.heard.find(({ type }) => type === 'world:welcome')!.body;
        const from = killed - POSITION_AGE_MAX_MS;
        const distance = sightings.distance(people[n]!.user_id, position, { from, to: killed });
        assert.ok(distance <= SLACK_UNITS, `round ${round}: ${distance} units from every place of the last 10 s`);
      }
      await Promise.all(back.map((visit) => visit.leave()));
    }
    const stored = new Map<string, string[]>();
    for (const { client_msg_id, id } of await history(watcher, serverId)) {
      stored.set(client_msg_id!, [...(stored.get(client_msg_id!) ?? []), id]);
    }
    for (const [clientId, id] of acked) assert.deepEqual(stored.get(clientId), [id], clientId);
    assert.equal(stored.size, acked.size);
    assert.ok(acked.size > ROUNDS * people.length * 3, `only ${acked.size} messages`);
    assert.ok(retried > 0, 'no kill met a send');
  });
});
