import assert from 'node:assert/strict';
import { request } from 'node:http';
import { sql } from 'kysely';
import { createTestDatabase, testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { BAD_TEXT } from '../../test/harness/hostile.ts';
import { PASSWORD, type RestApp, restApp, startRest } from '../../test/harness/rest.ts';

const HOUR_MS = 60 * 60 * 1000;
const tokenIn = (link: string | undefined): string => new URL(link ?? '').searchParams.get('token') ?? '';
const resetMailTo = (app: RestApp, to: string) =>
  eventually(() => app.mails.findLast((mail) => mail.to === to && mail.link?.includes('/reset-password')));

describe('password reset', () => {
  const database = testDatabase();
  const app = restApp(database);
  let names = 0;
  const forgot = (email: unknown) => app.call('POST', '/users/password/forgot', { body: { email } });
  const reset = (token: unknown, new_password: unknown) =>
    app.call('POST', '/users/password/reset', { body: { token, new_password } });
  const login = (username: string, password: string) =>
    app.call('POST', '/users/login', { body: { username, password } });
  const someoneWithLink = async () => {
    const session = await app.register(`forgetful_${names++}`);
    const email = `${session.username}@example.org`;
    assert.equal((await forgot(email)).status, 202);
    return { session, email, token: tokenIn((await resetMailTo(app, email)).link) };
  };

  it('[AU16] answers 202 and nothing else, before it looks whether the address is known', async () => {
    const { username } = await app.register('known_address');
    const known = `${username}@example.org`;
    let answered = false;
    // Whoever looks for an account now waits: an answer that comes all the same did not look.
    await database.db.transaction().execute(async (tx) => {
      await sql`lock table users in access exclusive mode`.execute(tx);
      for (const email of [known, 'unknown@example.org', known.toUpperCase()]) {
        const { status, body, headers } = await forgot(email);
        assert.deepEqual([status, body], [202, '']);
        assert.equal(headers.get('ratelimit-limit'), null);
      }
      answered = true;
      assert.equal(app.mails.filter((mail) => mail.link?.includes('/reset-password')).length, 0);
    });
    assert.ok(answered);
    await eventually(
      () => app.mails.filter((mail) => mail.to === known && mail.link?.includes('/reset-password')).length === 2,
    );
    assert.ok(!app.mails.some((mail) => mail.to === 'unknown@example.org'));
  });

  it('[AU16] mails a link to the address of the installation, whatever host the request names', async () => {
    const session = await app.register('host_header');
    const email = `${session.username}@example.org`;
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const body = JSON.stringify({ email });
      const headers = { host: 'evil.example', 'content-type': 'application/json', 'content-length': body.length };
      const sent = request(`${app.url}/api/v1/users/password/forgot`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end(body);
    });
    assert.equal(answer, 202);
    const { link } = await resetMailTo(app, email);
    assert.ok(link?.startsWith('http://atrium.test/reset-password?token='), link);
  });

  it('[AU17] sets the password once, ends every session, and tells by mail', async () => {
    const { session, email, token } = await someoneWithLink();
    const other = (await login(session.username, PASSWORD)).body;
    const { status, body } = await reset(token, 'a new password');
    assert.deepEqual([status, body], [204, '']);
    for (const { token: access, refresh_token } of [session, other]) {
      const me = await app.call('GET', '/users/me', { token: access });
      assert.deepEqual([me.status, me.body.error.code], [401, 'auth/session_revoked']);
      const refreshed = await app.call('POST', '/users/refresh', { body: { refresh_token } });
      assert.deepEqual([refreshed.status, refreshed.body.error.code], [401, 'auth/session_revoked']);
    }
    assert.equal((await login(session.username, PASSWORD)).status, 401);
    const again = await login(session.username, 'a new password');
    assert.equal(again.status, 200);
    const profile = (await app.call('GET', '/users/me', { token: again.body.token })).body;
    // Whoever opened the link reads that mailbox.
    assert.equal(profile.email_verified, true);
    await eventually(() => app.mails.some((mail) => mail.to === email && mail.subject === 'Your password was changed'));
    const second = await reset(token, 'another password');
    assert.deepEqual([second.status, second.body.error.code], [422, 'auth/reset_token_invalid']);
    assert.equal((await login(session.username, 'a new password')).status, 200);
  });

  it('[AU17] takes the last of several links, and then none of the others', async () => {
    const { email, token: first } = await someoneWithLink();
    const before = app.mails.length;
    await forgot(email);
    const second = tokenIn((await eventually(() => app.mails.slice(before).find((mail) => mail.to === email))).link);
    assert.equal((await reset(second, 'a new password')).status, 204);
    assert.equal((await reset(first, 'an old link')).status, 422);
  });

  it('[AU17] lets one of many who bring one link at once set the password', async () => {
    const { token } = await someoneWithLink();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => reset(token, `password ${index}`)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, ...Array(7).fill(422)]);
  });

  it('[AU17] refuses a link after an hour', async () => {
    const { token } = await someoneWithLink();
    app.clock.advance(HOUR_MS - 1);
    assert.equal((await reset(token, 'short')).status, 400);
    app.clock.advance(1);
    assert.equal((await reset(token, 'a new password')).status, 422);
  });

  it('[AU17] refuses a link for another purpose', async () => {
    const session = await app.register('other_purpose');
    const mail = await eventually(() => app.mails.find(({ to }) => to === `${session.username}@example.org`));
    assert.ok(mail.link?.includes('/verify-email'));
    assert.equal((await reset(tokenIn(mail.link), 'a new password')).status, 422);
  });

  for (const [name, value] of BAD_TEXT) {
    it(`[AU21] refuses ${name} as an address and as a token`, async () => {
      const asked = await forgot(value);
      assert.deepEqual([asked.status, asked.body.error.code], [400, 'invalid']);
      const length = String(value).length;
      const expected = length === 0 || length > 512 ? [400, 'invalid'] : [422, 'auth/reset_token_invalid'];
      const answer = await reset(value, 'a new password');
      assert.deepEqual([answer.status, answer.body.error.code], expected);
    });
  }

  it('[AU22] mails at most five links an hour to one account, and answers as ever', async () => {
    const own = await createTestDatabase();
    const limited = await startRest(own.db, { environment: { RATE_LIMITS: 'on' } });
    try {
      await limited.register('flooded');
      for (let count = 0; count < 8; count++) {
        const body = { email: 'flooded@example.org' };
        assert.equal((await limited.call('POST', '/users/password/forgot', { body })).status, 202);
      }
      await limited.auth.stop();
      assert.equal(limited.mails.filter(({ link }) => link?.includes('/reset-password')).length, 5);
    } finally {
      await limited.close();
      await own.drop();
    }
  });
});
