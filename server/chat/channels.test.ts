import assert from 'node:assert/strict';
import { CHANNELS_MAX, type Channel } from '../../shared/protocol/channels.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { chatApp, told } from './test-support.ts';

const ROLES = ['owner', 'admin', 'moderator', 'member', 'pending', 'stranger'] as const;
const OUTSIDE = ['403 chat/not_a_member', '403 chat/not_a_member'];

describe('channels', () => {
  const { as, cast, channel, said, found, person, later, app } = chatApp(testDatabase());
  let at: Cast;
  const path = (rest: string): string => `/servers/${at.server.id}${rest}`;
  const byRole = async (call: (who: Person) => ReturnType<typeof as>): Promise<string[]> => {
    const answers: string[] = [];
    for (const role of ROLES) answers.push(told(await call(at[role])));
    return answers;
  };
  const listed = async (who: Person): Promise<Channel[]> => (await as(who, 'GET', path('/channels'))).body.channels;

  before(async () => {
    at = await cast('channels');
  });

  it('[CH30] are made, changed and deleted by admins; topic and pace by moderators too', async () => {
    let n = 0;
    const create = await byRole((who) => as(who, 'POST', path('/channels'), { name: `made ${n++}` }));
    assert.deepEqual(create, ['201', '201', '403 servers/role_too_low', '403 servers/role_too_low', ...OUTSIDE]);
    const { id } = await channel(at.owner, at.server.id, { name: 'work' });
    const rename = await byRole((who) => as(who, 'PUT', path(`/channels/${id}`), { name: 'play' }));
    assert.deepEqual(rename, ['200', '200', '403 servers/role_too_low', '403 servers/role_too_low', ...OUTSIDE]);
    const slow = await byRole((who) =>
      as(who, 'PUT', path(`/channels/${id}`), { slow_mode_seconds: 5, topic: 'calm' }),
    );
    assert.deepEqual(slow, ['200', '200', '200', '403 servers/role_too_low', ...OUTSIDE]);
    const list = await byRole((who) => as(who, 'GET', path('/channels')));
    assert.deepEqual(list, ['200', '200', '200', '200', ...OUTSIDE]);
    const remove = await byRole(async (who) => {
      const made = await channel(at.owner, at.server.id, { name: `gone ${n++}` });
      return as(who, 'DELETE', path(`/channels/${made.id}`));
    });
    assert.deepEqual(remove, ['204', '204', '403 servers/role_too_low', '403 servers/role_too_low', ...OUTSIDE]);
  });

  it('[CH30] have one name each without case, an order, categories, and a role no higher than their maker’s', async () => {
    const first = await channel(at.owner, at.server.id, { name: 'Alpha', category: 'Greek', position: 3 });
    assert.deepEqual([first.name, first.category, first.position], ['Alpha', 'Greek', 3]);
    const again = await as(at.admin, 'POST', path('/channels'), { name: 'aLPHA' });
    assert.equal(told(again), '409 channels/name_taken');
    const beta = await channel(at.owner, at.server.id, { name: 'Beta' });
    assert.equal(
      told(await as(at.admin, 'PUT', path(`/channels/${beta.id}`), { name: 'alpha' })),
      '409 channels/name_taken',
    );
    const positions = (await listed(at.owner)).map(({ position }) => position);
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => a - b),
    );
    assert.equal(
      told(await as(at.admin, 'POST', path('/channels'), { name: 'x', min_role: 'OWNER' })),
      '403 servers/role_too_low',
    );
    const hostile: unknown[] = [
      ...[{}, { name: '' }, { name: 'x'.repeat(65) }, { name: 'a\u0000b' }, { name: 'a\u202eb' }, { name: 7 }],
      ...[
        { name: 'x', type: 'VIDEO' },
        { name: 'x', position: -1 },
        { name: 'x', slow_mode_seconds: 1e9 },
      ],
      ...[
        { name: 'x', overwrites: [{ allow: ['view'] }] },
        { name: 'x', overwrites: [{ role: 'OWNER', deny: ['view'] }] },
      ],
      ...[
        { name: 'x', overwrites: [{ role: 'MEMBER', deny: ['fly'] }] },
        { name: 'x', min_role: 'KING' },
      ],
    ];
    for (const body of hostile) {
      assert.equal(told(await as(at.owner, 'POST', path('/channels'), body)), '400 invalid', JSON.stringify(body));
    }
    const nobody = [{ user_id: '01900000-0000-7000-8000-000000000000', allow: ['view'] }];
    const unknown = await as(at.owner, 'POST', path('/channels'), { name: 'nobody', overwrites: nobody });
    assert.equal(told(unknown), '404 users/not_found');
  });

  it('[CH30] keep the default one open: it is not deleted, closed or made private', async () => {
    const [general] = await listed(at.owner);
    assert.equal(general!.is_default, true);
    const change = (body: unknown) => as(at.owner, 'PUT', path(`/channels/${general!.id}`), body);
    for (const body of [
      { is_private: true },
      { min_role: 'ADMIN' },
      { overwrites: [{ role: 'MEMBER', deny: ['view'] }] },
    ]) {
      assert.equal(told(await change(body)), '409 channels/is_default');
    }
    assert.equal(told(await as(at.owner, 'DELETE', path(`/channels/${general!.id}`))), '409 channels/is_default');
    assert.equal((await change({ name: 'lobby' })).body.name, 'lobby');
    await change({ name: 'general' });
  });

  it('[CH30] are deleted with all that was said in them, and no more than two hundred', async () => {
    const { id } = await channel(at.owner, at.server.id, { name: 'short lived' });
    const message = await said(at.member, at.server.id, { content: 'x', scope: 'channel', channel_id: id });
    await as(at.owner, 'DELETE', path(`/channels/${id}`));
    assert.equal(told(await as(at.member, 'GET', path(`/chat/${message.id}`))), '404 chat/message_not_found');
    const send = await as(at.member, 'POST', path(`/channels/${id}/messages`), { content: 'x' });
    assert.equal(told(send), '404 chat/channel_not_found');
    const crowded = await found(at.owner, { name: 'Crowded' });
    for (let n = 1; n < CHANNELS_MAX; n++) await channel(at.owner, crowded.id, { name: `channel ${n}` });
    const more = await as(at.owner, 'POST', `/servers/${crowded.id}/channels`, { name: 'one more' });
    assert.equal(told(more), '422 channels/too_many');
  });

  it('[CH31] of a community are general, announcements, developer, trading, security and admin, with their gates', async () => {
    const server = await found(at.owner, {
      name: 'Community',
      map: undefined,
      template: 'community',
      access: 'public',
    });
    const people = { moderator: await person('gate_moderator'), member: await person('gate_member') };
    for (const [role, who] of Object.entries(people)) {
      await as(at.owner, 'POST', `/servers/${server.id}/members`, { user_id: who.id, role: role.toUpperCase() });
    }
    const names = async (who: Person, permission: string) =>
      (await as(who, 'GET', `/servers/${server.id}/channels`)).body.channels
        .filter(({ permissions, type }: Channel) => permissions.includes(permission as never) && type === 'TEXT')
        .map(({ name }: Channel) => name);
    const all = ['general', 'announcements', 'developer', 'trading', 'security', 'admin'];
    assert.deepEqual(await names(at.owner, 'send'), all);
    assert.deepEqual(await names(people.moderator, 'send'), all.slice(0, 5));
    assert.deepEqual(await names(people.member, 'view'), all.slice(0, 4));
    assert.deepEqual(await names(people.member, 'send'), ['general', 'developer', 'trading']);
    const { body } = await as(people.member, 'GET', `/servers/${server.id}/channels`);
    const announcements = body.channels.find(({ name }: Channel) => name === 'announcements');
    const loud = await as(people.member, 'POST', `/servers/${server.id}/channels/${announcements.id}/messages`, {
      content: 'x',
    });
    assert.equal(told(loud), '403 chat/cannot_send');
    assert.equal(body.channels[0].overwrites, null, 'rules are for those who keep them');
  });

  it('[CH32] in slow mode let members write once in a while, exactly, also many at once; moderators are free', async () => {
    const { id } = await channel(at.owner, at.server.id, { name: 'slow', slow_mode_seconds: 30 });
    const write = (who: Person, content: string) => as(who, 'POST', path(`/channels/${id}/messages`), { content });
    const burst = await Promise.all([1, 2, 3, 4, 5].map((n) => write(at.member, `at once ${n}`)));
    assert.equal(burst.filter(({ status }) => status === 201).length, 1);
    const refused = burst.find(({ status }) => status !== 201)!;
    assert.equal(told(refused), '429 chat/slow_mode');
    assert.equal(refused.body.error.retry_after, 30);
    assert.equal(refused.headers.get('retry-after'), '30');
    app.clock.advance(29_999);
    assert.equal(told(await write(at.member, 'early')), '429 chat/slow_mode');
    app.clock.advance(1);
    assert.equal(told(await write(at.member, 'in time')), '201');
    for (const n of [1, 2, 3]) assert.equal(told(await write(at.moderator, `free ${n}`)), '201');
    await later(0, at.owner);
  });

  it('[CH33] are joined, left, muted; a private one is entered through a moderator and left for good', async () => {
    const open = await channel(at.owner, at.server.id, { name: 'club' });
    assert.equal((await as(at.member, 'POST', path(`/channels/${open.id}/join`))).body.joined, true);
    assert.equal((await as(at.member, 'POST', path(`/channels/${open.id}/mute`), { muted: true })).body.muted, true);
    assert.equal((await as(at.member, 'POST', path(`/channels/${open.id}/mute`), { muted: false })).body.muted, false);
    assert.equal(told(await as(at.member, 'POST', path(`/channels/${open.id}/leave`))), '204');
    assert.equal((await as(at.member, 'GET', path(`/channels/${open.id}`))).body.joined, false);
    const secret = await channel(at.owner, at.server.id, { name: 'secret', is_private: true });
    const members = path(`/channels/${secret.id}/members`);
    // Members are listed in the order in which they came.
    await later(1);
    assert.equal(told(await as(at.member, 'POST', path(`/channels/${secret.id}/join`))), '404 chat/channel_not_found');
    const add = await byRole((who) => as(who, 'POST', members, { user_id: at.member.id }));
    // Once it is in, the member may see it and still may not add.
    assert.deepEqual(add, ['201', '201', '201', '403 servers/role_too_low', ...OUTSIDE]);
    assert.equal(
      told(await as(at.moderator, 'POST', members, { user_id: at.stranger.id })),
      '404 servers/member_not_found',
    );
    const { body } = await as(at.member, 'GET', members);
    assert.deepEqual(
      body.members.map(({ username }: { username: string }) => username),
      [at.owner.username, at.member.username],
    );
    assert.equal(told(await as(at.member, 'POST', path(`/channels/${secret.id}/leave`))), '204');
    assert.equal(told(await as(at.member, 'GET', path(`/channels/${secret.id}`))), '404 chat/channel_not_found');
    // Who leaves the server and comes back was not added.
    await as(at.moderator, 'POST', members, { user_id: at.member.id });
    await as(at.member, 'POST', path('/leave'));
    await as(at.owner, 'POST', path('/members'), { user_id: at.member.id });
    assert.equal(told(await as(at.member, 'GET', path(`/channels/${secret.id}`))), '404 chat/channel_not_found');
  });
});
