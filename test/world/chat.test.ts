import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';

// biome-ignore lint/suspicious/noExplicitAny: the SDK's types do not know our messages
type Any = any;
const say = (visit: Any, body: unknown): Promise<Any> => visit.room.request('chat:send', body);

describe('chat', function () {
  this.timeout(60_000);
  const server = testServer();
  let owner: Person;
  let serverId: string;

  before(async () => {
    owner = await person(server, 'owner');
    serverId = await found(owner, {
      zones: [{ name: 'Room', type: 'PRIVATE', at: [20, 2, 12, 10] }],
      spawn: [3, 3],
    });
  });

  it('[CH1] answers a send with the stored message, in one shape everywhere', async () => {
    const visit = await owner.join(serverId);
    const sent = await say(visit, { content: '  Grüße,\n\t👋 welcome  ', scope: 'global', client_msg_id: 'first' });
    assert.equal(sent.content, 'Grüße,\n\t👋 welcome');
    const told = await visit.hear('chat:sent', ({ id }) => id === sent.id);
    const { body } = await owner.call('GET', `/servers/${serverId}/chat/history`);
    assert.deepEqual(told, sent);
    assert.deepEqual(body.messages[0], sent);
    assert.deepEqual(Object.keys(sent).sort(), [
      ...['attachments', 'channel_id', 'client_msg_id', 'content', 'created_at', 'deleted_at', 'edited_at', 'id'],
      ...[
        'is_pinned',
        'mentions',
        'mentions_all',
        'message_type',
        'parent_message_id',
        'reactions',
        'reply_count',
        'scope',
      ],
      ...['server_id', 'target_user_id', 'user_id', 'username', 'zone_id'],
    ]);
    assert.match(sent.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    await visit.leave();
  });

  it('[CH2] makes one message of 50 concurrent sends with one client_msg_id, over REST and the room', async () => {
    const visit = await owner.join(serverId);
    const body = { content: 'only once', scope: 'global', client_msg_id: 'once' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) =>
        n % 2 ? say(visit, body) : (await owner.call('POST', `/servers/${serverId}/chat/send`, body)).body,
      ),
    );
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
    const { body: history } = await owner.call('GET', `/servers/${serverId}/chat/history?limit=100`);
    assert.equal(history.messages.filter(({ content }: Any) => content === 'only once').length, 1);
    const told = visit.heard.filter(({ body: one }) => one.content === 'only once');
    assert.equal(told.length, 1);
    await visit.leave();
  });

  it('[CH3] answers another message under a used client_msg_id with 409', async () => {
    const path = `/servers/${serverId}/chat/send`;
    const first = { content: 'one', scope: 'global', client_msg_id: 'conflict' };
    assert.equal((await owner.call('POST', path, first)).status, 201);
    const answer = await owner.call('POST', path, { ...first, content: 'two' });
    assert.deepEqual([answer.status, answer.body.error.code], [409, 'chat/id_conflict']);
    const other = await member(server, serverId);
    assert.equal((await other.call('POST', path, { ...first, content: 'mine' })).status, 201, 'ids are per author');
  });

  it('[CH4] tells proximity talk to the sender and those in earshot, to nobody else, and stores nothing', async () => {
    const [near, far, inside, inside2] = await Promise.all(
      ['near', 'far', 'inside', 'inside'].map((name) => member(server, serverId, name)),
    );
    const speaker = await owner.join(serverId);
    const visits = await Promise.all([near!, far!, inside!, inside2!].map((one) => one.join(serverId)));
    const places: [number, number][] = [
      [8, 5],
      [9, 6],
      [20, 5],
      [31, 11],
    ];
    await (speaker.room as Any).request('world:walk_to', { x: 3, y: 5 });
    await Promise.all(
      visits.map((one, n) => (one.room as Any).request('world:walk_to', { x: places[n]![0], y: places[n]![1] })),
    );
    const stands = (one: Any, [x, y]: [number, number]) =>
      one.me().dir === 0 && one.me().x === x * 64 + 32 && one.me().y === y * 64 + 32;
    await eventually(() => stands(speaker, [3, 5]) && visits.every((one, n) => stands(one, places[n]!)), 20_000);
    await say(speaker, { content: 'psst', scope: 'proximity' });
    await say(visits[2], { content: 'in here', scope: 'proximity' });
    await owner.call('POST', `/servers/${serverId}/chat/send`, { content: 'by rest', scope: 'proximity' });
    // What everybody hears comes last, so that what was not heard before it never will be.
    await say(speaker, { content: 'all heard?', scope: 'global' });
    for (const one of [speaker, ...visits]) await one.hear('chat:sent', ({ content }) => content === 'all heard?');
    const heard = [speaker, ...visits].map((one) =>
      one.heard.filter(({ body }) => body.scope === 'proximity').map(({ body }) => body.content),
    );
    assert.deepEqual(heard, [['psst', 'by rest'], ['psst', 'by rest'], [], ['in here'], ['in here']]);
    const { body } = await owner.call('GET', `/servers/${serverId}/chat/history?limit=100`);
    assert.ok(!body.messages.some(({ scope }: Any) => scope === 'proximity'));
    await Promise.all([speaker, ...visits].map((one) => one.leave()));
  });

  it('[CH43] tells those who heard that somebody writes nearby that it ended, wherever both are by then', async () => {
    const [writing, leaving, walking] = await Promise.all(
      ['writing', 'leaving', 'walking'].map((name) => member(server, serverId, name)),
    );
    const [writer, leaver, walker] = await Promise.all([writing!, leaving!, walking!].map((one) => one.join(serverId)));
    const ask = (one: Any, type: string, body: unknown) => one.room.request(type, body);
    for (const one of [writer, leaver]) await ask(one, 'chat:typing', { scope: 'proximity', is_typing: true });
    const told = (user: Any, is: boolean) =>
      walker!.hear('chat:typing_changed', ({ user_id, is_typing }) => user_id === user.user_id && is_typing === is);
    await told(writing, true);
    await told(leaving, true);
    await leaver!.leave();
    await ask(walker, 'world:walk_to', { x: 20, y: 5 });
    await eventually(() => walker!.me().x > 15 * 64, 10_000);
    await ask(writer, 'chat:typing', { scope: 'proximity', is_typing: false });
    await told(writing, false);
    await told(leaving, false);
    await Promise.all([writer, walker].map((one) => one!.leave()));
  });

  it('[CH5] refuses proximity talk of who is not in the world, and any talk of who is no member', async () => {
    const outside = await member(server, serverId);
    const path = `/servers/${serverId}/chat/send`;
    const quiet = await outside.call('POST', path, { content: 'hello?', scope: 'proximity' });
    assert.deepEqual([quiet.status, quiet.body.error.code], [403, 'chat/not_in_world']);
    const stranger = await person(server, 'stranger');
    for (const scope of ['global', 'proximity']) {
      const answer = await stranger.call('POST', path, { content: 'let me in', scope });
      assert.equal(answer.status, 403, scope);
    }
    assert.equal((await stranger.call('GET', `/servers/${serverId}/chat/history`)).status, 403);
    const hidden = await found(await person(server), { access: 'invite' });
    const nowhere = '01900000-0000-7000-8000-000000000000';
    const answers = await Promise.all(
      [hidden, nowhere].map(async (id) => (await stranger.call('GET', `/servers/${id}/chat/history`)).body.error.code),
    );
    assert.deepEqual(answers, ['servers/not_found', 'servers/not_found']);
  });

  it('[CH6] pages through history newest first, without a gap or a repeat while messages come in', async () => {
    const id = await found(await Promise.resolve(owner));
    const path = `/servers/${id}/chat`;
    for (let n = 1; n <= 25; n++) await owner.call('POST', `${path}/send`, { content: `${n}`, scope: 'global' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&before=${encodeURIComponent(cursor)}` : '';
      const { body } = await owner.call('GET', `${path}/history?limit=7${query}`);
      seen.push(...body.messages.map(({ content }: Any) => content));
      cursor = body.cursor;
      assert.equal(body.has_more, cursor !== null);
      await owner.call('POST', `${path}/send`, { content: 'meanwhile', scope: 'global' });
    } while (cursor);
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, n) => `${25 - n}`),
    );
    const { body } = await owner.call('GET', `${path}/history?limit=1`);
    const before = await owner.call('GET', `${path}/history?before=${body.messages[0].created_at}`);
    assert.ok(before.body.messages.length >= 25);
  });

  it('[CH7] refuses cursors that are forged or of another list, and limits out of bounds', async () => {
    const other = await found(owner);
    for (let n = 0; n < 3; n++) {
      await owner.call('POST', `/servers/${other}/chat/send`, { content: `${n}`, scope: 'global' });
    }
    const { body } = await owner.call('GET', `/servers/${other}/chat/history?limit=1`);
    const path = `/servers/${serverId}/chat/history`;
    const cases: [string, string][] = [
      [`before=${body.cursor}`, 'invalid_cursor'],
      ['before=x', 'invalid_cursor'],
      [`before=${body.cursor}x`, 'invalid_cursor'],
      ['limit=0', 'invalid'],
      ['limit=-1', 'invalid'],
      ['limit=101', 'invalid'],
      ['limit=1e9', 'invalid'],
      ['limit=ten', 'invalid'],
      ['scope=proximity', 'invalid'],
    ];
    for (const [query, code] of cases) {
      const answer = await owner.call('GET', `${path}?${query}`);
      assert.deepEqual([answer.status, answer.body.error?.code], [400, code], query);
    }
    const own = await owner.call('GET', `/servers/${other}/chat/history?limit=1&before=${body.cursor}`);
    assert.equal(own.status, 200);
  });

  const refusedContents: [string, unknown][] = [
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['2001 characters', 'x'.repeat(2001)],
    ['a megabyte', 'x'.repeat(250_000)],
    ['a NUL', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['a lone surrogate', 'a\ud800b'],
    ['zero-width characters alone', '\u200b\u200c\u200d\ufeff'],
    ['a number', 7],
    ['a list', ['x']],
  ];
  it('[CH8] refuses what is no message with 400, and takes 2000 characters however many bytes they are', async () => {
    const path = `/servers/${serverId}/chat/send`;
    for (const [name, content] of refusedContents) {
      const answer = await owner.call('POST', path, { content, scope: 'global' });
      assert.deepEqual([answer.status, answer.body.error?.code], [400, 'invalid'], name);
    }
    for (const content of [
      '👩‍🚀'.repeat(400),
      'x'.repeat(2000),
      '<script>alert(1)</script>',
      'a\u202eb',
      'z\u0351\u0352',
    ]) {
      const answer = await owner.call('POST', path, { content, scope: 'global' });
      assert.equal(answer.status, 201);
      assert.equal(answer.body.content, content);
    }
  });
});

describe('chat limits', function () {
  this.timeout(60_000);
  const server = testServer({ RATE_LIMITS: 'on' });

  it('[CH9] lets ten messages through at once, then answers 429 with when to come back; the connection stays', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const visit = await owner.join(serverId);
    for (let n = 0; n < 10; n++) await say(visit, { content: `${n}`, scope: n % 2 ? 'global' : 'proximity' });
    const refusal = await visit.refusal('chat:send', { content: 'too fast', scope: 'global' });
    assert.equal(refusal.code, 'rate_limited');
    assert.ok(refusal.retry_after >= 1 && refusal.retry_after <= 2);
    const answer = await owner.call('POST', `/servers/${serverId}/chat/send`, { content: 'rest', scope: 'global' });
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    assert.equal(visit.closed.code, undefined);
    await visit.leave();
  });

  it('[CH10] lets one socket make a hundred chat requests a minute, whatever they are', async () => {
    const owner = await person(server, 'reader');
    const visit = await owner.join(await found(owner));
    const ask = () => visit.room.request('chat:history' as never, { limit: 1 } as never);
    for (let n = 0; n < 100; n++) {
      await ask();
      // Sixty frames a second are the other limit.
      if (n % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    // What came back meanwhile is a handful.
    await assert.rejects(async () => {
      for (let n = 0; n < 8; n++) await ask();
    });
    assert.equal((await visit.refusal('chat:history', {})).code, 'rate_limited');
    assert.equal(visit.closed.code, undefined);
    await visit.leave();
  });
});
