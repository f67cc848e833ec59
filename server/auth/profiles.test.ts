import assert from 'node:assert/strict';
import { uuidv7 } from 'uuidv7';
import { Profile } from '../../shared/protocol/users.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_TEXT, NOT_TEXT } from '../../test/harness/hostile.ts';
import { PASSWORD, restApp } from '../../test/harness/rest.ts';
import type { UserEvent } from '../platform/topics.ts';
import { updateUser } from './users.repository.ts';

describe('profiles', () => {
  const database = testDatabase();
  const app = restApp(database);
  let names = 0;
  const someone = () => app.register(`person_${names++}`);
  const read = (id: string, token: string) => app.call('GET', `/users/${id}/profile`, { token });
  const change = (token: string, body: unknown) => app.call('PUT', '/users/me/profile', { token, body });

  it('[AU19] show the address to oneself and to platform admins, and to nobody else', async () => {
    const admin = await someone();
    const ada = await someone();
    const eve = await someone();
    const own = Profile.parse((await read(ada.user_id, ada.token)).body);
    assert.equal(own.email, `${ada.username}@example.org`);
    assert.equal(own.role, 'USER');
    const byAdmin = Profile.parse((await read(ada.user_id, admin.token)).body);
    assert.deepEqual(byAdmin, own);
    const byEve = (await read(ada.user_id, eve.token)).body;
    assert.deepEqual(Object.keys(byEve).sort(), [
      'avatar_id',
      'avatar_url',
      'created_at',
      'id',
      'role',
      'status',
      'username',
    ]);
    assert.equal((await read(ada.user_id.toUpperCase(), eve.token)).status, 200);
  });

  it('[AU19] of an admin who is one no longer hide it again', async () => {
    const admin = await someone();
    const ada = await someone();
    await updateUser(database.db, admin.user_id, { role: 'ADMIN' });
    assert.ok((await read(ada.user_id, admin.token)).body.email);
    await updateUser(database.db, admin.user_id, { role: 'USER' });
    app.clock.advance(5000);
    assert.equal((await read(ada.user_id, admin.token)).body.email, undefined);
  });

  it('[AU19] that are not there are a 404, words that are no id a 400, and without a token a 401', async () => {
    const { token } = await someone();
    const unknown = await read(uuidv7(), token);
    assert.deepEqual([unknown.status, unknown.body.error.code], [404, 'users/not_found']);
    for (const id of ['1', 'abc', '%00', '..%2f..', "'%20or%201=1", `${uuidv7()}x`]) {
      const { status, body } = await read(id, token);
      assert.deepEqual([status, body.error.code], [400, 'invalid'], id);
    }
    for (const [method, path] of [
      ['GET', '/users/me'],
      ['GET', `/users/${uuidv7()}/profile`],
      ['PUT', '/users/me/profile'],
    ] as const) {
      const missing = await app.call(method, path);
      assert.deepEqual([missing.status, missing.body.error.code], [401, 'auth/token_missing']);
      const basic = await app.call(method, path, { headers: { authorization: 'Basic YTpi' } });
      assert.deepEqual([basic.status, basic.body.error.code], [401, 'auth/token_invalid']);
      const wrong = await app.call(method, path, { token: 'a.b.c' });
      assert.deepEqual([wrong.status, wrong.body.error.code], [401, 'auth/token_invalid']);
    }
  });

  it('[AU20] change in the fields that are sent, for everyone who reads them', async () => {
    const { token, user_id } = await someone();
    const before = (await read(user_id, token)).body;
    const fields = { avatar_url: 'https://pictures.example/a.png', avatar_id: 'a1-0123456789', status: 'busy' };
    const { status, body } = await change(token, fields);
    assert.equal(status, 200);
    assert.deepEqual(Profile.parse(body), { ...before, ...fields });
    assert.deepEqual((await read(user_id, token)).body, body);
    assert.equal((await change(token, { avatar_url: null })).body.avatar_url, null);
    assert.equal((await change(token, { avatar_url: '/api/v1/files/abc.png' })).status, 200);
  });

  it('[AU20] never give away what is not theirs to change', async () => {
    const { token, user_id } = await someone();
    const before = (await read(user_id, token)).body;
    const hostile = {
      status: 'away',
      id: uuidv7(),
      role: 'ADMIN',
      email: 'x@example.org',
      created_at: 'now',
      password_hash: '',
    };
    const { status, body } = await change(token, hostile);
    assert.equal(status, 200);
    assert.deepEqual(body, { ...before, status: 'away' });
  });

  it('[AU20] take a free name, which is theirs at once, and the old one is free', async () => {
    const ada = await someone();
    const old = ada.username;
    assert.equal((await change(ada.token, { username: 'Lovelace' })).body.username, 'Lovelace');
    // Only the case differs, and it is one's own.
    assert.equal((await change(ada.token, { username: 'LOVELACE' })).body.username, 'LOVELACE');
    assert.equal((await app.auth.authenticate(ada.token)).username, 'LOVELACE');
    const heir = { username: old, email: 'heir@example.org', password: PASSWORD };
    const eve = (await app.call('POST', '/users/register', { body: heir })).body;
    const taken = await change(eve.token, { username: 'lovelacE' });
    assert.deepEqual([taken.status, taken.body.error.code], [409, 'users/username_taken']);
    assert.equal((await read(eve.user_id, eve.token)).body.username, old);
  });

  it('[AU20] give one name to one of those who want it at once', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, someone));
    const answers = await Promise.all(people.map(({ token }) => change(token, { username: 'Popular' })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(409)]);
  });

  it('[AU20] are told of when they change', async () => {
    const { token, user_id } = await someone();
    const events: UserEvent[] = [];
    const stop = await app.topics.onUsers((event) => event.user_id === user_id && events.push(event));
    await change(token, { avatar_id: 'a1-000', username: 'Renamed' });
    await change(token, { username: '!' });
    await stop();
    const changed = { type: 'profile_changed', user_id, username: 'Renamed', avatar_id: 'a1-000', status: 'online' };
    assert.deepEqual(events, [changed]);
  });

  it('[AU20] are found by many ids at once, without those that are not there', async () => {
    const [ada, eve] = [await someone(), await someone()];
    const found = await app.auth.profiles.find([ada.user_id, eve.user_id, ada.user_id, uuidv7()]);
    assert.deepEqual([...found.keys()].sort(), [ada.user_id, eve.user_id].sort());
    assert.equal(found.get(ada.user_id)?.username, ada.username);
    assert.equal((await app.auth.profiles.find([])).size, 0);
  });

  const pictures = [
    'http://a.example/x.png',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    '//evil.example/x.png',
    'https://a.example/"onerror="x',
    'https://a.example/\u0000',
    '/api/v1/files/../users/me',
    '/etc/passwd',
    `https://a.example/${'x'.repeat(2048)}`,
  ];
  const wrong: Record<string, unknown[]> = {
    username: [...NOT_TEXT, ...BAD_TEXT].map(([, value]) => value),
    avatar_url: [...NOT_TEXT.filter(([, value]) => value !== null), ...BAD_TEXT]
      .map(([, value]) => value)
      .concat(pictures),
    avatar_id: [...NOT_TEXT, ...BAD_TEXT].map(([, value]) => value).concat('UPPER', 'a'.repeat(65)),
    status: [...NOT_TEXT, ...BAD_TEXT].map(([, value]) => value).concat('ONLINE', 'invisible'),
  };
  for (const [field, values] of Object.entries(wrong)) {
    it(`[AU21] refuse a hostile ${field} and stay as they are`, async () => {
      const { token, user_id } = await someone();
      const before = (await read(user_id, token)).body;
      for (const value of values) {
        const { status, body } = await change(token, { [field]: value });
        assert.deepEqual([status, body.error?.code], [400, 'invalid'], JSON.stringify(value)?.slice(0, 80));
      }
      const nothing = await change(token, {});
      assert.deepEqual([nothing.status, nothing.body.error.code], [400, 'invalid']);
      assert.deepEqual((await read(user_id, token)).body, before);
    });
  }
});
