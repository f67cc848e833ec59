// Delivery of chat under faults: readers that drop and come back at random, and a server that is killed again and again
// while twenty people write. What was acknowledged is stored, and everybody who reads sees it once, in one order.

import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person, visitHub } from '../harness/people.ts';
import { callRest } from '../harness/rest.ts';
import { startServer, type TestServer } from '../harness/server.ts';
import { history, temporaryFolder } from './support.ts';

const SENDERS = 20;
const MESSAGES = 2_000;
const KILLS = 5;
const PATIENCE_MS = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('delivery', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const origin = { url: '' };
  let server: TestServer;

  const start = async (): Promise<void> => {
    server = await startServer({ DATABASE_URL: '', DATA_DIR: folder.path, RATE_LIMITS: 'off' });
    origin.url = server.url;
  };
  before(start);
  after(async () => {
    if (server.child.exitCode === null && server.child.signalCode === null) await server.end();
    folder.remove();
  });

  /** A client as ours: it keeps each message once by its id, and asks for what it missed whenever it is back. */
  class Reader {
    readonly seen = new Map<string, Message>();
    private newest: string;
    private connection: Connection | undefined;
    private over = false;
    returns = 0;
    gaps = 0;
    private readonly who: Person;
    private readonly serverId: string;

    constructor(who: Person, serverId: string, newest: string) {
      this.who = who;
      this.serverId = serverId;
      this.newest = newest;
    }

    async run(): Promise<void> {
      while (!this.over) {
        const connection = await visitHub(origin.url, this.who.token, { protocol: PROTOCOL_VERSION }).catch(
          () => undefined,
        );
        if (!connection) {
          await pause(50);
          continue;
        }
        const { room } = connection;
        room.reconnection.enabled = false;
        room.onMessage('chat:sent', (message: Message) => this.take(message));
        this.connection = connection;
        this.returns += 1;
        await this.resume(connection).catch(() => room.connection.close());
        while (!this.over && room.connection.isOpen) await pause(10);
      }
    }

    drop(): void {
      this.connection?.room.connection.close();
    }

    stop(): void {
      this.over = true;
      this.drop();
    }

    private async resume({ room }: Connection): Promise<void> {
      const body = { server_id: this.serverId, after: this.newest };
      const answer = (await room.request('chat:resume' as never, body as never)) as unknown as {
        messages: Message[];
        gap: boolean;
      };
      for (const message of answer.messages) this.take(message);
      if (!answer.gap) return;
      this.gaps += 1;
      const known = [...this.seen.keys()].sort().at(-1);
      for (const message of await history(this.who, this.serverId, known)) this.take(message);
    }

    private take(message: Message): void {
      this.seen.set(message.id, message);
      if (message.id > this.newest) this.newest = message.id;
    }
  }

  it('[CH40] shows every acknowledged message once and in one order to all readers, through drops and kills', async () => {
    const owner = await person(origin, 'owner');
    const serverId = await found(owner);
    const people = await Promise.all(Array.from({ length: SENDERS }, () => member(origin, serverId, 'sender')));
    const first = await owner.call('POST', `/servers/${serverId}/chat/send`, { content: 'begin', scope: 'global' });
    const by = async (one: Person): Promise<Person> => ({
      ...one,
      call: (method, path, body) => callRest(method, `${origin.url}/api/v1${path}`, { token: one.token, body }),
    });
    const watchers = await Promise.all(Array.from({ length: 3 }, () => member(origin, serverId, 'reader')));
    const readers = await Promise.all(watchers.map(async (one) => new Reader(await by(one), serverId, first.body.id)));
    const running = readers.map((reader) => reader.run());

    const acked = new Map<string, string>();
    let retries = 0;
    const write = async (author: Person, from: number): Promise<void> => {
      const one = await by(author);
      for (let n = from; n < MESSAGES; n += SENDERS) {
        const content = `message ${n}`;
        for (;;) {
          const body = { content, scope: 'global', client_msg_id: content.replace(' ', '-') };
          const answer = await one.call('POST', `/servers/${serverId}/chat/send`, body).catch(() => undefined);
          if (answer?.status === 201) {
            acked.set(content, answer.body.id);
            break;
          }
          assert.ok(!answer || answer.status >= 500, JSON.stringify(answer?.body));
          retries += 1;
          await pause(25);
        }
      }
    };
    const writing = Promise.all(people.map((author, n) => write(author, n)));
    let done = false;
    void writing.finally(() => {
      done = true;
    });
    const dropping = (async () => {
      for (let n = 0; !done; n++) {
        await pause(100 + Math.random() * 400);
        readers[1 + (n % 2)]!.drop();
      }
    })();
    for (let kill = 1; kill <= KILLS; kill++) {
      const goal = (MESSAGES * kill) / (KILLS + 1);
      await eventually(() => acked.size >= goal || done, PATIENCE_MS);
      await server.end('SIGKILL');
      await start();
    }
    await writing;
    await dropping;

    const stored = (await history(await by(owner), serverId)).reverse().filter(({ content }) => content !== 'begin');
    assert.equal(stored.length, MESSAGES, 'each is stored once');
    for (const { content, id } of stored) assert.equal(acked.get(content), id, `${content} is what was acknowledged`);
    const order = stored.map(({ id }) => id);
    assert.deepEqual(order, [...order].sort(), 'ids are in the order of the commits');
    for (const [n, reader] of readers.entries()) {
      await eventually(() => reader.seen.size >= MESSAGES, PATIENCE_MS).catch(() => {
        const missing = stored.filter(({ id }) => !reader.seen.has(id)).map(({ content }) => content);
        throw new assert.AssertionError({
          message: `reader ${n} has not seen ${missing.slice(0, 5)} (${missing.length})`,
        });
      });
      const seen = [...reader.seen.values()]
        .filter(({ content }) => content !== 'begin')
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(
        seen.map(({ content }) => content),
        stored.map(({ content }) => content),
        `reader ${n}`,
      );
    }
    for (const reader of readers) reader.stop();
    await Promise.all(running);
    assert.ok(retries > 0, 'no kill met a send');
    assert.ok(readers[1]!.returns > KILLS + 2, 'nobody was dropped');
  });
});
