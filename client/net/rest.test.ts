import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { userRoutes } from '../../shared/protocol/users.ts';
import { ApiError } from './api-error.ts';
import { createRest, type Rest, urlOf } from './rest.ts';
import { fetchTransport } from './transport.ts';

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
type Seen = { method: string; url: string; token: string | undefined; body: string };

const session = (token: string, expires_in = 900) => ({
  token,
  expires_in,
  refresh_token: 'r',
  user_id: '0199a1f0-0000-7000-8000-000000000001',
  username: 'ada',
});
const refused = (status: number, code: string, more = {}): Answer => ({
  status,
  body: { error: { code, message: `said ${code}`, ...more } },
});

describe('calls to the server', () => {
  let server: Server;
  let origin: string;
  let seen: Seen[];
  let answer: (seen: Seen) => Answer | Promise<Answer>;
  let clock: number;
  let lost: string[];
  let rest: Rest;

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call: Seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      token: request.headers.authorization,
      body: Buffer.concat(chunks).toString(),
    };
    seen.push(call);
    const { status, body, headers } = await answer(call);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };
  const renewals = (): number => seen.filter(({ url }) => url.endsWith('/users/refresh')).length;

  before((done) => {
    server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1', done);
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  beforeEach(() => {
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    seen = [];
    lost = [];
    clock = 0;
    rest = createRest({
      origin,
      transport: fetchTransport,
      uploadTransport: fetchTransport,
      now: () => clock,
      exclusive: (run) => run(),
      onLost: (code) => lost.push(code),
    });
  });

  it('[UI1] fills path and query of the route, sends the token and the body, and answers what came', async () => {
    rest.adopt(session('first'));
    answer = ({ method }) => ({
      status: method === 'GET' ? 200 : 204,
      ...(method === 'GET' && { body: { servers: [] } }),
    });
    const page = await rest.call(serverRoutes.list, { query: { query: 'moss & moon', limit: 3, cursor: undefined } });
    assert.deepEqual(page, { servers: [] });
    const server_id = '0199a1f0-0000-7000-8000-00000000000a';
    const nothing = await rest.call(serverRoutes.removeMember, {
      params: { server_id, user_id: 'a/b' },
      body: { ban: true },
    });
    assert.equal(nothing, undefined);
    assert.deepEqual(seen, [
      { method: 'GET', url: '/api/v1/servers?query=moss+%26+moon&limit=3', token: 'Bearer first', body: '' },
      {
        method: 'DELETE',
        url: `/api/v1/servers/${server_id}/members/a%2Fb`,
        token: 'Bearer first',
        body: '{"ban":true}',
      },
    ]);
  });

  it('[UI1] sends no token where anyone may call', async () => {
    rest.adopt(session('first'));
    answer = () => ({ status: 200, body: session('second') });
    await rest.call(userRoutes.login, { body: { username: 'ada', password: 'x' } });
    assert.equal(seen[0]?.token, undefined);
  });

  it('[UI2] gives the error of the server with its code, words, details and the time to wait', async () => {
    answer = () => ({
      ...refused(429, 'rate_limited', { details: { limit: 3 } }),
      headers: { 'Retry-After': '7' },
    });
    await assert.rejects(rest.call(userRoutes.forgotPassword, { body: { email: 'a@b.org' } }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual(
        [error.code, error.status, error.message, error.retryAfter, error.details],
        ['rate_limited', 429, 'said rate_limited', 7, { limit: 3 }],
      );
      return true;
    });
  });

  it('[UI2] says in plain words that there is no server, no answer of ours, or a code it does not know', async () => {
    const codeOf = async (status: number, body?: unknown): Promise<string> => {
      answer = () => ({ status, body });
      const error = await rest
        .call(userRoutes.forgotPassword, { body: { email: 'a@b.org' } })
        .catch((failure) => failure);
      assert.ok(error instanceof ApiError && error.message.length > 10);
      return error.code;
    };
    assert.equal(await codeOf(502), 'unavailable');
    assert.equal(await codeOf(500, { error: { code: 'brand/new', message: 'something longer' } }), 'internal');
    const nobody = createRest({
      origin: 'http://127.0.0.1:9',
      transport: fetchTransport,
      uploadTransport: fetchTransport,
      now: () => 0,
      exclusive: (run) => run(),
      onLost: () => assert.fail('nobody was signed out'),
    });
    await assert.rejects(nobody.renew(), { code: 'network', status: 0 });
  });

  it('[UI3] renews an expired token once for many calls, and repeats each of them once', async () => {
    rest.adopt(session('old'));
    answer = ({ url, token }) => {
      if (url.endsWith('/refresh')) return { status: 200, body: session('new') };
      return token === 'Bearer new' ? { status: 200, body: { id: 'me' } } : refused(401, 'auth/token_expired');
    };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => rest.call(userRoutes.me)));
    assert.deepEqual(answers, Array(5).fill({ id: 'me' }));
    assert.equal(renewals(), 1);
    assert.equal(seen.filter(({ url }) => url.endsWith('/me')).length, 10);
    assert.deepEqual(lost, []);
  });

  it('[UI3] does not repeat a call a third time', async () => {
    rest.adopt(session('old'));
    answer = ({ url }) =>
      url.endsWith('/refresh') ? { status: 200, body: session('new') } : refused(401, 'auth/token_expired');
    await assert.rejects(rest.call(userRoutes.me), { code: 'auth/token_expired' });
    assert.equal(seen.length, 3);
  });

  it('[UI3] renews before the token expires, so that the call does not meet its end', async () => {
    rest.adopt(session('old', 900));
    answer = ({ url }) => ({ status: 200, body: url.endsWith('/refresh') ? session('new') : {} });
    clock = 870_000;
    await rest.call(userRoutes.me);
    assert.equal(renewals(), 0);
    clock = 885_000;
    await rest.call(userRoutes.me);
    assert.deepEqual([renewals(), seen.at(-1)?.token], [1, 'Bearer new']);
  });

  it('[UI4] tells once that the session is lost when the cookie is refused', async () => {
    answer = () => refused(401, 'auth/refresh_reused');
    const calls = await Promise.allSettled([rest.call(userRoutes.me), rest.call(userRoutes.me)]);
    assert.deepEqual(
      calls.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.deepEqual(lost, ['auth/refresh_reused']);
  });

  it('[UI4] tells that the session is lost when it was revoked elsewhere', async () => {
    rest.adopt(session('old'));
    answer = () => refused(401, 'auth/session_revoked');
    await assert.rejects(rest.call(userRoutes.me), { code: 'auth/session_revoked' });
    assert.deepEqual(lost, ['auth/session_revoked']);
  });

  it('[UI4] keeps the session when the server is only away', async () => {
    answer = () => ({ status: 503, body: { error: { code: 'unavailable', message: 'in a moment' } } });
    await assert.rejects(rest.call(userRoutes.me), { code: 'unavailable' });
    assert.deepEqual(lost, []);
    answer = ({ url }) => ({ status: 200, body: url.endsWith('/refresh') ? session('new') : { id: 'me' } });
    assert.deepEqual(await rest.call(userRoutes.me), { id: 'me' });
  });

  it('[UI1] leaves out of the query what is not set', () => {
    assert.equal(urlOf('/servers', {}, { query: '', cursor: undefined, limit: 5 }), '/api/v1/servers?limit=5');
    assert.equal(urlOf('/templates'), '/api/v1/templates');
  });
});
