// Faults 13, 17 and 24 of chat on two processes: one id sent through both, edits and deletions that meet, a process that is
// killed, and Redis away. Whichever process answers, there is one truth, and everybody ends with it.

import assert from 'node:assert/strict';
import { newerOf } from '../../client/state/chat-conversation.ts';
import type { Message } from '../../shared/protocol/chat.ts';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, member, type Person, person, visitHub } from '../harness/people.ts';
import { callRest, type RestAnswer } from '../harness/rest.ts';
import { type Member, pairOfServers } from './pair.ts';
import { history } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const HEAL_MS = 20_000;
const PATIENCE_MS = 30_000;
const ROUNDS = 12;

const by = (one: Person, process: Member, method: string, path: string, body?: unknown): Promise<RestAnswer> =>
  callRest(method, `${process.url}/api/v1${path}`, { token: one.token, body });
const ask = (one: Connection, type: string, body: unknown): Promise<Any> =>
  one.room.request(type as never, body as never) as Promise<Any>;
const contentsOf = ({ heard }: Connection): string[] =>
  heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.content);

describe('chat on two processes', function () {
  this.timeout(120_000);
  const pair = pairOfServers();
  let owner: Person;
  let guest: Person;
  let serverId: string;
  const path = (rest: string) => `/servers/${serverId}${rest}`;
  const hubOf = (one: Person, process: Member) => visitHub(process.url, one.token);
  const readerOf = (one: Person, process: Member): Pick<Person, 'call'> => ({
    call: (...call) => by(one, process, ...call),
  });

  beforeEach(async () => {
    owner = await person(pair.a, 'owner');
    serverId = await found(owner);
    guest = await member(pair.b, serverId, 'guest');
  });
  afterEach(async () => {
    await pair.redis.start();
  });

  it('[CH62] make one message of one client_msg_id that comes through both at once, wherever it goes', async () => {
    const hubs = [await hubOf(owner, pair.a), await hubOf(owner, pair.b)];
    const ears = [await hubOf(guest, pair.a), await hubOf(guest, pair.b)];
    // The first word between two: its conversation is made at the same time.
    const targets = [{ scope: 'global' }, { scope: 'direct', target_user_id: guest.user_id }];
    for (const [round, target] of targets.entries()) {
      const body = { ...target, content: `once ${round}`, client_msg_id: `id-${round}` };
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          n % 2
            ? ask(hubs[(n >> 1) % 2]!, 'chat:send', { ...body, server_id: serverId })
            : by(owner, (n >> 1) % 2 ? pair.a : pair.b, 'POST', path('/chat/send'), body).then((answer) => answer.body),
        ),
      );
      assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
      for (const ear of ears) await ear.hear('chat:sent', ({ id }) => id === answers[0].id);
      const others = await Promise.all(
        [pair.a, pair.b].map((process) =>
          by(owner, process, 'POST', path('/chat/send'), { ...body, content: 'other' }),
        ),
      );
      assert.deepEqual(
        others.map(({ status, body: { error } }) => [status, error.code]),
        Array(2).fill([409, 'chat/id_conflict']),
      );
    }
    // One id in two conversations at once: one of them has it, all others hear that.
    const channel = (await by(owner, pair.a, 'POST', path('/channels'), { name: 'aside' })).body;
    const raced = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        by(owner, n % 2 ? pair.a : pair.b, 'POST', path('/chat/send'), {
          ...{ content: 'where?', client_msg_id: 'two places'.replace(' ', '-') },
          ...(n % 3 ? { scope: 'global' } : { scope: 'channel', channel_id: channel.id }),
        }),
      ),
    );
    assert.deepEqual([...new Set(raced.map(({ status }) => status))].sort(), [201, 409]);
    assert.equal(new Set(raced.filter(({ status }) => status === 201).map(({ body }) => body.id)).size, 1);
    const fence = (await by(owner, pair.b, 'POST', path('/chat/send'), { scope: 'global', content: 'fence' })).body;
    for (const ear of ears) {
      await ear.hear('chat:sent', ({ id }) => id === fence.id);
      assert.deepEqual(contentsOf(ear).sort(), ['fence', 'once 0', 'once 1', 'where?'], 'each is heard once');
    }
    await Promise.all([...hubs, ...ears].map((one) => one.leave()));
  });

  it('[CH62] also while one of them is killed: what was acknowledged is there once, what was not is sent again', async () => {
    const acked = new Map<string, Set<string>>();
    const ear = await hubOf(guest, pair.a);
    let killed = false;
    const send = async (n: number): Promise<void> => {
      const body = { scope: 'global', content: `kept ${n}`, client_msg_id: `kept-${n}` };
      // The same through both; through the one that lives until it is taken.
      const through = async (process: Member, again: boolean): Promise<void> => {
        for (const deadline = performance.now() + PATIENCE_MS; ; ) {
          const answer = await by(owner, process, 'POST', path('/chat/send'), body).catch(() => undefined);
          if (answer?.status === 201) {
            acked.set(body.content, (acked.get(body.content) ?? new Set()).add(answer.body.id));
            return;
          }
          assert.ok(!answer || answer.status >= 500, JSON.stringify(answer?.body));
          if (!again) return;
          assert.ok(performance.now() < deadline);
        }
      };
      await Promise.all([through(pair.a, true), through(pair.b, false)]);
    };
    const sending = (async () => {
      for (let n = 0; n < 60; n += 6) {
        await Promise.all(Array.from({ length: 6 }, (_, m) => send(n + m)));
        if (n === 18) {
          void pair.b.server.end('SIGKILL');
          killed = true;
        }
      }
    })();
    await sending;
    assert.ok(killed);
    assert.equal(acked.size, 60);
    const stored = await history(readerOf(guest, pair.a), serverId);
    assert.equal(stored.length, 60);
    for (const { content, id } of stored) assert.deepEqual([...acked.get(content)!], [id], content);
    await eventually(() => new Set(contentsOf(ear)).size === 60);
    assert.equal(contentsOf(ear).length, 60, 'each is heard once');
    await eventually(() => pair.b.server.child.signalCode !== null || pair.b.server.child.exitCode !== null);
    await pair.b.start();
    await ear.leave();
  });

  it('[CH63] let edits and deletions that meet end the same for everybody, by the rule of our client', async () => {
    const ears = await Promise.all([
      hubOf(guest, pair.a),
      hubOf(guest, pair.b),
      hubOf(owner, pair.a),
      hubOf(owner, pair.b),
    ]);
    for (let round = 0; round < ROUNDS; round++) {
      const { body: sent } = await by(owner, pair.a, 'POST', path('/chat/send'), {
        scope: 'global',
        content: `round ${round}`,
      });
      const edit = (process: Member, n: number) =>
        by(owner, process, 'POST', path(`/chat/${sent.id}/edit`), { new_content: `edit ${n}` });
      const remove = (process: Member) => by(owner, process, 'DELETE', path(`/chat/${sent.id}`));
      const pin = (process: Member) => by(owner, process, 'POST', path(`/chat/${sent.id}/pin`), { pinned: true });
      const deletes = round % 2 === 0;
      const done = await Promise.all([
        ...Array.from({ length: 6 }, (_, n) => edit(n % 2 ? pair.a : pair.b, n)),
        ...(deletes ? [remove(round % 4 ? pair.a : pair.b)] : [pin(pair.a)]),
      ]);
      for (const { status, body } of done)
        assert.ok([200, 204].includes(status) || body.error.code === 'chat/message_deleted', JSON.stringify(body));
      const fence = (await by(owner, pair.b, 'POST', path('/chat/send'), { scope: 'global', content: `end ${round}` }))
        .body;
      const stored = await Promise.all(
        [pair.a, pair.b].map((process) => by(guest, process, 'GET', path(`/chat/${sent.id}`))),
      );
      assert.deepEqual(stored[0]!.body, stored[1]!.body);
      const truth: Message = stored[0]!.body;
      assert.equal(truth.deleted_at !== null, deletes);
      const edits = done.slice(0, 6).filter(({ status }) => status === 200);
      const known = (one: Connection): Message =>
        one.heard
          .filter(({ type, body }) => /edited|deleted|pinned/.test(type) && body.id === sent.id)
          .reduce((message: Message, { body }) => newerOf(message, body), sent);
      for (const ear of ears) {
        await ear.hear('chat:sent', ({ id }) => id === fence.id);
        await eventually(
          () =>
            ear.heard.filter(({ type, body }) => type === 'chat:edited' && body.id === sent.id).length === edits.length,
        );
        await eventually(() => known(ear).deleted_at === truth.deleted_at && known(ear).content === truth.content);
        const { content, deleted_at, edited_at } = known(ear);
        assert.deepEqual([content, deleted_at, edited_at], [truth.content, truth.deleted_at, truth.edited_at]);
      }
      const times = edits.map(({ body }) => body.edited_at);
      assert.equal(new Set(times).size, times.length, 'of two edits one is the later');
      if (deletes) continue;
      const { body: kept } = await by(owner, pair.a, 'GET', path(`/chat/${sent.id}/versions`));
      assert.equal(kept.versions.length, edits.length, 'no earlier version is lost');
    }
    await Promise.all(ears.map((one) => one.leave()));
  });

  it('[CH64] bring all that happened while Redis was away to who is connected to the other: words, channels, marks, memberships', async () => {
    const other = await found(owner, { access: 'invite' });
    const far = await hubOf(guest, pair.b);
    const seen = (await by(owner, pair.a, 'POST', path('/chat/send'), { scope: 'global', content: 'seen' })).body;
    await far.hear('chat:sent', ({ id }) => id === seen.id);
    await pair.redis.kill();
    const before = far.heard.length;
    const direct = await by(owner, pair.a, 'POST', path('/chat/send'), {
      scope: 'direct',
      target_user_id: guest.user_id,
      content: 'between two',
    });
    const channel = await by(owner, pair.a, 'POST', path('/channels'), { name: 'while away', is_private: true });
    const added = await by(owner, pair.a, 'POST', path(`/channels/${channel.body.id}/members`), {
      user_id: guest.user_id,
    });
    const inIt = await by(owner, pair.a, 'POST', path(`/channels/${channel.body.id}/messages`), {
      content: 'in the new channel',
    });
    const global = await by(owner, pair.a, 'POST', path('/chat/send'), { scope: 'global', content: 'to all' });
    const edited = await by(owner, pair.a, 'POST', path(`/chat/${seen.id}/edit`), { new_content: 'seen and edited' });
    const mark = await by(guest, pair.a, 'POST', path(`/channels/${global.body.channel_id}/mark-read`), {
      message_id: global.body.id,
    });
    const entered = await by(owner, pair.a, 'POST', `/servers/${other}/members`, { user_id: guest.user_id });
    const elsewhere = await by(owner, pair.a, 'POST', `/servers/${other}/chat/send`, {
      scope: 'global',
      content: 'elsewhere',
    });
    assert.deepEqual(
      [direct, channel, added, inIt, global, edited, mark, entered, elsewhere].map(({ status }) => status),
      [201, 201, 201, 201, 201, 200, 200, 201, 201],
    );
    await pair.redis.start();
    const hears = (type: string, is: (body: Any) => boolean = () => true) =>
      eventually(() => far.heard.slice(before).find((one) => one.type === type && is(one.body)), HEAL_MS);
    await hears('chat:gap');
    await hears('chat:channels_changed', ({ server_id }) => server_id === serverId);
    await hears('chat:memberships_changed', ({ server_id }) => server_id === other);
    // What all of a server may hear, or those of a channel, is told again; the rest is asked for.
    for (const { body } of [inIt, global]) await hears('chat:sent', ({ id }) => id === body.id);
    const { messages, changed, gap } = await ask(far, 'chat:resume', { after: seen.id });
    assert.equal(gap, false);
    const ids = messages.map(({ id }: Message) => id);
    for (const { body } of [direct, inIt, global, elsewhere]) assert.ok(ids.includes(body.id), body.content);
    const again = [...messages, ...changed].find(({ id }: Message) => id === seen.id);
    assert.equal(again.content, 'seen and edited');
    const unread = await ask(far, 'chat:unread', { server_id: serverId });
    const left = unread.channels.find(({ channel_id }: Any) => channel_id === global.body.channel_id);
    assert.deepEqual([left.unread, left.last_read_id], [0, global.body.id]);
    assert.deepEqual(
      unread.directs.map(({ user_id, unread: count }: Any) => [user_id, count]),
      [[owner.user_id, 1]],
    );
    // And from here on everything comes by itself again.
    const { body: later } = await by(owner, pair.a, 'POST', `/servers/${other}/chat/send`, {
      scope: 'global',
      content: 'later',
    });
    await eventually(() => far.heard.some(({ body }) => body.id === later.id), HEAL_MS);
    const { body: word } = await by(owner, pair.a, 'POST', path('/chat/send'), {
      scope: 'direct',
      target_user_id: guest.user_id,
      content: 'again',
    });
    await far.hear('chat:sent', ({ id }) => id === word.id);
    const told = far.heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.id);
    assert.equal(new Set(told).size, told.length, 'nothing is told twice');
    await far.leave();
  });
});
