import assert from 'node:assert/strict';
import type { ServerRole } from '../protocol/servers.ts';
import { type ChannelRules, channelPermissions, mayDelete, mayEdit, mentionsIn, slowModeWait } from './chat.ts';

const OPEN: ChannelRules = { is_private: false, min_role: 'MEMBER', overwrites: [] };
const may = (rules: Partial<ChannelRules>, role: ServerRole, { added = false, userId = 'me' } = {}): string =>
  [...channelPermissions({ ...OPEN, ...rules }, { userId, role, added })].sort().join(' ');
const rule = (subject: { role?: ServerRole; user_id?: string }, more: { allow?: string[]; deny?: string[] }) => ({
  ...{ role: subject.role ?? null, user_id: subject.user_id ?? null },
  ...{ allow: (more.allow ?? []) as never[], deny: (more.deny ?? []) as never[] },
});
const MEMBER = 'attach react send view';
const ALL = 'attach mention_all moderate react send view';

describe('the rules of channels', () => {
  const table: [string, Partial<ChannelRules>, ServerRole, { added?: boolean } | undefined, string][] = [
    ['an open one is for members', {}, 'MEMBER', {}, MEMBER],
    ['moderators look after it', {}, 'MODERATOR', {}, ALL],
    ['a private one is hidden', { is_private: true }, 'MEMBER', {}, ''],
    ['from who was not added', { is_private: true }, 'MEMBER', { added: true }, MEMBER],
    ['not from moderators', { is_private: true }, 'MODERATOR', {}, ALL],
    ['the least role is needed', { min_role: 'MODERATOR' }, 'MEMBER', {}, ''],
    [
      'and nothing lifts it',
      { min_role: 'MODERATOR', overwrites: [rule({ user_id: 'me' }, { allow: ['view'] })] },
      'MEMBER',
      { added: true },
      '',
    ],
    ['not by being added', { min_role: 'ADMIN', is_private: true }, 'MODERATOR', { added: true }, ''],
    ['a role is denied', { overwrites: [rule({ role: 'MEMBER' }, { deny: ['send'] })] }, 'MEMBER', {}, 'react view'],
    ['and no other role', { overwrites: [rule({ role: 'MEMBER' }, { deny: ['send'] })] }, 'MODERATOR', {}, ALL],
    [
      'a person comes after the role',
      {
        overwrites: [
          rule({ user_id: 'me' }, { allow: ['send', 'attach'] }),
          rule({ role: 'MEMBER' }, { deny: ['send'] }),
        ],
      },
      'MEMBER',
      {},
      MEMBER,
    ],
    ['without view there is nothing', { overwrites: [rule({ user_id: 'me' }, { deny: ['view'] })] }, 'MEMBER', {}, ''],
    ['admins are not bound', { overwrites: [rule({ user_id: 'me' }, { deny: ['view', 'send'] })] }, 'ADMIN', {}, ALL],
    [
      'others’ rules are not mine',
      { overwrites: [rule({ user_id: 'you' }, { deny: ['view'] })] },
      'MEMBER',
      {},
      MEMBER,
    ],
  ];
  for (const [title, rules, role, person, expected] of table) {
    it(`[CH39] ${title}`, () => assert.equal(may(rules, role, person), expected));
  }

  it('[CH39] a message is edited by its author in time, deleted by author or moderator', () => {
    const facts = { isAuthor: true, isDeleted: false, createdAt: 0, now: 900_000 };
    assert.deepEqual(mayEdit(facts), { allowed: true });
    assert.deepEqual(mayEdit({ ...facts, now: 900_001 }), { allowed: false, code: 'chat/edit_too_late' });
    assert.deepEqual(mayEdit({ ...facts, isDeleted: true }), { allowed: false, code: 'chat/message_deleted' });
    assert.deepEqual(mayEdit({ ...facts, isAuthor: false }), { allowed: false, code: 'chat/not_author' });
    assert.equal(mayDelete({ isAuthor: false, moderates: true }).allowed, true);
    assert.equal(mayDelete({ isAuthor: false, moderates: false }).allowed, false);
  });

  it('[CH39] slow mode counts from the last message', () => {
    assert.equal(slowModeWait({ seconds: 10, lastSentAt: 1000, now: 5000 }), 6000);
    assert.equal(slowModeWait({ seconds: 10, lastSentAt: 1000, now: 11_000 }), 0);
    assert.equal(slowModeWait({ seconds: 10, lastSentAt: null, now: 0 }), 0);
    assert.equal(slowModeWait({ seconds: 0, lastSentAt: 1000, now: 1000 }), 0);
  });

  it('[CH28] names follow an @ at the beginning of a word', () => {
    assert.deepEqual(mentionsIn('@Ada and @ada, (@bob) @x mail@eve.org @@me @a_b-c'), {
      names: ['ada', 'bob', 'a_b-c'],
      all: null,
    });
    assert.equal(mentionsIn('@here').all, 'here');
    assert.equal(mentionsIn('@here @channel').all, 'channel');
    assert.equal(mentionsIn('@channels').all, null);
    assert.equal(mentionsIn('@ab'.repeat(600)).names.length, 0);
    assert.equal(mentionsIn(Array.from({ length: 500 }, (_, n) => `@name${n}`).join(' ')).names.length, 50);
  });
});
