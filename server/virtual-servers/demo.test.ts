import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { PASSWORD } from '../../test/harness/rest.ts';
import { serversApp } from './test-support.ts';

describe('the demo', () => {
  const { app, as, person, seedDemo } = serversApp(testDatabase());

  it('[VS40] is one public plaza, however many processes start at once', async () => {
    await Promise.all([seedDemo(), seedDemo(), seedDemo()]);
    await seedDemo();
    const ada = await person('ada');
    const { servers } = (await as(ada, 'GET', '/servers')).body;
    assert.deepEqual(
      servers.map(({ name, access, member_count }: Record<string, unknown>) => [name, access, member_count]),
      [['Atrium Plaza', 'public', 1]],
    );
    const { role } = (await as(ada, 'GET', '/users/me')).body;
    assert.equal(role, 'ADMIN', 'the account of the system does not count as the first');
  });

  it('[VS40] is held by an account that nobody can sign in to', async () => {
    for (const password of [PASSWORD, '!', '', 'atrium']) {
      const answer = await app.call('POST', '/users/login', { body: { username: 'atrium', password } });
      assert.notEqual(answer.status, 200);
    }
  });

  it('[VS41] goes to the first platform admin who joins, is theirs to delete, and stays deleted', async () => {
    const [grace, alan] = [await person('grace'), await person('alan')];
    const [{ id }] = (await as(grace, 'GET', '/servers')).body.servers;
    await as(grace, 'POST', `/servers/${id}/join`);
    assert.equal((await as(grace, 'GET', `/servers/${id}`)).body.role, 'MEMBER');
    const login = await app.call('POST', '/users/login', { body: { username: 'ada', password: PASSWORD } });
    const ada = { id: login.body.user_id, username: 'ada', token: login.body.token };
    await Promise.all(Array.from({ length: 5 }, () => as(ada, 'POST', `/servers/${id}/join`)));
    const server = (await as(ada, 'GET', `/servers/${id}`)).body;
    assert.deepEqual([server.role, server.owner_id, server.member_count], ['OWNER', ada.id, 2]);
    assert.equal((await as(ada, 'DELETE', `/servers/${id}`)).status, 204);
    await seedDemo();
    assert.deepEqual((await as(alan, 'GET', '/servers')).body.servers, []);
  });
});
