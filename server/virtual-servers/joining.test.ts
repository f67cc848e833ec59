import assert from 'node:assert/strict';
import { Member } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { type Person, serversApp } from './test-support.ts';

describe('joining and leaving', () => {
  const database = testDatabase();
  const { people, found, as, listen, app } = serversApp(database);
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
  let owner: Person;
  let guest: Person;
  before(async () => {
    [owner, guest] = (await people(2, 'joining')) as [Person, Person];
  });

  it('[VS15] makes who joins a public server a member at once, and again changes nothing', async () => {
    const { id } = await found(owner);
    for (let round = 0; round < 2; round++) {
      const answer = await as(guest, 'POST', `/servers/${id}/join`);
      assert.deepEqual([answer.status, answer.body], [200, { status: 'active' }]);
    }
    assert.equal((await as(guest, 'GET', `/servers/${id}`)).body.member_count, 2);
    assert.deepEqual((await as(owner, 'POST', `/servers/${id}/join`)).body, { status: 'active' });
    assert.equal((await roles(id))[owner.username], 'OWNER');
  });

  it('[VS15] makes who joins an approval server wait, until an admin decides', async () => {
    const { id } = await found(owner, { access: 'approval' });
    for (let round = 0; round < 2; round++) {
      assert.deepEqual((await as(guest, 'POST', `/servers/${id}/join`)).body, { status: 'pending' });
    }
    assert.equal((await as(guest, 'GET', `/servers/${id}`)).body.member_count, 1);
    app.clock.advance(60_000);
    const approved = await as(owner, 'POST', `/servers/${id}/members/${guest.id}/approve`);
    assert.equal(approved.status, 200);
    const { role, status, joined_at } = Member.parse(approved.body);
    assert.deepEqual([role, status, joined_at], ['MEMBER', 'active', app.clock.now().toISOString()]);
    assert.deepEqual((await as(guest, 'POST', `/servers/${id}/join`)).body, { status: 'active' });
  });

  it('[VS15] lets who was waiting in when the server has become public', async () => {
    const { id } = await found(owner, { access: 'approval' });
    await as(guest, 'POST', `/servers/${id}/join`);
    await as(owner, 'PUT', `/servers/${id}`, { access: 'public' });
    assert.deepEqual((await as(guest, 'POST', `/servers/${id}/join`)).body, { status: 'active' });
  });

  it('[VS15] makes one membership of forty joins at once', async () => {
    const { id } = await found(owner);
    const joins = await Promise.all(Array.from({ length: 40 }, () => as(guest, 'POST', `/servers/${id}/join`)));
    assert.ok(joins.every(({ status }) => status === 200));
    assert.equal((await as(guest, 'GET', `/servers/${id}`)).body.member_count, 2);
  });

  it('[VS14] lets members leave and those who wait withdraw, and tells the world of it', async () => {
    const { id } = await found(owner, { access: 'approval' });
    await as(guest, 'POST', `/servers/${id}/join`);
    assert.equal(told(await as(guest, 'POST', `/servers/${id}/leave`)), '204');
    assert.equal(told(await as(guest, 'POST', `/servers/${id}/leave`)), '403 servers/not_a_member');
    await as(owner, 'POST', `/servers/${id}/members`, { user_id: guest.id });
    const events = await listen(id);
    assert.equal(told(await as(guest, 'POST', `/servers/${id}/leave`)), '204');
    await eventually(() => events.some((event) => event.type === 'member_removed' && !event.banned));
  });

  it('[VS14] keeps the owner, alone or not, until the server is handed over', async () => {
    const { id } = await found(owner);
    assert.equal(told(await as(owner, 'POST', `/servers/${id}/leave`)), '409 servers/owner_must_hand_over');
    await as(guest, 'POST', `/servers/${id}/join`);
    assert.equal(told(await as(owner, 'POST', `/servers/${id}/leave`)), '409 servers/owner_must_hand_over');
    await as(owner, 'PUT', `/servers/${id}/members/${guest.id}`, { role: 'OWNER' });
    assert.equal(told(await as(owner, 'POST', `/servers/${id}/leave`)), '204');
    assert.deepEqual(await roles(id), { [guest.username]: 'OWNER' });
  });

  it('[VS14] never leaves a server without its owner when hand-over and leaving meet', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await found(owner);
      await as(guest, 'POST', `/servers/${id}/join`);
      await Promise.all([
        as(owner, 'PUT', `/servers/${id}/members/${guest.id}`, { role: 'OWNER' }),
        as(guest, 'POST', `/servers/${id}/leave`),
        as(owner, 'POST', `/servers/${id}/leave`),
      ]);
      const owners = Object.entries(await roles(id)).filter(([, role]) => role === 'OWNER');
      assert.equal(owners.length, 1);
      const row = await database.db.selectFrom('servers').select('owner_id').where('id', '=', id).executeTakeFirst();
      assert.equal(row?.owner_id, owners[0]![0] === owner.username ? owner.id : guest.id);
    }
  });
});
