// Every route of accounts that takes a body, with what is no such body.

import assert from 'node:assert/strict';
import { userRoutes } from '../../shared/protocol/users.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_BODIES, NOT_TEXT } from '../../test/harness/hostile.ts';
import { PASSWORD, restApp } from '../../test/harness/rest.ts';
import { API_ROOT } from '../platform/http.ts';

const good: Partial<Record<keyof typeof userRoutes, Record<string, string>>> = {
  register: { username: 'new_one', email: 'new_one@example.org', password: PASSWORD },
  login: { username: 'ada', password: PASSWORD },
  refresh: { refresh_token: 'x' },
  logout: { refresh_token: 'x' },
  forgotPassword: { email: 'ada@example.org' },
  resetPassword: { token: 'x', new_password: PASSWORD },
  verifyEmail: { token: 'x' },
  updateProfile: { status: 'away' },
};
/** An empty body has a meaning there. */
const FIELDS_OPTIONAL = new Set(['refresh', 'logout', 'updateProfile']);

describe('what strangers send to accounts', () => {
  const app = restApp(testDatabase());
  let token = '';
  before(async () => {
    token = (await app.register('ada')).token;
  });
  afterEach(async () => {
    assert.equal((await app.call('GET', '/users/me', { token })).status, 200, 'the others go on');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it('[AU21] is tried on every route with a body', () => {
    const withBody = Object.entries(userRoutes).filter(([, route]) => 'body' in route && route.body);
    assert.deepEqual(withBody.map(([name]) => name).sort(), Object.keys(good).sort());
  });

  for (const [name, body] of Object.entries(good) as [keyof typeof userRoutes, Record<string, string>][]) {
    const { method, path } = userRoutes[name];
    const send = (sent: unknown, headers?: Record<string, string>) =>
      app.call(method.toUpperCase(), path, { token, body: sent, ...(headers && { headers }) });
    const refused = async (sent: unknown, what: string) => {
      const answer = await send(sent);
      assert.deepEqual([answer.status, answer.body.error?.code], [400, 'invalid'], what);
      assert.ok(answer.body.error.request_id);
      assert.equal(answer.headers.get('x-request-id'), answer.body.error.request_id);
    };

    it(`[AU21] ${API_ROOT}${path} refuses bodies that are none`, async () => {
      for (const [what, text] of BAD_BODIES) {
        if (FIELDS_OPTIONAL.has(name) && ['a prototype', 'deep nesting'].includes(what) && name !== 'updateProfile')
          continue;
        await refused(text, what);
      }
      const form = await send('a=b', { 'content-type': 'application/x-www-form-urlencoded' });
      assert.deepEqual([form.status, form.body.error.code], [415, 'unsupported_media_type']);
      const charset = await send(JSON.stringify(body), { 'content-type': 'application/json; charset=klingon' });
      assert.deepEqual([charset.status, charset.body.error.code], [415, 'unsupported_media_type']);
      const huge = await send({ ...body, filler: 'x'.repeat(300_000) });
      assert.deepEqual([huge.status, huge.body.error.code], [413, 'too_large']);
    });

    it(`[AU21] ${API_ROOT}${path} refuses fields that are missing or of another type`, async () => {
      for (const field of Object.keys(body)) {
        const { [field]: _left, ...rest } = body;
        if (!FIELDS_OPTIONAL.has(name)) await refused(rest, `without ${field}`);
        for (const [what, value] of NOT_TEXT) await refused({ ...body, [field]: value }, `${field}: ${what}`);
      }
    });
  }
});
