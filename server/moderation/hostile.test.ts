import assert from 'node:assert/strict';
import { moderationRoutes } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { BAD_BODIES, BAD_TEXT, type HostileCase, NOT_TEXT, WRONG_TYPES } from '../../test/harness/hostile.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { moderationApp, told } from './test-support.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const NOT_IDS = ['x', '0', '%00', '..%2f..', '1e3', '%F0%9F%92%A9', "'%20or%201=1--", 'undefined'];
type Name = keyof typeof moderationRoutes;
const NAMES = Object.keys(moderationRoutes) as Name[];

/** What no line of text may hold; markup and SQL are text like any other. */
const NO_LINE = BAD_TEXT.filter(([name]) => /NUL|surrogate|right-to-left|huge/.test(name));
const NO_CONTENT = BAD_TEXT.filter(([name]) => /NUL|surrogate|zero-width|nothing|spaces|huge/.test(name));
const WORDS = [...NOT_TEXT, ...BAD_TEXT, ['another word', 'delete']] as readonly HostileCase[];
const MISSING: HostileCase = ['missing', undefined];
const MINUTES: readonly HostileCase[] = [
  ...WRONG_TYPES,
  ['zero', 0],
  ['a negative', -1],
  ['a fraction', 1.5],
  ['a text', '5'],
  ['more than a year', 525_601],
  ['huge', 1e300],
  MISSING,
];
const BODIES: readonly [route: Name, field: string, valid: Record<string, unknown>, cases: readonly HostileCase[]][] = [
  ['mute', 'minutes', {}, MINUTES],
  ['mute', 'reason', { minutes: 5 }, [...NOT_TEXT, ...NO_LINE, ['too long', 'é'.repeat(501)]]],
  ['addWordRule', 'pattern', { action: 'hold' }, [...NOT_TEXT, ...NO_LINE, ['too long', 'ab'.repeat(51)], MISSING]],
  ['addWordRule', 'action', { pattern: 'badword' }, [...WORDS, MISSING]],
  ['decideHeld', 'decision', {}, [...WORDS, MISSING]],
  ['report', 'reason', {}, [...NOT_TEXT, ...NO_CONTENT, ['too long', 'é'.repeat(2001)], MISSING]],
  ['decideReport', 'status', {}, [...WORDS, ['open', 'open'], MISSING]],
  ['decideReport', 'note', { status: 'resolved' }, [...NOT_TEXT, ...NO_LINE, ['too long', 'é'.repeat(501)]]],
  ['decideDirectReport', 'status', {}, [...WORDS, ['open', 'open'], MISSING]],
];
const PAGES = ['mutes', 'held', 'reports', 'directReports', 'audit'] as const;
type Query = readonly [route: Name, query: string, code: string];
const QUERIES: readonly Query[] = [
  ...PAGES.flatMap((route): Query[] => [
    ...['0', '-1', '101', '1e9', 'x', '', '1.5'].map((limit) => [route, `limit=${limit}`, 'invalid'] satisfies Query),
    [route, `cursor=${'x'.repeat(1025)}`, 'invalid'],
    [route, 'cursor=%00', 'invalid_cursor'],
    [route, 'cursor=eyJ4IjoxfQ.AAAAAAAAAAAAAAAAAAAAAA', 'invalid_cursor'],
  ]),
  ['reports', 'status=late', 'invalid'],
  ['reports', 'status=open&status=resolved', 'invalid'],
  ['directReports', 'status=%00', 'invalid'],
  ['audit', 'actor_id=me', 'invalid'],
  ['audit', 'action=%00', 'invalid'],
  ['audit', 'action=%25', 'invalid'],
  ['audit', `action=${'x'.repeat(65)}`, 'invalid'],
];

describe('hostile calls to moderation', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  let all: Cast;
  let platform: Person;
  before(async () => {
    platform = await at.person('platform');
    all = await at.cast('hostile');
  });
  const pathOf = (name: Name, id = NOBODY, query = ''): string =>
    moderationRoutes[name].path.replace('{server_id}', all.server.id).replace(/\{\w+\}/g, id) + query;
  const whoOf = (name: Name): Person => (pathOf(name).startsWith('/reports') ? platform : all.owner);
  const call = (name: Name, { id, query, body }: { id?: string; query?: string; body?: unknown }) =>
    at.as(whoOf(name), moderationRoutes[name].method.toUpperCase(), pathOf(name, id, query), body);

  for (const name of NAMES) {
    it(`[MO23] asks who calls ${name}, and of which server`, async () => {
      const { method, path } = moderationRoutes[name];
      const upper = method.toUpperCase();
      assert.equal(told(await at.app.call(upper, pathOf(name))), '401 auth/token_missing');
      if (!path.includes('{server_id}')) return;
      const body = {
        minutes: 5,
        pattern: 'badword',
        action: 'hold',
        decision: 'approve',
        status: 'resolved',
        reason: 'x',
      };
      const sent = 'body' in moderationRoutes[name] ? body : undefined;
      const elsewhere = path.replace('{server_id}', NOBODY).replace(/\{\w+\}/g, NOBODY);
      assert.equal(told(await at.as(all.owner, upper, elsewhere, sent)), '404 servers/not_found');
      for (const id of NOT_IDS) {
        const broken = path.replace('{server_id}', id).replace(/\{\w+\}/g, NOBODY);
        assert.equal(told(await at.as(all.owner, upper, broken, sent)), '400 invalid', id);
      }
    });
  }

  for (const [name, field, valid, cases] of BODIES) {
    it(`[MO23] refuses hostile values of ${field} in ${name}`, async () => {
      for (const [what, value] of cases) {
        assert.equal(told(await call(name, { body: { ...valid, [field]: value } })), '400 invalid', what);
      }
    });
  }

  it('[MO23] refuses bodies that are none', async () => {
    for (const [name] of BODIES) {
      for (const [what, body] of BAD_BODIES) {
        const answer = await call(name, { body });
        assert.equal(told(answer), '400 invalid', `${name}: ${what}`);
      }
    }
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it('[MO23] refuses queries and ids out of bounds', async () => {
    for (const [name, query, code] of QUERIES) {
      assert.equal(told(await call(name, { query: `?${query}` })), `400 ${code}`, `${name} ${query}`);
    }
    const named = NAMES.filter((name) => /\{(?!server_id)\w+\}$|report$/.test(moderationRoutes[name].path));
    assert.ok(named.length >= 7);
    for (const name of named) {
      for (const id of NOT_IDS) assert.equal(told(await call(name, { id, body: {} })), '400 invalid', `${name} ${id}`);
    }
  });

  it('[MO23] keeps markup and SQL as the text that they are', async () => {
    const { owner, member, server } = all;
    const reason = `<script>alert(1)</script>'; drop table reports; --`;
    const { id } = await at.said(owner, server.id, 'hello');
    await at.as(member, 'POST', `/servers/${server.id}/chat/${id}/report`, { reason });
    assert.equal((await at.as(owner, 'GET', `/servers/${server.id}/reports`)).body.reports[0].reason, reason);
    await at.as(owner, 'PUT', `/servers/${server.id}/mutes/${member.id}`, { minutes: 1, reason });
    assert.equal((await at.as(owner, 'GET', `/servers/${server.id}/mutes`)).body.mutes[0].reason, reason);
  });
});
