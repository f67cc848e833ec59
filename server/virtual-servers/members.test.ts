import assert from 'node:assert/strict';
import { Member } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { type Person, serversApp } from './test-support.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describe('members', () => {
  const database = testDatabase();
  const { person, people, found, as, cast, inside, listen, app } = serversApp(database);
  type Answer = Awaited<ReturnType<typeof as>>;
  const told = ({ status, body }: Answer) => `${status} ${body?.error?.code ?? ''}`.trim();
  const roles = async (serverId: string): Promise<Record<string, string>> => {
    const rows = await database.db
      .selectFrom('server_members as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['u.username', 'm.role'])
      .where('m.server_id', '=', serverId)
      .execute();
    return Object.fromEntries(rows.map(({ username, role }) => [username, role]));
  };
  const audit = async (serverId: string): Promise<string[]> => {
    const rows = await database.db.selectFrom('audit_log').select('action').where('server_id', '=', serverId).execute();
    return rows.map(({ action }) => action);
  };

  describe('the list', () => {
    it('[VS21] shows admins who waits, others only who is in, and who is online', async () => {
      const { owner, admin, moderator, member, pending, server } = await cast('list');
      inside.set(server.id, new Set([member.id]));
      const list = async (who: Person, query = '') =>
        (await as(who, 'GET', `/servers/${server.id}/members${query}`)).body.members as Member[];
      const names = async (who: Person, query?: string) =>
        (await list(who, query)).map(({ username }) => username).sort();
      const active = [owner, admin, moderator, member].map(({ username }) => username).sort();
      assert.deepEqual(await names(admin), [...active, pending.username].sort());
      assert.deepEqual(await names(admin, '?status=active'), active);
      assert.deepEqual(await names(admin, '?status=pending'), [pending.username]);
      assert.deepEqual(await names(moderator), active);
      assert.deepEqual(await names(member, '?status=active'), active);
      assert.equal(
        told(await as(member, 'GET', `/servers/${server.id}/members?status=pending`)),
        '403 servers/role_too_low',
      );
      assert.deepEqual(await names(member, '?query=LIST_MOD'), [moderator.username]);
      assert.deepEqual(await names(member, `?query=${pending.username}`), []);
      const online = (await list(member)).filter((one) => one.online).map(({ user_id }) => user_id);
      assert.deepEqual(online, [member.id]);
      for (const one of await list(admin)) Member.parse(one);
    });

    it('[VS9] pages without a gap or a repeat while people join', async () => {
      const owner = await person('paging_owner');
      const { id } = await found(owner);
      const early = await people(6, 'early');
      for (const one of early) await as(one, 'POST', `/servers/${id}/join`);
      const late = await people(6, 'late');
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const { body } = await as(owner, 'GET', `/servers/${id}/members?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
        seen.push(...body.members.map((one: Member) => one.user_id));
        cursor = body.cursor;
        app.clock.advance(1);
        const next = late.pop();
        if (next) await as(next, 'POST', `/servers/${id}/join`);
      } while (cursor);
      assert.equal(new Set(seen).size, seen.length);
      for (const one of [owner, ...early]) assert.ok(seen.includes(one.id), one.username);
    });

    it('[VS20] refuses a cursor of another server or another filter', async () => {
      const { owner, server } = await cast('cursors');
      const other = await found(owner);
      const { cursor } = (await as(owner, 'GET', `/servers/${server.id}/members?limit=1`)).body;
      for (const path of [`${other.id}/members?`, `${server.id}/members?status=active&`, `${server.id}/bans?`]) {
        assert.equal(told(await as(owner, 'GET', `/servers/${path}cursor=${cursor}`)), '400 invalid_cursor');
      }
    });
  });

  describe('requests', () => {
    it('[VS22] lets admins approve and reject, once each, and nobody else', async () => {
      const { admin, moderator, member, pending, stranger, server } = await cast('requests');
      const path = `/servers/${server.id}/members`;
      for (const verb of ['approve', 'reject']) {
        for (const who of [moderator, member]) {
          assert.equal(told(await as(who, 'POST', `${path}/${pending.id}/${verb}`)), '403 servers/role_too_low');
        }
        assert.equal(told(await as(pending, 'POST', `${path}/${pending.id}/${verb}`)), '403 servers/approval_pending');
        assert.equal(told(await as(admin, 'POST', `${path}/${stranger.id}/${verb}`)), '404 servers/member_not_found');
        assert.equal(told(await as(admin, 'POST', `${path}/${member.id}/${verb}`)), '409 servers/not_pending');
      }
      assert.equal(told(await as(admin, 'POST', `${path}/${pending.id}/reject`)), '204');
      assert.equal(told(await as(admin, 'POST', `${path}/${pending.id}/approve`)), '404 servers/member_not_found');
      await as(pending, 'POST', `/servers/${server.id}/join`);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => as(admin, 'POST', `${path}/${pending.id}/approve`)),
      );
      assert.deepEqual(answers.map(told).sort(), [
        '200',
        ...Array.from({ length: 5 }, () => '409 servers/not_pending'),
      ]);
      const actions = await audit(server.id);
      assert.equal(actions.filter((action) => action === 'member.approved').length, 1);
      assert.equal(actions.filter((action) => action === 'member.rejected').length, 1);
    });

    it('[VS11] lets admins add people at once, with lower roles only', async () => {
      const { owner, admin, moderator, pending, stranger, server } = await cast('adding');
      const add = (who: Person, user_id: string, role?: string) =>
        as(who, 'POST', `/servers/${server.id}/members`, { user_id, role });
      assert.equal(told(await add(moderator, stranger.id)), '403 servers/role_too_low');
      assert.equal(told(await add(admin, stranger.id, 'ADMIN')), '403 servers/role_too_low');
      assert.equal(told(await add(owner, stranger.id, 'OWNER')), '403 servers/role_too_low');
      assert.equal(told(await add(admin, NOBODY)), '404 users/not_found');
      const added = await add(admin, stranger.id, 'MODERATOR');
      assert.deepEqual([added.status, added.body.role, added.body.status], [201, 'MODERATOR', 'active']);
      assert.equal(told(await add(admin, stranger.id)), '409 servers/already_a_member');
      assert.equal((await add(admin, pending.id)).body.status, 'active');
    });
  });

  describe('roles', () => {
    it('[VS13] changes roles as the rule says, and tells of it', async () => {
      const { owner, admin, moderator, member, pending, stranger, server } = await cast('roles');
      const events = await listen(server.id);
      const give = async (who: Person, to: Person | string, role: string) =>
        told(await as(who, 'PUT', `/servers/${server.id}/members/${typeof to === 'string' ? to : to.id}`, { role }));
      assert.equal(await give(member, moderator, 'MEMBER'), '403 servers/role_too_low');
      assert.equal(await give(moderator, member, 'MODERATOR'), '403 servers/role_too_low');
      assert.equal(await give(admin, member, 'ADMIN'), '403 servers/role_too_low');
      assert.equal(await give(admin, owner, 'MEMBER'), '403 servers/role_too_low');
      assert.equal(await give(admin, member, 'OWNER'), '403 servers/role_too_low');
      assert.equal(await give(admin, admin, 'OWNER'), '403 servers/role_too_low');
      assert.equal(await give(owner, owner, 'ADMIN'), '409 servers/owner_must_hand_over');
      assert.equal(await give(admin, stranger, 'MEMBER'), '404 servers/member_not_found');
      assert.equal(await give(admin, pending, 'MODERATOR'), '404 servers/member_not_found');
      assert.equal(await give(owner, pending, 'OWNER'), '404 servers/member_not_found');
      assert.equal(await give(owner, NOBODY, 'OWNER'), '404 servers/member_not_found');
      assert.equal(await give(admin, member, 'MODERATOR'), '200');
      await eventually(() => events.some((event) => event.type === 'member_changed' && event.role === 'MODERATOR'));
      assert.equal(await give(admin, member, 'MEMBER'), '200');
      assert.equal(await give(admin, admin, 'MODERATOR'), '200');
      assert.equal(await give(admin, member, 'MODERATOR'), '403 servers/role_too_low');
      assert.ok((await audit(server.id)).includes('member.role_changed'));
    });

    it('[VS23] hands a server over: the old owner becomes an admin', async () => {
      const { owner, member, server } = await cast('handing');
      const answer = await as(owner, 'PUT', `/servers/${server.id}/members/${member.id}`, { role: 'OWNER' });
      assert.deepEqual([answer.status, answer.body.role], [200, 'OWNER']);
      const after = await roles(server.id);
      assert.deepEqual([after[owner.username], after[member.username]], ['ADMIN', 'OWNER']);
      assert.equal((await as(owner, 'GET', `/servers/${server.id}`)).body.owner_id, member.id);
      assert.ok((await audit(server.id)).includes('server.handed_over'));
    });

    it('[VS23] has exactly one owner when two hand-overs race', async () => {
      for (let round = 0; round < 10; round++) {
        const { owner, admin, moderator, server } = await cast(`race${round}`);
        const answers = await Promise.all(
          [admin, moderator].map((to) => as(owner, 'PUT', `/servers/${server.id}/members/${to.id}`, { role: 'OWNER' })),
        );
        assert.deepEqual(answers.map(told).sort(), ['200', '403 servers/role_too_low']);
        const winner = answers[0]!.status === 200 ? admin : moderator;
        assert.equal((await roles(server.id))[winner.username], 'OWNER');
        assert.equal((await as(winner, 'GET', `/servers/${server.id}`)).body.owner_id, winner.id);
      }
    }).timeout(60_000);
  });

  describe('removing and banning', () => {
    it('[VS12] removes lower roles only, and tells their world', async () => {
      const { owner, admin, moderator, member, pending, stranger, server } = await cast('removing');
      const events = await listen(server.id);
      const remove = async (who: Person, whom: string, body?: unknown) =>
        told(await as(who, 'DELETE', `/servers/${server.id}/members/${whom}`, body));
      assert.equal(await remove(member, moderator.id), '403 servers/role_too_low');
      assert.equal(await remove(member, NOBODY), '403 servers/role_too_low');
      assert.equal(await remove(moderator, admin.id), '403 servers/role_too_low');
      assert.equal(await remove(moderator, moderator.id), '403 servers/role_too_low');
      assert.equal(await remove(moderator, pending.id), '404 servers/member_not_found');
      assert.equal(await remove(moderator, stranger.id), '404 servers/member_not_found');
      assert.equal(await remove(moderator, NOBODY, { ban: true }), '404 servers/member_not_found');
      assert.equal(await remove(admin, owner.id), '403 servers/role_too_low');
      assert.equal(await remove(owner, owner.id), '409 servers/owner_must_hand_over');
      assert.equal(await remove(moderator, member.id), '204');
      await eventually(() =>
        events.some((event) => event.type === 'member_removed' && event.user_id === member.id && !event.banned),
      );
      assert.deepEqual((await as(member, 'POST', `/servers/${server.id}/join`)).body, { status: 'pending' });
    });

    it('[VS25] keeps who was banned out, by every way in, until the ban is lifted', async () => {
      const { owner, moderator, member, server } = await cast('banning', { access: 'public' });
      const { code } = (await as(owner, 'POST', `/servers/${server.id}/invites`, {})).body;
      const events = await listen(server.id);
      const path = `/servers/${server.id}/members/${member.id}`;
      assert.equal(told(await as(moderator, 'DELETE', path, { ban: true, reason: 'spam' })), '204');
      await eventually(() => events.some((event) => event.type === 'member_removed' && event.banned));
      assert.equal(told(await as(member, 'POST', `/servers/${server.id}/join`)), '403 servers/banned');
      assert.equal(told(await as(member, 'POST', `/invites/${code}/accept`)), '403 servers/banned');
      assert.equal(told(await as(member, 'GET', `/servers/${server.id}/zones`)), '403 servers/banned');
      const add = await as(owner, 'POST', `/servers/${server.id}/members`, { user_id: member.id });
      assert.equal(told(add), '403 servers/banned');
      const { bans } = (await as(moderator, 'GET', `/servers/${server.id}/bans`)).body;
      assert.deepEqual(
        bans.map((ban: Record<string, unknown>) => [ban.user_id, ban.reason, ban.banned_by]),
        [[member.id, 'spam', moderator.id]],
      );
      assert.equal(told(await as(moderator, 'DELETE', `/servers/${server.id}/bans/${member.id}`)), '204');
      assert.equal(
        told(await as(moderator, 'DELETE', `/servers/${server.id}/bans/${member.id}`)),
        '404 servers/member_not_found',
      );
      assert.deepEqual((await as(member, 'POST', `/servers/${server.id}/join`)).body, { status: 'active' });
      const actions = await audit(server.id);
      assert.ok(actions.includes('member.banned') && actions.includes('member.ban_lifted'));
    });

    it('[VS25] bans who has left already', async () => {
      const { moderator, member, server } = await cast('left', { access: 'public' });
      await as(member, 'POST', `/servers/${server.id}/leave`);
      const path = `/servers/${server.id}/members/${member.id}`;
      assert.equal(told(await as(moderator, 'DELETE', path)), '404 servers/member_not_found');
      assert.equal(told(await as(moderator, 'DELETE', path, { ban: true })), '204');
      assert.equal(told(await as(member, 'POST', `/servers/${server.id}/join`)), '403 servers/banned');
    });

    it('[VS25] lets nobody slip in while the ban is being spoken', async () => {
      for (let round = 0; round < 10; round++) {
        const [owner, guest] = await people(2, `slip${round}`);
        const { id } = await found(owner!);
        await Promise.all([
          ...Array.from({ length: 5 }, () => as(guest!, 'POST', `/servers/${id}/join`)),
          as(owner!, 'DELETE', `/servers/${id}/members/${guest!.id}`, { ban: true }),
          ...Array.from({ length: 5 }, () => as(guest!, 'POST', `/servers/${id}/join`)),
        ]);
        assert.deepEqual(await roles(id), { [owner!.username]: 'OWNER' });
      }
    });
  });
});
