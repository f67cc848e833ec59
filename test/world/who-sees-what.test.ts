// Who sees what, as a table: every kind of place, every role, every way to learn of something. Nobody sees a byte of what
// they may not: the secret word of each message is looked for in all that everybody was sent and answered.

import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.ts';
import { type Connection, found, type Person, person, type Visit } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
const NAMES = ['owner', 'admin', 'moderator', 'insider', 'guest', 'member', 'stranger'] as const;
type Name = (typeof NAMES)[number];
const MEMBERS = NAMES.filter((name) => name !== 'stranger');
type Case = { title: string; place: (ids: Ids) => Record<string, unknown>; sender: Name; readers: readonly Name[] };
type Ids = { channels: Record<string, string>; zones: Record<string, string>; people: Record<Name, string> };

const inChannel = (name: string) => (ids: Ids) => ({ scope: 'channel', channel_id: ids.channels[name] });
const inZone = (name: string) => (ids: Ids) => ({ scope: 'zone', zone_id: ids.zones[name] });
const CASES: readonly Case[] = [
  { title: 'the default channel', place: () => ({ scope: 'global' }), sender: 'member', readers: MEMBERS },
  { title: 'a channel for all', place: inChannel('open'), sender: 'member', readers: MEMBERS },
  {
    title: 'a private channel',
    place: inChannel('private'),
    sender: 'insider',
    readers: ['owner', 'admin', 'moderator', 'insider'],
  },
  {
    title: 'a channel from moderators up',
    place: inChannel('moderators'),
    sender: 'moderator',
    readers: ['owner', 'admin', 'moderator'],
  },
  { title: 'a channel from admins up', place: inChannel('admins'), sender: 'admin', readers: ['owner', 'admin'] },
  {
    title: 'a channel hidden from members but one',
    place: inChannel('hidden'),
    sender: 'guest',
    readers: ['owner', 'admin', 'moderator', 'guest'],
  },
  { title: 'a zone for all', place: inZone('Lawn'), sender: 'member', readers: MEMBERS },
  { title: 'a private zone', place: inZone('Room'), sender: 'insider', readers: ['insider', 'guest'] },
  {
    title: 'two people',
    place: ({ people }) => ({ scope: 'direct', target_user_id: people.guest }),
    sender: 'insider',
    readers: ['insider', 'guest'],
  },
];

describe('who sees what', function () {
  this.timeout(120_000);
  const server = testServer();
  const people = {} as Record<Name, Person>;
  const hubs = {} as Record<Name, Connection>;
  const visits = {} as Record<Name, Visit>;
  let ids: Ids;
  let serverId: string;
  const path = (rest: string): string => `/servers/${serverId}${rest}`;
  const connectionsOf = (name: Name): Connection[] => [hubs[name], visits[name]].filter((one) => one !== undefined);

  before(async () => {
    people.owner = await person(server, 'owner');
    serverId = await found(people.owner, {
      access: 'approval',
      zones: [
        { name: 'Room', type: 'PRIVATE', at: [20, 2, 6, 6] },
        { name: 'Lawn', type: 'PUBLIC', at: [2, 10, 6, 4] },
      ],
      spawn: [3, 3],
    });
    for (const [name, role] of [
      ...[['admin', 'ADMIN'] as const, ['moderator', 'MODERATOR'] as const],
      ...[['insider', 'MEMBER'] as const, ['guest', 'MEMBER'] as const, ['member', 'MEMBER'] as const],
    ]) {
      people[name] = await person(server, name);
      const added = await people.owner.call('POST', path('/members'), { user_id: people[name].user_id, role });
      assert.ok(added.status < 300, JSON.stringify(added.body));
    }
    people.stranger = await person(server, 'stranger');
    const create = async (name: string, fields: Any = {}): Promise<string> => {
      const { status, body } = await people.owner.call('POST', path('/channels'), { name, ...fields });
      assert.equal(status, 201, JSON.stringify(body));
      return body.id;
    };
    const hidden = [
      { role: 'MEMBER', deny: ['view'] },
      { user_id: people.guest.user_id, allow: ['view'] },
    ];
    ids = {
      channels: {
        open: await create('open'),
        private: await create('private', { is_private: true }),
        moderators: await create('moderators', { min_role: 'MODERATOR' }),
        admins: await create('admins', { min_role: 'ADMIN' }),
        hidden: await create('hidden', { overwrites: hidden }),
      },
      zones: Object.fromEntries(
        (await people.owner.call('GET', path('/zones'))).body.zones.map(({ name, id }: Any) => [name, id]),
      ),
      people: Object.fromEntries(NAMES.map((name) => [name, people[name].user_id])) as Ids['people'],
    };
    const added = await people.moderator.call('POST', path(`/channels/${ids.channels.private}/members`), {
      user_id: people.insider.user_id,
    });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    for (const name of NAMES) {
      hubs[name] = await people[name].hub();
      if (name !== 'stranger') visits[name] = await people[name].join(serverId);
    }
    const inside: [Name, number, number][] = [
      ['insider', 22, 4],
      ['guest', 24, 6],
    ];
    for (const [name, x, y] of inside) await visits[name].room.request('world:walk_to' as never, { x, y } as never);
    await eventually(
      () => inside.every(([name, x, y]) => visits[name].me().x === x * 64 + 32 && visits[name].me().y === y * 64 + 32),
      20_000,
    );
  });
  after(async () => {
    const open = NAMES.flatMap(connectionsOf).filter(({ closed }) => closed.code === undefined);
    await Promise.all(open.map((one) => one.leave()));
  });

  for (const [index, { title, place, sender, readers }] of CASES.entries()) {
    it(`[CH20] ${title}: ${readers.join(', ')} and nobody else, whatever the way`, async () => {
      const word = `secret${index}word`;
      const target = place(ids);
      const query = new URLSearchParams(target as Record<string, string>).toString();
      const outsiders = NAMES.filter((name) => !readers.includes(name));
      for (const name of NAMES) for (const one of connectionsOf(name)) one.heard.length = 0;
      const leaked = new Map<Name, string[]>(NAMES.map((name) => [name, []]));
      const note = (name: Name, answer: unknown): void => void leaked.get(name)!.push(JSON.stringify(answer));

      // Typing, the message, an answer in its thread, an edit, a sign, a pin.
      await people[sender].call('POST', path('/chat/typing'), { is_typing: true, ...target });
      const sent = await people[sender].call('POST', path('/chat/send'), { content: `${word} first`, ...target });
      assert.equal(sent.status, 201, JSON.stringify(sent.body));
      const { id } = sent.body;
      const reply = await people[sender].call('POST', path('/chat/send'), {
        ...{ content: `${word} reply`, parent_message_id: id },
        ...target,
      });
      assert.equal(reply.status, 201, JSON.stringify(reply.body));
      await people[sender].call('POST', path(`/chat/${id}/edit`), { new_content: `${word} edited` });
      await people[sender].call('POST', path(`/chat/${id}/react`), { emoji: '👍' });
      const about = (one: Connection): string[] =>
        one.heard
          .filter(({ body }) => [body.id, body.message_id].includes(id) || body.id === reply.body.id || body.is_typing)
          .map(({ type }) => type);
      const wanted = ['chat:typing_changed', 'chat:sent', 'chat:sent', 'chat:threaded', 'chat:edited', 'chat:reacted'];
      // Fan-out: who may read is told of everything, over the hub and in the world.
      for (const name of readers) {
        for (const one of connectionsOf(name)) {
          // Where somebody stands the hub does not know: news of a private zone come in the world.
          if (title === 'a private zone' && one === hubs[name]) continue;
          const expected = title === 'two people' && name === sender ? wanted.slice(1) : wanted;
          await eventually(() => expected.every((type) => about(one).includes(type)), 5_000).catch(() => {
            throw new assert.AssertionError({ message: `${name} heard ${about(one)}` });
          });
        }
      }
      // What all members hear comes after it, so that what was not heard by then never will be.
      const after = await people.owner.call('POST', path('/chat/send'), { content: `fence ${index}`, scope: 'global' });
      for (const name of MEMBERS) {
        for (const one of connectionsOf(name)) await one.hear('chat:sent', (body) => body.id === after.body.id);
      }
      for (const name of outsiders) {
        for (const one of connectionsOf(name)) {
          assert.deepEqual(about(one), [], `${name} heard of it`);
          note(name, one.heard);
        }
      }

      for (const name of NAMES) {
        const may = readers.includes(name);
        const one = people[name];
        const asked = async (way: string, method: string, rest: string, body?: unknown) => {
          const answer = await one.call(method, path(rest), body);
          note(name, answer.body);
          assert.equal(answer.status < 300, may, `${name} by ${way}: ${answer.status} ${JSON.stringify(answer.body)}`);
          return answer;
        };
        // Between two everybody who asks for "the other" asks for another conversation.
        if (title !== 'two people') await asked('history', 'GET', `/chat/history?${query}`);
        else note(name, (await one.call('GET', path(`/chat/history?${query}`))).body);
        await asked('its id', 'GET', `/chat/${id}`);
        await asked('its thread', 'GET', `/chat/${id}/replies`);
        await asked('a reaction', 'POST', `/chat/${id}/react`, { emoji: '🎉' });
        if (may) await one.call('POST', path(`/chat/${id}/react`), { emoji: '🎉' });
        if (target.channel_id) {
          await asked('its channel', 'GET', `/channels/${target.channel_id}`);
          await asked('the messages of its channel', 'GET', `/channels/${target.channel_id}/messages`);
          await asked('the pins of its channel', 'GET', `/channels/${target.channel_id}/pins`);
          await asked('the people of its channel', 'GET', `/channels/${target.channel_id}/members`);
          await asked('a read mark', 'POST', `/channels/${target.channel_id}/mark-read`, { message_id: id });
        }
        if (name === 'stranger') {
          for (const rest of ['/chat/unread', `/chat/search?q=${word}`, `/chat/resume?after=${id}`, '/channels']) {
            const answer = await one.call('GET', path(rest));
            assert.equal(answer.status, 403, rest);
            note(name, answer.body);
          }
          continue;
        }
        const search = await one.call('GET', path(`/chat/search?q=${word}`));
        assert.equal(search.body.results.length > 0, may, `${name} searches: ${JSON.stringify(search.body)}`);
        if (!may) assert.equal(search.body.count, 0);
        const resumed = await one.call('GET', path(`/chat/resume?after=${id}`));
        assert.equal(
          resumed.body.messages.some((message: Any) => message.id === id),
          may,
          `${name} resumes`,
        );
        const unread = (await one.call('GET', path('/chat/unread'))).body;
        const channels = (await one.call('GET', path('/channels'))).body.channels;
        if (target.channel_id) {
          const knows = [unread.channels, channels].map((list) =>
            list.some((channel: Any) => (channel.channel_id ?? channel.id) === target.channel_id),
          );
          assert.deepEqual(knows, [may, may], `${name} knows of the channel`);
        }
        // The query itself comes back to who has asked it.
        if (!may)
          for (const answer of [{ ...search.body, query: '' }, resumed.body, unread, channels]) note(name, answer);
        const room = await hubs[name].room
          .request('chat:history' as never, { server_id: serverId, ...target } as never)
          .then(
            (body) => ({ body }),
            (error) => ({ error: error.reason }),
          );
        if (title !== 'two people') assert.equal('body' in room, may, `${name} in the hub: ${JSON.stringify(room)}`);
        note(name, room);
      }
      for (const name of outsiders) {
        for (const text of leaked.get(name)!)
          assert.ok(!text.includes(word), `${name} was shown ${text.slice(0, 300)}`);
      }
      await people[sender].call('DELETE', path(`/chat/${id}`));
    });
  }

  it('[CH21] what is hidden looks like what is not there', async () => {
    const hidden = ids.channels.admins;
    const nowhere = '01900000-0000-7000-8000-000000000000';
    const secret = await people.admin.call('POST', path('/chat/send'), {
      ...{ content: 'hidden', scope: 'channel', channel_id: hidden },
    });
    const shape = ({ status, body }: Any) => [status, body.error?.code, body.error?.message];
    for (const [method, rest, body] of [
      ['GET', (id: string) => `/channels/${id}`],
      ['GET', (id: string) => `/channels/${id}/messages`],
      ['POST', (id: string) => `/channels/${id}/messages`, { content: 'x' }],
      ['POST', (id: string) => `/channels/${id}/join`],
      ['PUT', (id: string) => `/channels/${id}`, { topic: 'x' }],
      ['DELETE', (id: string) => `/channels/${id}`],
      ['POST', (id: string) => `/channels/${id}/members`, { user_id: people.member.user_id }],
      ['GET', (id: string) => `/chat/search?q=hidden&channel_id=${id}`],
      ['GET', (id: string) => `/chat/history?scope=channel&channel_id=${id}`],
    ] as [string, (id: string) => string, unknown?][]) {
      const answers = await Promise.all(
        [hidden!, nowhere].map((id) => people.member.call(method, path(rest(id)), body)),
      );
      assert.deepEqual(shape(answers[0]), shape(answers[1]), `${method} ${rest('')}`);
      assert.equal(answers[0]!.status, 404);
    }
    for (const [method, rest, body] of [
      ['GET', ''],
      ['GET', '/replies'],
      ['GET', '/versions'],
      ['POST', '/edit', { new_content: 'x' }],
      ['POST', '/react', { emoji: '👍' }],
      ['POST', '/pin', { pinned: true }],
      ['DELETE', ''],
    ] as [string, string, unknown?][]) {
      const answers = await Promise.all(
        [secret.body.id, nowhere].map((id) => people.member.call(method, path(`/chat/${id}${rest}`), body)),
      );
      assert.deepEqual(shape(answers[0]), shape(answers[1]), `${method} ${rest}`);
      assert.equal(answers[0]!.status, 404);
    }
  });

  it('[CH22] who is put out of a channel, or loses a role, hears nothing from that moment', async () => {
    const { insider, moderator, admin } = people;
    const channel_id = ids.channels.private!;
    const say = async (content: string) =>
      (await admin.call('POST', path('/chat/send'), { content, scope: 'channel', channel_id })).body.id;
    const seen = await say('still here');
    await hubs.insider.hear('chat:sent', ({ id }) => id === seen);
    const removed = await moderator.call('DELETE', path(`/channels/${channel_id}/members/${insider.user_id}`));
    assert.equal(removed.status, 204);
    const unseen = await say('not for you any more');
    await hubs.moderator.hear('chat:sent', ({ id }) => id === unseen);
    const fence = await admin.call('POST', path('/chat/send'), { content: 'fence', scope: 'global' });
    for (const one of connectionsOf('insider')) {
      await one.hear('chat:sent', ({ id }) => id === fence.body.id);
      assert.ok(!one.heard.some(({ body }) => body.id === unseen));
    }
    const demoted = await people.owner.call('PUT', path(`/members/${moderator.user_id}`), { role: 'MEMBER' });
    assert.equal(demoted.status, 200);
    const secret = await people.owner.call('POST', path('/chat/send'), {
      ...{ content: 'staff only', scope: 'channel', channel_id: ids.channels.moderators },
    });
    const last = await admin.call('POST', path('/chat/send'), { content: 'last', scope: 'global' });
    for (const one of connectionsOf('moderator')) {
      await one.hear('chat:sent', ({ id }) => id === last.body.id);
      assert.ok(!one.heard.some(({ body }) => body.id === secret.body.id));
    }
    await people.owner.call('PUT', path(`/members/${moderator.user_id}`), { role: 'MODERATOR' });
    // Someone who was removed from the server hears nothing more of it in the hub.
    assert.equal((await people.owner.call('DELETE', path(`/members/${insider.user_id}`))).status, 204);
    await hubs.insider.hear('chat:memberships_changed');
    const gone = await admin.call('POST', path('/chat/send'), { content: 'gone', scope: 'global' });
    await hubs.member.hear('chat:sent', ({ id }) => id === gone.body.id);
    await hubs.insider.room
      .request('chat:send' as never, { scope: 'global', content: 'x', server_id: serverId } as never)
      .then(
        () => assert.fail('a removed member wrote'),
        (error) => assert.equal(error.reason.code, 'chat/not_a_member'),
      );
    assert.ok(!hubs.insider.heard.some(({ body }) => body.id === gone.body.id));
  });
});
