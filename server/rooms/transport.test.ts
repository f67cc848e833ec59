import assert from 'node:assert/strict';
import { eventually } from '../../test/harness/eventually.ts';
import { found, member, person, type Visit, visit } from '../../test/harness/people.ts';
import { testServer } from '../../test/harness/server.ts';
import { type SlowLink, slowLink } from '../../test/harness/slow-link.ts';
import { frame } from './frame.ts';

const KIBIBYTE = 2 ** 10;
const MEBIBYTE = 2 ** 20;
/** A history of this many messages, of four bytes a character, is an answer of about 160 kB. */
const MESSAGES = 20;
const LONG = '🌳'.repeat(2000);
/** Far more than the system's own buffers hold. */
const ANSWERS_MAX = 200;
const MOVERS = 3;
const TURNS = 8;

describe('transport', function () {
  this.timeout(60_000);
  const server = testServer();
  const links: SlowLink[] = [];
  const visitors: Visit[] = [];
  afterEach(async () => {
    for (const { room } of visitors.splice(0)) {
      room.reconnection.enabled = false;
      void room.leave(false);
    }
    await Promise.all(links.splice(0).map((link) => link.close()));
  });

  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
  };
  const backlog = () => metric('atrium_socket_backlog_bytes_max');
  const tooSlow = () => metric('atrium_sockets_too_slow_total');

  /** A world in which much was said. */
  const world = async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const kept = (visitor: Visit): Visit => {
      visitors.push(visitor);
      return visitor;
    };
    const talker = kept(await owner.join(serverId));
    for (let said = 0; said < MESSAGES; said += 1) {
      await talker.room.request('chat:send', { scope: 'global', content: LONG });
    }
    return {
      join: async (): Promise<Visit> => kept(await (await member(server, serverId)).join(serverId)),
      /** Over a line that can stop. */
      joinSlowly: async () => {
        const link = await slowLink(server.url);
        links.push(link);
        return { link, visitor: kept(await visit(link.url, (await member(server, serverId)).token, serverId)) };
      },
    };
  };

  /** The deaf ask, and do not read the answers, until `enough`. When the answer to `well` is there theirs are written. */
  const askUntil = async (enough: () => Promise<boolean>, { deaf, well }: { deaf: Visit[]; well: Visit }) => {
    const ask = ({ room }: Visit) => room.request('chat:history', { limit: MESSAGES });
    for (let answers = 0; !(await enough()); answers += 1) {
      assert.ok(answers < ANSWERS_MAX, 'it was never enough');
      for (const visitor of deaf) ask(visitor).catch(() => {});
      await ask(well);
    }
  };

  it('[WR80] who did not read for a while has the same state as all others once it caught up', async () => {
    const { join, joinSlowly } = await world();
    const well = await join();
    const { link, visitor: slow } = await joinSlowly();
    const movers = await Promise.all(Array.from({ length: MOVERS }, join));

    link.pause();
    await askUntil(async () => (await backlog()) > 256 * KIBIBYTE, { deaf: [slow], well });
    // One after the other: what was said of the first is not said again.
    for (const { room } of movers) {
      for (let seq = 1; seq <= TURNS; seq += 1) {
        room.send('world:move', { seq, dir: seq % 8, step: 0 });
        await eventually(() => well.room.state.players.get(room.sessionId)?.dir === seq % 8);
      }
    }
    link.resume();

    const shown = ({ room }: Visit) => JSON.stringify([...room.state.players].sort());
    const equal = eventually(() => shown(slow) === shown(well), 5000);
    await equal.catch(() => assert.equal(shown(slow), shown(well)));
    assert.deepEqual([slow.closed.code, await tooSlow()], [undefined, 0], 'the connection stays');
  });

  it('[WR81] who does not read is closed with 4104, and little more than 1 MiB ever waits for it', async () => {
    const { join, joinSlowly } = await world();
    const well = await join();
    const [late, deaf] = [await joinSlowly(), await joinSlowly()];
    const [before, connections] = [await tooSlow(), await metric('atrium_connections')];
    let most = 0;
    const bothCut = async (): Promise<boolean> => {
      most = Math.max(most, await backlog());
      return (await tooSlow()) === before + 2;
    };

    for (const { link } of [late, deaf]) link.pause();
    await askUntil(bothCut, { deaf: [late.visitor, deaf.visitor], well });
    // In time for what was sent last, its close frame.
    late.link.resume();
    await eventually(() => late.visitor.closed.code !== undefined);
    assert.equal(late.visitor.closed.code, 4104);

    // Who reads nothing at all is not waited for; the ping would find it after six seconds only.
    const cutAt = performance.now();
    while ((await metric('atrium_connections')) > connections - 2) {
      assert.ok(performance.now() - cutAt < 4000, 'its socket is still open');
      most = Math.max(most, await backlog());
    }
    assert.ok(most > MEBIBYTE / 2 && most < MEBIBYTE + 256 * KIBIBYTE, `${most} bytes waited for one socket`);
    assert.equal(well.closed.code, undefined, 'the others notice nothing');
  });

  it('[WR82] a frame is as RFC 6455 has it at each of the three lengths, and holds a copy', () => {
    for (const [length, header] of [
      [0, [0x82, 0]],
      [125, [0x82, 125]],
      [126, [0x82, 126, 0, 126]],
      [65_535, [0x82, 126, 0xff, 0xff]],
      [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
    ] as const) {
      const bytes = Buffer.alloc(length, 7);
      const framed = frame(bytes);
      assert.deepEqual([...framed.subarray(0, header.length)], header);
      assert.ok(framed.subarray(header.length).equals(bytes));
      bytes.fill(8);
      assert.ok(!framed.subarray(header.length).includes(8));
    }
  });
});
