import assert from 'node:assert/strict';
import { Mute } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { byRole, moderationApp, OUTSIDE, told } from './test-support.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const LOW = '403 servers/role_too_low';
const MINUTE_MS = 60_000;

describe('mutes', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  const { as, cast, send, said, people, found } = at;
  const mute = (who: Person, serverId: string, userId: string, minutes = 10, reason?: string) =>
    as(who, 'PUT', `/servers/${serverId}/mutes/${userId}`, { minutes, reason });
  const unmute = (who: Person, serverId: string, userId: string) =>
    as(who, 'DELETE', `/servers/${serverId}/mutes/${userId}`);
  const list = (who: Person, serverId: string, query = '') => as(who, 'GET', `/servers/${serverId}/mutes${query}`);

  it('[MO6] lets moderators mute active members of lower roles, and nobody else', async () => {
    const all = await cast('mute');
    const { server, owner, admin, moderator, member, pending, stranger } = all;
    const muted = (target: Person) => byRole(all, (who) => mute(who, server.id, target.id));
    assert.deepEqual(await muted(member), ['200', '200', '200', LOW, ...OUTSIDE]);
    assert.deepEqual(await muted(moderator), ['200', '200', LOW, LOW, ...OUTSIDE]);
    assert.deepEqual(await muted(admin), ['200', LOW, LOW, LOW, ...OUTSIDE]);
    assert.deepEqual(await muted(owner), [LOW, LOW, LOW, LOW, ...OUTSIDE]);
    for (const target of [pending.id, stranger.id, NOBODY]) {
      assert.equal(told(await mute(owner, server.id, target)), '404 servers/member_not_found');
    }
    assert.equal(told(await mute(owner, NOBODY, member.id)), '404 servers/not_found');
    const hidden = await cast('mute_hidden', { access: 'invite' });
    assert.equal(told(await mute(hidden.stranger, hidden.server.id, hidden.member.id)), '404 servers/not_found');
  });

  it('[MO6] lets moderators lift the mutes of lower roles, never their own', async () => {
    const all = await cast('lift');
    const { server, owner, admin, moderator, member } = all;
    for (const target of [admin, moderator, member]) await mute(owner, server.id, target.id);
    assert.deepEqual(await byRole(all, (who) => unmute(who, server.id, admin.id)), [
      ...['204', '404 servers/member_not_found', '404 servers/member_not_found', LOW],
      ...OUTSIDE,
    ]);
    assert.equal(told(await unmute(moderator, server.id, moderator.id)), LOW);
    assert.equal(told(await unmute(member, server.id, member.id)), LOW);
    assert.equal(told(await unmute(moderator, server.id, member.id)), '204');
    assert.equal(told(await unmute(moderator, server.id, member.id)), '404 servers/member_not_found');
    assert.equal((await send(member, server.id, { content: 'free again' })).status, 201);
  });

  it('[MO6] puts a new mute in the place of the old one', async () => {
    const { server, moderator, admin, member } = await cast('again');
    const first = await mute(moderator, server.id, member.id, 60, 'shouting');
    Mute.parse(first.body);
    const second = await mute(admin, server.id, member.id, 5);
    const now = at.app.clock.now().getTime();
    assert.deepEqual(
      [second.body.until, second.body.reason, second.body.muted_by],
      [new Date(now + 5 * MINUTE_MS).toISOString(), null, admin.id],
    );
    assert.deepEqual((await list(moderator, server.id)).body.mutes, [second.body]);
  });

  it('[MO7] keeps who is muted from writing, not from reading, until the moment it ends', async () => {
    const { server, moderator, member, owner } = await cast('muted');
    const { id } = await said(member, server.id, 'before');
    const { until } = (await mute(moderator, server.id, member.id, 10, 'too loud')).body;
    const chat = `/servers/${server.id}/chat`;
    const attempts = async () => [
      told(await send(member, server.id, { content: 'during' })),
      told(await as(member, 'POST', `${chat}/${id}/edit`, { new_content: 'changed' })),
      told(await as(member, 'POST', `${chat}/${id}/react`, { emoji: '👍' })),
      told(await as(member, 'POST', `${chat}/typing`, { is_typing: true, scope: 'global' })),
    ];
    assert.deepEqual(await attempts(), Array(4).fill('403 chat/muted'));
    const { error } = (await send(member, server.id, { content: 'during' })).body;
    assert.deepEqual(error.details, { until });
    assert.match(error.message, /muted you .* in 10 minutes\. The reason given: too loud/);
    assert.equal((await as(member, 'GET', `${chat}/history`)).body.messages.length, 1);
    assert.equal((await send(owner, server.id, { content: 'others write' })).status, 201);

    at.app.clock.advance(10 * MINUTE_MS - 1);
    assert.equal(told(await send(member, server.id, { content: 'still' })), '403 chat/muted');
    at.app.clock.advance(1);
    assert.equal((await send(member, server.id, { content: 'over' })).status, 201);
    assert.deepEqual((await list(moderator, server.id)).body.mutes, []);
    assert.equal(told(await unmute(moderator, server.id, member.id)), '404 servers/member_not_found');
  });

  it('[MO7] speaks of minutes, hours and days', async () => {
    const { server, moderator, member } = await cast('words');
    const words: [minutes: number, words: string][] = [
      [1, 'in a minute.'],
      [2, 'in 2 minutes.'],
      [120, 'in 120 minutes.'],
      [121, 'in 3 hours.'],
      [60 * 48, 'in 48 hours.'],
      [60 * 24 * 7, 'in 7 days.'],
    ];
    for (const [minutes, expected] of words) {
      await mute(moderator, server.id, member.id, minutes);
      const { error } = (await send(member, server.id, { content: 'hello' })).body;
      assert.ok(error.message.endsWith(expected), error.message);
    }
  });

  it('[MO7] guards whatever else is said: uploads, nearby talk', async () => {
    const { server, moderator, member } = await cast('guard');
    const speaker = { serverId: server.id, userId: member.id, role: 'MEMBER' } as const;
    await at.guard.requireVoice(speaker);
    await at.guard.checkText(speaker, 'hello');
    await mute(moderator, server.id, member.id);
    const muted = { code: 'chat/muted' };
    await assert.rejects(at.guard.requireVoice(speaker), muted);
    await assert.rejects(at.guard.checkText(speaker, 'hello'), muted);
    await assert.rejects(at.guard.checkSend(speaker, { scope: 'proximity', content: 'hello' }), muted);
  });

  it('[MO7] holds on this server only, and for who leaves and comes back', async () => {
    const { server, moderator, member } = await cast('leaving', { access: 'public' });
    const other = await found(moderator, { access: 'public' });
    for (const id of [server.id, other.id]) await as(member, 'POST', `/servers/${id}/join`);
    await mute(moderator, server.id, member.id);
    assert.equal((await send(member, other.id, { content: 'here I may' })).status, 201);
    await as(member, 'POST', `/servers/${server.id}/leave`);
    assert.equal((await list(moderator, server.id)).body.mutes.length, 1);
    await as(member, 'POST', `/servers/${server.id}/join`);
    assert.equal(told(await send(member, server.id, { content: 'back' })), '403 chat/muted');
    await as(member, 'POST', `/servers/${server.id}/leave`);
    assert.equal(told(await unmute(moderator, server.id, member.id)), '204');
  });

  it('[MO7] binds no owner, even one who was muted before', async () => {
    const { server, owner, admin } = await cast('heir');
    await mute(owner, server.id, admin.id);
    assert.equal(told(await send(admin, server.id, { content: 'hello' })), '403 chat/muted');
    await as(owner, 'PUT', `/servers/${server.id}/members/${admin.id}`, { role: 'OWNER' });
    assert.equal((await send(admin, server.id, { content: 'mine now' })).status, 201);
  });

  it('[MO8] lists the mutes that hold to moderators, newest first, without gap or repeat', async () => {
    const all = await cast('listed');
    const { server, owner } = all;
    assert.deepEqual(await byRole(all, (who) => list(who, server.id)), ['200', '200', '200', LOW, ...OUTSIDE]);
    const crowd = await people(5, 'muted');
    for (const one of crowd) {
      await as(owner, 'POST', `/servers/${server.id}/members`, { user_id: one.id });
      await mute(owner, server.id, one.id, one === crowd[2] ? 1 : 100);
      at.app.clock.advance(1);
    }
    at.app.clock.advance(MINUTE_MS);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await list(owner, server.id, `?limit=1${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.mutes.map((one: Mute) => one.user_id));
      cursor = body.cursor;
    } while (cursor);
    const expected = crowd.filter((_, index) => index !== 2).reverse();
    assert.deepEqual(
      seen,
      expected.map(({ id }) => id),
    );
    const page = (await list(owner, server.id, '?limit=1')).body;
    const other = await found(owner);
    for (const path of [`${other.id}/mutes`, `${server.id}/held-messages`, `${server.id}/bans`]) {
      assert.equal(told(await as(owner, 'GET', `/servers/${path}?cursor=${page.cursor}`)), '400 invalid_cursor');
    }
  });

  it('[MO9] records each mute and tells the moderators of it', async () => {
    const { server, moderator, member, owner } = await cast('recorded');
    const events = await at.listen(server.id);
    await mute(moderator, server.id, member.id, 10, 'shouting');
    await mute(moderator, server.id, owner.id);
    await unmute(moderator, server.id, member.id);
    const record = { actor_id: moderator.id, target: member.id };
    assert.deepEqual((await at.audited(server.id)).slice(-2), [
      { ...record, action: 'member.muted' },
      { ...record, action: 'member.unmuted' },
    ]);
    assert.deepEqual(
      events.filter(({ type }) => type === 'moderation_changed'),
      Array(2).fill({ type: 'moderation_changed', server_id: server.id }),
    );
  });
});
