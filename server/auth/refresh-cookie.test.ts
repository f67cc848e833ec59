import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { type RestAnswer, restApp, startRest } from '../../test/harness/rest.ts';

const setCookie = ({ headers }: RestAnswer): string => headers.get('set-cookie') ?? '';
const cookieOf = (answer: RestAnswer): string => setCookie(answer).split(';')[0] ?? '';
const attributesOf = (answer: RestAnswer): string[] =>
  setCookie(answer)
    .split('; ')
    .slice(1)
    .filter((attribute) => !attribute.startsWith('Expires='))
    .sort();

describe('the refresh cookie', () => {
  const database = testDatabase();
  const app = restApp(database, { environment: { ALLOWED_ORIGINS: 'https://friend.example' } });
  let names = 0;
  const register = () => {
    const username = `cookie_${names++}`;
    const body = { username, email: `${username}@example.org`, password: 'correct horse' };
    return app.call('POST', '/users/register', { body });
  };
  const refresh = (cookie: string, headers = {}) =>
    app.call('POST', '/users/refresh', { headers: { cookie, ...headers } });

  it('[AU12] holds the refresh token, out of reach of scripts and of other sites', async () => {
    const answer = await register();
    assert.equal(cookieOf(answer), `refresh_token=${answer.body.refresh_token}`);
    const expected = ['HttpOnly', 'Max-Age=2592000', 'Path=/api/v1/users', 'SameSite=Strict'];
    assert.deepEqual(attributesOf(answer), expected);
  });

  it('[AU12] is Secure where people come by https', async () => {
    const secure = await startRest(database.db, { environment: { PUBLIC_URL: 'https://atrium.example' } });
    try {
      const body = { username: 'secure', email: 'secure@example.org', password: 'correct horse' };
      const answer = await secure.call('POST', '/users/register', { body });
      assert.ok(attributesOf(answer).includes('Secure'));
    } finally {
      await secure.close();
    }
  });

  it('[AU12] refreshes without a body and is rotated with the token', async () => {
    const first = await register();
    const second = await refresh(`theme=dark; ${cookieOf(first)}; other=1`);
    assert.equal(second.status, 200);
    assert.notEqual(cookieOf(second), cookieOf(first));
    assert.equal(cookieOf(second), `refresh_token=${second.body.refresh_token}`);
    assert.equal((await refresh(cookieOf(second))).status, 200);
  });

  it('[AU12] is taken from our own pages, from allowed ones and from programs, and from nobody else', async () => {
    for (const origin of [app.url, 'http://atrium.test', 'https://friend.example']) {
      assert.equal((await refresh(cookieOf(await register()), { origin })).status, 200, origin);
    }
    const host = new URL(app.url).host;
    for (const origin of [
      'https://evil.example',
      'null',
      'http://127.0.0.1:1',
      `http://${host}.evil.example`,
      `ftp://${host}`,
    ]) {
      const session = await register();
      const answer = await refresh(cookieOf(session), { origin });
      assert.deepEqual([answer.status, answer.body.error.code], [403, 'origin_refused'], origin);
      const logout = await app.call('POST', '/users/logout', { headers: { cookie: cookieOf(session), origin } });
      assert.deepEqual([logout.status, logout.body.error.code], [403, 'origin_refused'], origin);
      // Nothing was spent and nobody signed out.
      assert.equal((await refresh(cookieOf(session))).status, 200);
    }
  });

  it('[AU13] logs out and is cleared', async () => {
    const session = await register();
    const answer = await app.call('POST', '/users/logout', { headers: { cookie: cookieOf(session) } });
    assert.equal(answer.status, 204);
    assert.match(setCookie(answer), /^refresh_token=; .*Path=\/api\/v1\/users; Expires=Thu, 01 Jan 1970/);
    assert.equal((await app.call('GET', '/users/me', { token: session.body.token })).status, 401);
  });

  it('[AU12] is cleared when its token does not work any more', async () => {
    const session = await register();
    await refresh(cookieOf(session));
    const reused = await refresh(cookieOf(session));
    assert.equal(reused.body.error.code, 'auth/refresh_reused');
    assert.match(setCookie(reused), /^refresh_token=;/);
    const unknown = await refresh('refresh_token=unknown');
    assert.deepEqual([unknown.status, unknown.body.error.code], [401, 'auth/refresh_invalid']);
    assert.match(setCookie(unknown), /^refresh_token=;/);
  });

  it('[AU12] may be anything without harm', async () => {
    for (const cookie of [
      'refresh_token',
      'refresh_token=',
      '=;=;;',
      `refresh_token=${'x'.repeat(8000)}`,
      'a=refresh_token=b',
      'refresh_token=%00%ff',
    ]) {
      const answer = await refresh(cookie);
      assert.deepEqual([answer.status, answer.body.error.code], [401, 'auth/refresh_invalid'], cookie.slice(0, 40));
    }
  });
});
