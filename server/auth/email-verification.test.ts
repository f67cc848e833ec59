import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { BAD_TEXT } from '../../test/harness/hostile.ts';
import { restApp } from '../../test/harness/rest.ts';
import { updateUser } from './users.repository.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('e-mail verification', () => {
  const database = testDatabase();
  const app = restApp(database);
  let names = 0;
  const verify = (token: unknown) => app.call('POST', '/users/email/verify', { body: { token } });
  const resend = (token: string) => app.call('POST', '/users/email/verify/resend', { token });
  const linksTo = (username: string) =>
    app.mails.filter(({ to }) => to === `${username}@example.org`).map(({ link }) => link ?? '');
  const someone = async () => {
    const session = await app.register(`new_${names++}`);
    const link = await eventually(() => linksTo(session.username)[0]);
    return { session, token: new URL(link).searchParams.get('token') ?? '' };
  };
  const isVerified = async (token: string) => (await app.call('GET', '/users/me', { token })).body.email_verified;

  it('[AU18] confirms the address with the link of the mail, once', async () => {
    const { session, token } = await someone();
    assert.ok(linksTo(session.username)[0]?.startsWith('http://atrium.test/verify-email?token='));
    assert.equal(await isVerified(session.token), false);
    const { status, body } = await verify(token);
    assert.deepEqual([status, body], [204, '']);
    assert.equal(await isVerified(session.token), true);
    const again = await verify(token);
    assert.deepEqual([again.status, again.body.error.code], [422, 'auth/verify_token_invalid']);
  });

  it('[AU18] sends another link on request, until the address is confirmed', async () => {
    const { session, token } = await someone();
    assert.equal((await resend(session.token)).status, 202);
    await eventually(() => linksTo(session.username).length === 2);
    assert.equal((await verify(token)).status, 204);
    const { status, body } = await resend(session.token);
    assert.deepEqual([status, body.error.code], [409, 'users/already_verified']);
  });

  it('[AU18] refuses a link after three days, and one for an address that was changed since', async () => {
    const late = await someone();
    app.clock.advance(3 * DAY_MS);
    assert.equal((await verify(late.token)).status, 422);
    const moved = await someone();
    const email = 'moved@example.org';
    await updateUser(database.db, moved.session.user_id, { email, email_key: email });
    assert.equal((await verify(moved.token)).status, 422);
    assert.equal(await isVerified(moved.session.token), false);
  });

  for (const [name, value] of BAD_TEXT) {
    it(`[AU21] refuses ${name} as a token`, async () => {
      const length = String(value).length;
      const expected = length === 0 || length > 512 ? [400, 'invalid'] : [422, 'auth/verify_token_invalid'];
      const { status, body } = await verify(value);
      assert.deepEqual([status, body.error.code], expected);
    });
  }
});
