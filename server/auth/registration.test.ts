import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { decodeLook, encodeLook } from '../../art/avatar/look.ts';
import { Profile, Session } from '../../shared/protocol/users.ts';
import { createTestDatabase, testDatabase } from '../../test/harness/database.ts';
import { PASSWORD, restApp, startRest } from '../../test/harness/rest.ts';
import type { Db } from '../db/transaction.ts';
import { NO_PASSWORD } from './passwords.ts';
import { insertUser } from './users.repository.ts';

const accountOf = (username: string, email = `${username}@example.org`) => ({ username, email, password: PASSWORD });
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe('registration', () => {
  const database = testDatabase();
  const app = restApp(database);
  before(() => app.register('the_admin'));

  it('[AU1] answers 201 with a session that works at once', async () => {
    const { status, body, headers } = await app.call('POST', '/users/register', { body: accountOf('Ada_L-1') });
    assert.equal(status, 201);
    const session = Session.parse(body);
    assert.deepEqual(Object.keys(body).sort(), ['expires_in', 'refresh_token', 'token', 'user_id', 'username']);
    assert.equal(session.expires_in, 900);
    assert.equal(session.username, 'Ada_L-1');
    assert.equal(headers.get('cache-control'), 'no-store');
    const me = await app.call('GET', '/users/me', { token: session.token });
    assert.equal(me.status, 200);
    const profile = Profile.parse(me.body);
    assert.equal(profile.email, 'Ada_L-1@example.org');
    assert.equal(profile.email_verified, false);
    assert.equal(profile.created_at, app.clock.now().toISOString());
    assert.equal(profile.status, 'online');
    assert.equal(encodeLook(decodeLook(profile.avatar_id)), profile.avatar_id);
  });

  it('[AU1] keeps neither the password nor a token readable', async () => {
    const session = await app.register('keeps_secrets');
    const rows = await Promise.all([
      database.db.selectFrom('users').selectAll().execute(),
      database.db.selectFrom('refresh_tokens').selectAll().execute(),
      database.db.selectFrom('sessions').selectAll().execute(),
    ]);
    const dump = JSON.stringify(rows);
    assert.ok(!dump.includes(PASSWORD));
    assert.ok(!dump.includes(session.refresh_token));
  });

  it('[AU3] refuses a name and an address that differ from others in case only', async () => {
    await app.register('Grace');
    const name = await app.call('POST', '/users/register', { body: accountOf('gRACE', 'other@example.org') });
    assert.deepEqual([name.status, name.body.error.code], [409, 'users/username_taken']);
    const email = await app.call('POST', '/users/register', { body: accountOf('grace2', 'GRACE@Example.org') });
    assert.deepEqual([email.status, email.body.error.code], [409, 'users/email_taken']);
  });

  it('[AU3] gives one name to one of 20 who want it at once, and leaves nothing of the others', async () => {
    const answers = await times(20, (index) =>
      app.call('POST', '/users/register', {
        body: accountOf(index % 2 ? 'Wanted' : 'wANTED', `w${index}@example.org`),
      }),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(19).fill(409)]);
    assert.ok(answers.every(({ status, body }) => status === 201 || body.error.code === 'users/username_taken'));
    const rows = await database.db.selectFrom('users').selectAll().where('email', 'like', 'w%@example.org').execute();
    assert.equal(rows.length, 1);
  });

  it('[AU3] gives one address to one of 10 who want it at once', async () => {
    const answers = await times(10, (index) =>
      app.call('POST', '/users/register', { body: accountOf(`mail_${index}`, 'same@example.org') }),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)]);
    assert.ok(answers.every(({ status, body }) => status === 201 || body.error.code === 'users/email_taken'));
  });

  it('[AU21] refuses what a registration is not, naming the field', async () => {
    const good = accountOf('just_right');
    const faults: [field: string, value: unknown][] = [
      ['username', 'ab'],
      ['username', 'a'.repeat(25)],
      ['username', 'with space'],
      ['username', 'ümlaut'],
      ['username', 'newline\n'],
      ['email', 'no-at.example.org'],
      ['email', 'two@@example.org'],
      ['email', 'a@b'],
      ['email', `${'a'.repeat(250)}@example.org`],
      ['email', 'a@example.org\r\nBcc: everyone@example.org'],
      ['password', '1234567'],
      ['password', 'p'.repeat(129)],
      ['password', '\ud800\ud800\ud800\ud800\ud800\ud800\ud800\ud800'],
    ];
    for (const [field, value] of faults) {
      const { status, body } = await app.call('POST', '/users/register', { body: { ...good, [field]: value } });
      assert.deepEqual([status, body.error.code], [400, 'invalid'], `${field} ${JSON.stringify(value)}`);
      assert.equal(body.error.details.issues[0].path, `body.${field}`);
    }
    const edges = { username: 'a-1', email: 'e@example.org', password: 'p'.repeat(128) };
    assert.equal((await app.call('POST', '/users/register', { body: edges })).status, 201);
  });
});

/** How many wait for a lock in the database of the test. */
async function waitingFor(tx: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks
    where not granted and database = (select oid from pg_database where datname = current_database())`.execute(tx);
  return rows[0]!.count;
}

describe('the first account', () => {
  const roleOf = async (app: Awaited<ReturnType<typeof startRest>>, token: string) =>
    (await app.call('GET', '/users/me', { token })).body.role;

  it('[AU2] is the admin, exactly one of those who come at once, and nobody after', async () => {
    const database = await createTestDatabase();
    const app = await startRest(database.db);
    try {
      // Nobody can write before all have looked whether they are the first.
      const together = 8;
      const sessions = await database.db.transaction().execute(async (tx) => {
        await sql`lock table users in exclusive mode`.execute(tx);
        const asked = times(together, (index) => app.register(`first_${index}`));
        while ((await waitingFor(tx)) < together) await sleep(10);
        return { asked };
      });
      const roles = await Promise.all((await sessions.asked).map(({ token }) => roleOf(app, token)));
      assert.deepEqual(roles.sort(), ['ADMIN', ...Array(together - 1).fill('USER')]);
      assert.equal(await roleOf(app, (await app.register('late')).token), 'USER');
    } finally {
      await app.close();
      await database.drop();
    }
  });

  it('[AU2] is the first that a person opens: accounts of the system do not count and can not be entered', async () => {
    const database = await createTestDatabase();
    const app = await startRest(database.db);
    try {
      const now = app.clock.now();
      const names = {
        username: 'atrium',
        username_key: 'atrium',
        email: 'atrium@localhost',
        email_key: 'atrium@localhost',
      };
      const looks = { avatar_url: null, avatar_id: 'a', email_verified_at: null, created_at: now, updated_at: now };
      await insertUser(database.db, { id: uuidv7(), ...names, ...looks, password_hash: NO_PASSWORD });
      assert.equal(await roleOf(app, (await app.register('person')).token), 'ADMIN');
      const login = await app.call('POST', '/users/login', { body: { username: 'atrium', password: NO_PASSWORD } });
      assert.deepEqual([login.status, login.body.error.code], [401, 'auth/bad_credentials']);
    } finally {
      await app.close();
      await database.drop();
    }
  });
});
