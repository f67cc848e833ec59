import assert from 'node:assert/strict';
import type { MemberStatus, ServerAccess, ServerRole } from '../protocol/servers.ts';
import {
  type Decision,
  decideJoin,
  mayAct,
  mayAdd,
  mayEnter,
  mayLeave,
  mayMute,
  mayRemove,
  maySee,
  maySetRole,
} from './roles.ts';

const ROLES: readonly ServerRole[] = ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER'];
const said = (decision: Decision): string => (decision.allowed ? 'yes' : decision.code.replace('servers/', ''));

/** Rows are the actor, columns the target or what is given, both from OWNER to MEMBER: y allowed, - role_too_low, h owner_must_hand_over. */
const matrix = (decide: (row: ServerRole, column: ServerRole) => Decision): string[] => {
  const signs: Record<string, string> = { yes: 'y', role_too_low: '-', owner_must_hand_over: 'h' };
  return ROLES.map((row) => ROLES.map((column) => signs[said(decide(row, column))] ?? '?').join(''));
};

describe('roles', () => {
  it('[VS10] gives each action to its least role and to those above', () => {
    const allowed = (action: Parameters<typeof mayAct>[1]) =>
      ROLES.map((role) => (mayAct(role, action).allowed ? 'y' : '-')).join('');
    assert.equal(allowed('read'), 'yyyy');
    assert.equal(allowed('moderate_messages'), 'yyy-');
    assert.equal(allowed('manage_invites'), 'yyy-');
    assert.equal(allowed('manage_bans'), 'yyy-');
    assert.equal(allowed('update_server'), 'yy--');
    assert.equal(allowed('replace_map'), 'yy--');
    assert.equal(allowed('manage_requests'), 'yy--');
    assert.equal(allowed('manage_word_rules'), 'yy--');
    assert.equal(allowed('read_audit'), 'yy--');
    assert.equal(allowed('delete_server'), 'y---');
  });

  it('[VS11] lets admins add people with roles below their own only', () => {
    assert.deepEqual(matrix(mayAdd), ['-yyy', '--yy', '----', '----']);
  });

  it('[VS12] lets moderators remove lower roles only', () => {
    assert.deepEqual(
      matrix((role, target) => mayRemove(role, { role: target, isSelf: false })),
      ['-yyy', '--yy', '---y', '----'],
    );
  });

  it('[VS12] removes nobody by their own hand', () => {
    assert.deepEqual(
      ROLES.map((role) => said(mayRemove(role, { role, isSelf: true }))),
      ['owner_must_hand_over', 'role_too_low', 'role_too_low', 'role_too_low'],
    );
  });

  it('[MO5] lets moderators mute lower roles only', () => {
    assert.deepEqual(matrix(mayMute), ['-yyy', '--yy', '---y', '----']);
  });

  it('[VS13] lets nobody give a role at or above their own, but the owner', () => {
    assert.deepEqual(
      matrix((role, given) => maySetRole(role, { role: 'MEMBER', isSelf: false }, given)),
      ['yyyy', '--yy', '----', '----'],
    );
  });

  it('[VS13] lets nobody change who stands at or above them', () => {
    assert.deepEqual(
      matrix((role, target) => maySetRole(role, { role: target, isSelf: false }, 'MEMBER')),
      ['yyyy', '--yy', '----', '----'],
    );
  });

  it('[VS13] lets everyone but the owner step down', () => {
    assert.deepEqual(
      matrix((role, given) => maySetRole(role, { role, isSelf: true }, given)),
      ['yhhh', '-yyy', '--yy', '---y'],
    );
  });

  it('[VS14] lets everyone but the owner leave', () => {
    assert.deepEqual(
      ROLES.map((role) => said(mayLeave(role))),
      ['owner_must_hand_over', 'yes', 'yes', 'yes'],
    );
  });

  const STANDINGS: [ServerAccess, MemberStatus | null, boolean, see: string, enter: string, join: string][] = [
    ['public', null, false, 'yes', 'not_a_member', 'active'],
    ['public', null, true, 'yes', 'banned', 'banned'],
    ['public', 'pending', false, 'yes', 'approval_pending', 'active'],
    ['public', 'active', false, 'yes', 'yes', 'active'],
    ['approval', null, false, 'yes', 'not_a_member', 'pending'],
    ['approval', null, true, 'yes', 'banned', 'banned'],
    ['approval', 'pending', false, 'yes', 'approval_pending', 'pending'],
    ['approval', 'active', false, 'yes', 'yes', 'active'],
    ['invite', null, false, 'not_found', 'not_found', 'not_found'],
    ['invite', null, true, 'not_found', 'not_found', 'not_found'],
    ['invite', 'pending', false, 'not_found', 'not_found', 'not_found'],
    ['invite', 'active', false, 'yes', 'yes', 'active'],
  ];
  for (const [access, status, banned, see, enter, join] of STANDINGS) {
    const who = `${banned ? 'someone banned' : `someone ${status ?? 'unknown'}`} on a server of access ${access}`;
    it(`[VS15] tells ${who}: see ${see}, enter ${enter}, join ${join}`, () => {
      const standing = { access, status, banned };
      const joined = decideJoin(standing);
      assert.equal(said(maySee(standing)), see);
      assert.equal(said(mayEnter(standing)), enter);
      assert.equal('refused' in joined ? joined.refused.replace('servers/', '') : joined.becomes, join);
    });
  }
});
