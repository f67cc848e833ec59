import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_TEXT } from '../../test/harness/hostile.ts';
import { PASSWORD, restApp } from '../../test/harness/rest.ts';
import { AppError } from '../platform/errors.ts';
import { createLogin } from './login.service.ts';
import type { Sessions } from './sessions.service.ts';
import { findUserByName, updateUser } from './users.repository.ts';

describe('login', () => {
  const database = testDatabase();
  const app = restApp(database);
  before(() => app.register('Ada'));
  const login = (body: object) => app.call('POST', '/users/login', { body });

  it('[AU4] takes the name or the address, without regard to case', async () => {
    for (const who of [
      { username: 'Ada' },
      { username: 'aDA' },
      { email: 'ada@EXAMPLE.org' },
      // One field for both is what people see.
      { username: 'Ada@example.org' },
    ]) {
      const { status, body } = await login({ ...who, password: PASSWORD });
      assert.equal(status, 200, JSON.stringify(who));
      assert.equal(body.username, 'Ada');
      assert.equal((await app.call('GET', '/users/me', { token: body.token })).status, 200);
    }
  });

  it('[AU4] begins a session of its own each time', async () => {
    const one = (await login({ username: 'ada', password: PASSWORD })).body;
    const two = (await login({ username: 'ada', password: PASSWORD })).body;
    await app.call('POST', '/users/logout', { body: { refresh_token: one.refresh_token } });
    assert.equal((await app.call('GET', '/users/me', { token: one.token })).status, 401);
    assert.equal((await app.call('GET', '/users/me', { token: two.token })).status, 200);
  });

  it('[AU5] answers the same to a wrong password and to an unknown name or address', async () => {
    const tried = [
      await login({ username: 'Ada', password: `${PASSWORD} ` }),
      await login({ username: 'nobody', password: PASSWORD }),
      await login({ email: 'nobody@example.org', password: PASSWORD }),
    ];
    const seen = tried.map(({ status, body }) => {
      const { request_id, ...error } = body.error;
      assert.ok(request_id);
      return { status, error };
    });
    assert.equal(seen[0]?.status, 401);
    assert.equal(seen[0]?.error.code, 'auth/bad_credentials');
    assert.deepEqual(seen[1], seen[0]);
    assert.deepEqual(seen[2], seen[0]);
  });

  for (const [name, value] of BAD_TEXT) {
    it(`[AU21] finds nobody by ${name}, and does not fail`, async () => {
      const tooShort = value === '' || String(value).length > 254;
      const expected = tooShort ? [400, 'invalid'] : [401, 'auth/bad_credentials'];
      for (const field of ['username', 'email']) {
        const { status, body } = await login({ [field]: value, password: PASSWORD });
        assert.deepEqual([status, body.error.code], expected, field);
      }
      const password = await login({ username: 'Ada', password: value });
      assert.deepEqual(
        [password.status, password.body.error.code],
        tooShort && value !== '' ? [400, 'invalid'] : expected,
      );
    });
  }

  it('[AU21] wants one of name and address', async () => {
    assert.equal((await login({ password: PASSWORD })).status, 400);
    assert.equal((await login({ username: 'Ada', email: 'ada@example.org', password: PASSWORD })).status, 400);
  });

  it('[AU17] begins no session with a password that was changed while it was checked', async () => {
    const user = await findUserByName(database.db, 'ada');
    assert.ok(user);
    const begun: string[] = [];
    const login = createLogin({
      db: database.db,
      passwords: {
        hash: async () => '',
        verify: async () => {
          await updateUser(database.db, user.id, { password_hash: '$argon2id$changed' });
          return true;
        },
      },
      sessions: { start: async (_tx: unknown, { id }: { id: string }) => begun.push(id) } as unknown as Sessions,
    });
    try {
      await assert.rejects(
        login.login({ nameOrEmail: 'ada', password: PASSWORD }, { address: null, userAgent: null }),
        (error) => error instanceof AppError && error.code === 'auth/bad_credentials',
      );
      assert.deepEqual(begun, []);
    } finally {
      await updateUser(database.db, user.id, { password_hash: user.password_hash });
    }
  });
});
