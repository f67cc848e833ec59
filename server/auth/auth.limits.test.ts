import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { PASSWORD, type RestAnswer, restApp, startRest } from '../../test/harness/rest.ts';

const isLimited = ({ status, body, headers }: RestAnswer, limit: number) => {
  assert.equal(status, 429);
  assert.equal(body.error.code, 'rate_limited');
  assert.ok(body.error.retry_after >= 1 && body.error.retry_after <= 60);
  assert.equal(headers.get('retry-after'), String(body.error.retry_after));
  assert.equal(headers.get('ratelimit-limit'), String(limit));
  assert.equal(headers.get('ratelimit-remaining'), '0');
  assert.ok(Number(headers.get('ratelimit-reset')) >= 1);
};

describe('limits of accounts', () => {
  const database = testDatabase();
  const app = restApp(database, {
    environment: {
      RATE_LIMITS: 'on',
      TRUST_PROXY: '1',
      LIMIT_LOGIN_PER_MINUTE: '3',
      LIMIT_LOGIN_PER_ADDRESS_PER_MINUTE: '6',
      LIMIT_REGISTER_PER_MINUTE: '4',
      LIMIT_MAIL_PER_HOUR: '2',
    },
  });
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  const login = (username: string, password: string, address: string) =>
    app.call('POST', '/users/login', { body: { username, password }, ...from(address) });
  const register = (username: string, address: string) => {
    const body = { username, email: `${username}@example.org`, password: PASSWORD };
    return app.call('POST', '/users/register', { body, ...from(address) });
  };
  before(async () => {
    await register('ada', '10.0.0.1');
    await register('eve', '10.0.0.1');
  });

  it('[AU22] counts logins by account and address, right or wrong, known or not', async () => {
    for (const [name, address] of [
      ['ada', '10.1.0.1'],
      ['nobody', '10.1.0.2'],
    ] as const) {
      for (let left = 2; left >= 0; left--) {
        const answer = await login(name, 'wrong password', address);
        assert.equal(answer.status, 401);
        assert.equal(answer.headers.get('ratelimit-limit'), '3');
        assert.equal(answer.headers.get('ratelimit-remaining'), String(left));
      }
      isLimited(await login(name.toUpperCase(), PASSWORD, address), 3);
    }
    // Neither another person at that address nor the same person elsewhere is shut out.
    assert.equal((await login('eve', PASSWORD, '10.1.0.1')).status, 200);
    assert.equal((await login('ada', PASSWORD, '10.1.0.3')).status, 200);
  });

  it('[AU22] counts logins by address, whoever is tried', async () => {
    for (let index = 0; index < 6; index++) assert.equal((await login(`try_${index}`, 'x', '10.2.0.1')).status, 401);
    isLimited(await login('ada', PASSWORD, '10.2.0.1'), 6);
  });

  it('[AU22] counts the addresses of one IPv6 customer as one', async () => {
    for (let index = 1; index <= 3; index++) {
      assert.equal((await login('ada', 'wrong password', `2001:db8:1:2::${index}`)).status, 401);
    }
    isLimited(await login('ada', PASSWORD, '2001:db8:1:2:ffff::9'), 3);
    assert.equal((await login('ada', PASSWORD, '2001:db8:1:3::1')).status, 200);
  });

  it('[AU22] counts registrations by address', async () => {
    for (let index = 0; index < 4; index++) assert.equal((await register(`reg_${index}`, '10.3.0.1')).status, 201);
    isLimited(await register('reg_5', '10.3.0.1'), 4);
    assert.equal((await register('reg_6', '10.3.0.2')).status, 201);
  });

  it('[AU22] counts the links that are sent again', async () => {
    const { token } = (await login('eve', PASSWORD, '10.4.0.1')).body;
    const resend = () => app.call('POST', '/users/email/verify/resend', { token });
    assert.equal((await resend()).status, 202);
    assert.equal((await resend()).status, 202);
    const { status, headers } = await resend();
    assert.deepEqual([status, headers.get('ratelimit-limit')], [429, '2']);
    assert.ok(Number(headers.get('retry-after')) > 3500);
  });

  it('[AU22] does not believe an address that a client writes itself', async () => {
    const direct = await startRest(database.db, { environment: { RATE_LIMITS: 'on', LIMIT_LOGIN_PER_MINUTE: '2' } });
    try {
      const attempt = (address: string) =>
        direct.call('POST', '/users/login', { body: { username: 'ada', password: 'x' }, ...from(address) });
      assert.equal((await attempt('10.5.0.1')).status, 401);
      assert.equal((await attempt('10.5.0.2')).status, 401);
      assert.equal((await attempt('10.5.0.3')).status, 429);
    } finally {
      await direct.close();
    }
  });
});
