import assert from 'node:assert/strict';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const ask = (one: Connection, type: string, body: unknown): Promise<Any> =>
  one.room.request(type as never, body as never) as Promise<Any>;

describe('the hub', function () {
  this.timeout(60_000);
  const server = testServer();
  let owner: Person;
  let guest: Person;
  let first: string;
  let second: string;

  before(async () => {
    owner = await person(server, 'owner');
    first = await found(owner, { zones: [{ name: 'Room', type: 'PRIVATE', at: [20, 2, 6, 6] }], spawn: [3, 3] });
    second = await found(owner, { access: 'invite' });
    guest = await member(server, first, 'guest');
  });

  it('[CH41] serves all servers of an account over one connection, also one that is joined meanwhile', async () => {
    const hub = await guest.hub();
    await ask(hub, 'chat:send', { server_id: first, scope: 'global', content: 'one' });
    await hub.hear('chat:sent', ({ content }) => content === 'one');
    assert.equal(
      (await hub.refusal('chat:send', { server_id: second, scope: 'global', content: 'x' })).code,
      'servers/not_found',
    );
    const added = await owner.call('POST', `/servers/${second}/members`, { user_id: guest.user_id });
    assert.equal(added.status, 201);
    await hub.hear('chat:memberships_changed', ({ server_id }) => server_id === second);
    await owner.call('POST', `/servers/${second}/chat/send`, { scope: 'global', content: 'two' });
    const told = await hub.hear('chat:sent', ({ content }) => content === 'two');
    assert.equal(told.server_id, second);
    const history = await ask(hub, 'chat:history', { server_id: second });
    assert.equal(history.messages[0].id, told.id);
    await owner.call('DELETE', `/servers/${second}/members/${guest.user_id}`);
    await hub.leave();
  });

  it('[CH41] wants the server to be named, unless the connection was narrowed to one; ids of messages are enough', async () => {
    const hub = await owner.hub();
    for (const [type, body] of [
      ['chat:send', { scope: 'global', content: 'x' }],
      ['chat:history', {}],
      ['chat:unread', {}],
      ['chat:search', { q: 'x' }],
    ] as const) {
      assert.equal((await hub.refusal(type, body)).code, 'invalid', type);
    }
    const narrow = await owner.hub({ server_id: first });
    const sent = await ask(narrow, 'chat:send', { scope: 'global', content: 'narrow' });
    assert.equal(sent.server_id, first);
    assert.equal((await narrow.refusal('chat:history', { server_id: second })).code, 'invalid');
    const reacted = await ask(hub, 'chat:react', { message_id: sent.id, emoji: '👍' });
    assert.deepEqual(reacted.reactions, { '👍': [owner.user_id] });
    await hub.hear('chat:reacted', ({ message_id }) => message_id === sent.id);
    const elsewhere = await owner.call('POST', `/servers/${second}/chat/send`, {
      scope: 'global',
      content: 'elsewhere',
    });
    await hub.hear('chat:sent', ({ id }) => id === elsewhere.body.id);
    const fence = await owner.call('POST', `/servers/${first}/chat/send`, { scope: 'global', content: 'fence' });
    await narrow.hear('chat:sent', ({ id }) => id === fence.body.id);
    assert.ok(!narrow.heard.some(({ body }) => body.id === elsewhere.body.id), 'a narrow connection hears one server');
    await Promise.all([hub.leave(), narrow.leave()]);
  });

  it('[CH42] takes members with a token only, as the world does', async () => {
    const stranger = await person(server, 'stranger');
    const refusals: [() => Promise<unknown>, number][] = [
      [() => stranger.hub({ server_id: second }), 404],
      [() => stranger.hub({ server_id: first }), 403],
      [() => stranger.hub({ server_id: 'x' }), 400],
      [() => stranger.hub({ protocol: 0 }), 426],
      [() => stranger.hub({ protocol: 'new' }), 400],
    ];
    for (const [join, code] of refusals) await assert.rejects(join, (error: { code: number }) => error.code === code);
    const nobody = { ...stranger };
    const { visitHub } = await import('../harness/people.ts');
    await assert.rejects(
      visitHub(server.url, '', { protocol: PROTOCOL_VERSION }),
      (error: { code: number }) => error.code === 401,
    );
    await assert.rejects(visitHub(server.url, `${nobody.token}x`), (error: { code: number }) => error.code === 401);
    const hub = await stranger.hub();
    assert.equal((await hub.refusal('chat:history', { server_id: first })).code, 'chat/not_a_member');
    await hub.leave();
  });

  it('[CH42] closes with the session, and where the one server of a narrow connection is lost', async () => {
    const someone = await member(server, first, 'closing');
    const [hub, narrow] = [await someone.hub(), await someone.hub({ server_id: first })];
    await owner.call('DELETE', `/servers/${first}/members/${someone.user_id}`);
    await eventually(() => narrow.closed.code === 4101, 5_000);
    assert.equal(hub.closed.code, undefined, 'the wide one stays');
    await someone.call('POST', '/users/logout', { refresh_token: someone.refresh_token });
    await eventually(() => hub.closed.code === 4103, 5_000);
  });

  it('[CH43] tells that somebody writes until they have written, stop, or five seconds are over', async () => {
    const [hub, writer] = [await owner.hub(), await guest.hub()];
    const at = { server_id: first, scope: 'global' };
    const states = () =>
      hub.heard.filter(({ type }) => type === 'chat:typing_changed').map(({ body }) => [body.username, body.is_typing]);
    await ask(writer, 'chat:typing', { ...at, is_typing: true });
    await ask(writer, 'chat:typing', { ...at, is_typing: true });
    await ask(writer, 'chat:typing', { ...at, is_typing: false });
    await ask(writer, 'chat:typing', { ...at, is_typing: true });
    await ask(writer, 'chat:send', { ...at, content: 'written' });
    await ask(writer, 'chat:typing', { ...at, is_typing: true });
    const began = performance.now();
    await eventually(() => states().length === 6, 8_000);
    const lasted = performance.now() - began;
    assert.ok(lasted > 3_500 && lasted < 6_500, `it ended after ${lasted} ms`);
    assert.deepEqual(
      states().map(([, is]) => is),
      [true, false, true, false, true, false],
    );
    assert.equal(states()[0]![0], guest.username);
    await Promise.all([hub.leave(), writer.leave()]);
  });

  it('[CH44] tells one’s other connections how far one has read, and of blocks', async () => {
    const [one, other] = [await guest.hub(), await guest.hub()];
    const sent = await owner.call('POST', `/servers/${first}/chat/send`, { scope: 'global', content: 'read this' });
    const { id, channel_id } = sent.body;
    await ask(one, 'chat:mark_read', { server_id: first, scope: 'channel', channel_id, message_id: id });
    const read = await other.hear('chat:read', ({ last_read_id }) => last_read_id === id);
    assert.equal(read.channel_id, channel_id);
    await guest.call('PUT', `/users/me/blocks/${owner.user_id}`);
    await other.hear('chat:blocks_changed');
    await guest.call('DELETE', `/users/me/blocks/${owner.user_id}`);
    await Promise.all([one.leave(), other.leave()]);
  });

  it('[CH45] sends again what a connection missed that broke and came back, each message once by its id', async () => {
    const hub = await guest.hub();
    const before = await owner.call('POST', `/servers/${first}/chat/send`, { scope: 'global', content: 'before' });
    await hub.hear('chat:sent', ({ id }) => id === before.body.id);
    hub.room.reconnection.minDelay = 400;
    (hub.room.connection.transport as Any).ws?.close?.(4010);
    const missed: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { body } = await owner.call('POST', `/servers/${first}/chat/send`, {
        scope: 'global',
        content: `missed ${n}`,
      });
      missed.push(body.id);
    }
    for (const id of missed) await hub.hear('chat:sent', (body) => body.id === id);
    await hub.leave();
  });

  it('[CH46] lets nothing pass nearby between two of whom one has blocked the other', async () => {
    const blocked = await member(server, first, 'blocked');
    const [a, b, c] = [await owner.join(first), await blocked.join(first), await guest.join(first)];
    await owner.call('PUT', `/users/me/blocks/${blocked.user_id}`);
    await a.hear('chat:blocks_changed');
    await b.hear('chat:blocks_changed');
    const say = (one: Connection, content: string) => ask(one, 'chat:send', { scope: 'proximity', content });
    const heardBy = (one: Connection) =>
      one.heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.content);
    // The lists are read after the news of them, so the first words may still pass.
    for (let round = 0; ; round++) {
      await say(a, `one ${round}`);
      await say(b, `other ${round}`);
      await say(c, `fence ${round}`);
      for (const one of [a, b]) await one.hear('chat:sent', ({ content }) => content === `fence ${round}`);
      if (!heardBy(a).includes(`other ${round}`) && !heardBy(b).includes(`one ${round}`)) break;
      assert.ok(round < 20, 'they still hear each other');
    }
    for (const content of ['one 0', 'other 0']) assert.ok(heardBy(c).includes(content), 'others hear both');
    await Promise.all([a, b, c].map((one) => one.leave()));
  });

  it('[CH49] takes what passes between two also from a world that only one of them is in', async () => {
    const third = await found(owner);
    const afar = await member(server, third, 'afar');
    const inside = await owner.join(first);
    const ear = await afar.hub();
    const direct = { scope: 'direct', target_user_id: afar.user_id };
    const sent = await ask(inside, 'chat:send', { ...direct, content: 'from another world' });
    assert.equal((await ear.hear('chat:sent', ({ id }) => id === sent.id)).server_id, third);
    const reacted = await ask(inside, 'chat:react', { message_id: sent.id, emoji: '👍' });
    assert.deepEqual(reacted.reactions, { '👍': [owner.user_id] });
    const history = await ask(inside, 'chat:history', direct);
    assert.equal(history.messages[0].id, sent.id);
    // What was said in the channels of another server is not looked for from here.
    const { body: elsewhere } = await owner.call('POST', `/servers/${third}/chat/send`, {
      ...{ scope: 'global', content: 'a channel elsewhere' },
    });
    const refused = await inside.refusal('chat:react', { message_id: elsewhere.id, emoji: '👍' });
    assert.equal(refused.code, 'chat/message_not_found');
    await Promise.all([inside, ear].map((one) => one.leave()));
  });
});
