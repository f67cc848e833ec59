import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_TEXT } from '../../test/harness/hostile.ts';
import { type RestAnswer, restApp, startRest } from '../../test/harness/rest.ts';
import { AppError } from '../platform/errors.ts';
import type { UserEvent } from '../platform/topics.ts';
import { SESSION_SECONDS } from './sessions.service.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const outcome = ({ status, body }: RestAnswer) => [status, body?.error?.code];

describe('sessions', () => {
  const database = testDatabase();
  const app = restApp(database);
  let names = 0;
  const someone = () => app.register(`someone_${names++}`);
  const refresh = (refresh_token: unknown) => app.call('POST', '/users/refresh', { body: { refresh_token } });
  const logout = (refresh_token: unknown) => app.call('POST', '/users/logout', { body: { refresh_token } });
  const me = (token: string) => app.call('GET', '/users/me', { token });

  it('[AU10] are refreshed: new tokens of the same session, the old access token goes on', async () => {
    const first = await someone();
    app.clock.advance(1000);
    const { status, body: second } = await refresh(first.refresh_token);
    assert.equal(status, 200);
    assert.equal(second.user_id, first.user_id);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.notEqual(second.token, first.token);
    assert.deepEqual(outcome(await me(second.token)), [200, undefined]);
    assert.deepEqual(outcome(await me(first.token)), [200, undefined]);
    assert.equal((await refresh(second.refresh_token)).status, 200);
  });

  it('[AU10] end when a spent refresh token comes again, however late, and the newest is worth nothing then', async () => {
    for (const delay of [0, 20 * DAY_MS]) {
      const first = await someone();
      const second = (await refresh(first.refresh_token)).body;
      app.clock.advance(delay);
      const third = (await refresh(second.refresh_token)).body;
      assert.equal((await me(third.token)).status, 200);
      assert.deepEqual(outcome(await refresh(first.refresh_token)), [401, 'auth/refresh_reused']);
      assert.deepEqual(outcome(await refresh(third.refresh_token)), [401, 'auth/session_revoked']);
      assert.deepEqual(outcome(await me(third.token)), [401, 'auth/session_revoked']);
    }
  });

  it('[AU10] of others, also of the same person, go on', async () => {
    const first = await someone();
    const login = { username: first.username, password: 'correct horse battery' };
    const other = (await app.call('POST', '/users/login', { body: login })).body;
    await refresh(first.refresh_token);
    assert.equal((await refresh(first.refresh_token)).body.error.code, 'auth/refresh_reused');
    assert.equal((await me(other.token)).status, 200);
    assert.equal((await refresh(other.refresh_token)).status, 200);
  });

  it('[AU11] give new tokens to one at most of those who refresh with one token at once, and then end', async () => {
    const { refresh_token, token } = await someone();
    const answers = await Promise.all(Array.from({ length: 12 }, () => refresh(refresh_token)));
    const winners = answers.filter(({ status }) => status === 200);
    assert.equal(winners.length, 1);
    const others = answers.filter(({ status }) => status !== 200).map(({ body }) => body.error.code);
    assert.deepEqual(others, Array(11).fill('auth/refresh_reused'));
    assert.deepEqual(outcome(await refresh(winners[0]?.body.refresh_token)), [401, 'auth/session_revoked']);
    assert.deepEqual(outcome(await me(token)), [401, 'auth/session_revoked']);
  });

  it('[AU13] end by logout, and again without complaint', async () => {
    const first = await someone();
    const { body: second } = await refresh(first.refresh_token);
    const { status, body } = await logout(second.refresh_token);
    assert.deepEqual([status, body], [204, '']);
    assert.deepEqual(outcome(await me(second.token)), [401, 'auth/session_revoked']);
    assert.deepEqual(outcome(await refresh(second.refresh_token)), [401, 'auth/session_revoked']);
    assert.equal((await logout(second.refresh_token)).status, 204);
    assert.equal((await logout(first.refresh_token)).status, 204);
  });

  it('[AU13] end by logout with a token that was spent', async () => {
    const first = await someone();
    const { body: second } = await refresh(first.refresh_token);
    assert.equal((await logout(first.refresh_token)).status, 204);
    assert.deepEqual(outcome(await me(second.token)), [401, 'auth/session_revoked']);
  });

  for (const [name, value] of BAD_TEXT) {
    it(`[AU21] are neither refreshed nor ended by ${name}`, async () => {
      const length = String(value).length;
      const expected = length === 0 || length > 512 ? [400, 'invalid'] : [401, 'auth/refresh_invalid'];
      assert.deepEqual(outcome(await refresh(value)), expected);
      assert.deepEqual(outcome(await logout(value)), expected);
    });
  }

  it('[AU13] are not there without a token', async () => {
    for (const path of ['/users/refresh', '/users/logout']) {
      assert.deepEqual(outcome(await app.call('POST', path)), [401, 'auth/refresh_invalid']);
      assert.deepEqual(outcome(await app.call('POST', path, { body: {} })), [401, 'auth/refresh_invalid']);
    }
  });

  it('[AU15] last for 30 days from the last refresh', async () => {
    let { body } = await refresh((await someone()).refresh_token);
    for (let month = 0; month < 3; month++) {
      app.clock.advance(SESSION_SECONDS * 1000 - 1000);
      const answer = await refresh(body.refresh_token);
      assert.equal(answer.status, 200);
      body = answer.body;
    }
    app.clock.advance(SESSION_SECONDS * 1000);
    assert.deepEqual(outcome(await refresh(body.refresh_token)), [401, 'auth/refresh_invalid']);
  });

  it('[AU14] are told of to every process when they end, once', async () => {
    const events: UserEvent[] = [];
    const stop = await app.topics.onUsers((event) => events.push(event));
    const session = await someone();
    await logout(session.refresh_token);
    await logout(session.refresh_token);
    await stop();
    assert.equal(events.length, 1);
    const event = events[0] as Extract<UserEvent, { type: 'session_revoked' }>;
    assert.equal(event.type, 'session_revoked');
    assert.equal(event.user_id, session.user_id);
    const { sid } = JSON.parse(Buffer.from(session.token.split('.')[1] as string, 'base64url').toString());
    assert.deepEqual(event.session_ids, [sid]);
  });

  it('[AU14] are refused within five seconds also by a process that was not told', async () => {
    const deaf = await startRest(database.db, { clock: app.clock });
    try {
      const session = await someone();
      const there = () => deaf.call('GET', '/users/me', { token: session.token });
      assert.equal((await there()).status, 200);
      await logout(session.refresh_token);
      assert.deepEqual(outcome(await me(session.token)), [401, 'auth/session_revoked']);
      app.clock.advance(4999);
      assert.deepEqual(outcome(await there()), [401, 'auth/session_revoked']);
    } finally {
      await deaf.close();
    }
  });

  it('[AU14] are asked for once by many calls at once, and not again for a moment', async () => {
    const { token } = await someone();
    let asked = 0;
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => {
        asked++;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const counting = await startRest(db, { clock: app.clock });
    try {
      await counting.auth.stop();
      asked = 0;
      await Promise.all(Array.from({ length: 20 }, () => counting.auth.authenticate(token)));
      app.clock.advance(2900);
      await counting.auth.authenticate(token);
      assert.equal(asked, 1);
      app.clock.advance(200);
      await counting.auth.authenticate(token);
      assert.equal(asked, 2);
    } finally {
      await counting.close();
    }
  });

  it('[AU14] are asked for again after the database did not answer', async () => {
    const { token } = await someone();
    let away = false;
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => {
        if (away) throw new AppError('unavailable');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const shaky = await startRest(db, { clock: app.clock });
    try {
      const there = () => shaky.call('GET', '/users/me', { token });
      away = true;
      assert.deepEqual(outcome(await there()), [503, 'unavailable']);
      away = false;
      assert.equal((await there()).status, 200);
    } finally {
      await shaky.close();
    }
  });

  it('[AU14] that are gone from the database are refused', async () => {
    const { token, user_id } = await someone();
    await database.db.deleteFrom('sessions').where('user_id', '=', user_id).execute();
    assert.deepEqual(outcome(await me(token)), [401, 'auth/session_revoked']);
  });
});
