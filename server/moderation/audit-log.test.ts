import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { AuditRecord } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { byRole, moderationApp, OUTSIDE, told } from './test-support.ts';

const LOW = '403 servers/role_too_low';

describe('the audit log', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  const { as, cast, addRule } = at;
  const read = async (who: Person, serverId: string, query = ''): Promise<AuditRecord[]> =>
    (await as(who, 'GET', `/servers/${serverId}/audit${query}`)).body.records;

  it('[MO21] tells admins what was done, by whom and to whom', async () => {
    const all = await cast('audit');
    const { server, admin, moderator, member } = all;
    await as(moderator, 'PUT', `/servers/${server.id}/mutes/${member.id}`, { minutes: 5, reason: 'shouting' });
    const rule = await addRule(admin, server.id, 'badword');
    assert.deepEqual(await byRole(all, (who) => as(who, 'GET', `/servers/${server.id}/audit`)), [
      ...['200', '200', LOW, LOW],
      ...OUTSIDE,
    ]);
    const records = await read(admin, server.id);
    for (const one of records) AuditRecord.parse(one);
    const [added, muted] = records;
    assert.deepEqual(
      [added?.action, added?.actor_name, added?.target, added?.target_name, added?.details],
      ['word_rule.added', admin.username, rule.id, null, { pattern: 'badword', action: 'refuse' }],
    );
    const until = new Date(at.app.clock.now().getTime() + 5 * 60_000).toISOString();
    assert.deepEqual(
      [muted?.action, muted?.actor_name, muted?.target, muted?.target_name, muted?.details],
      ['member.muted', moderator.username, member.id, member.username, { until, reason: 'shouting' }],
    );
    const other = await cast('audit_2');
    assert.ok((await read(other.owner, other.server.id)).every(({ target }) => target !== member.id));
  });

  it('[MO21] is filtered by person and deed, and pages without gap or repeat while more is done', async () => {
    const { server, owner, admin, moderator, member } = await cast('filter');
    const mute = (who: Person) => as(who, 'PUT', `/servers/${server.id}/mutes/${member.id}`, { minutes: 5 });
    for (const who of [admin, moderator, admin, moderator, admin]) await mute(who);
    const pages = async (filter: string): Promise<AuditRecord[]> => {
      const seen: AuditRecord[] = [];
      let cursor: string | null = null;
      do {
        const query = `?limit=2${filter}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await as(owner, 'GET', `/servers/${server.id}/audit${query}`);
        seen.push(...body.records);
        cursor = body.cursor;
        await mute(admin);
      } while (cursor);
      assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
      return seen;
    };
    const mutes = await pages('&action=member.muted');
    assert.deepEqual(
      mutes.map(({ actor_id }) => actor_id),
      [admin, moderator, admin, moderator, admin].map(({ id }) => id),
    );
    assert.equal((await pages(`&actor_id=${moderator.id}`)).length, 2);
    assert.equal((await pages(`&actor_id=${moderator.id}&action=member.muted`)).length, 2);
    assert.equal((await pages(`&actor_id=${moderator.id}&action=member.banned`)).length, 0);
    const { cursor } = (await as(owner, 'GET', `/servers/${server.id}/audit?limit=1`)).body;
    for (const query of [`actor_id=${admin.id}&`, 'action=member.muted&']) {
      const answer = await as(owner, 'GET', `/servers/${server.id}/audit?${query}cursor=${cursor}`);
      assert.equal(told(answer), '400 invalid_cursor');
    }
  });

  it('[MO22] is changed by nobody: the database refuses it', async () => {
    const { server, owner, moderator, member } = await cast('frozen');
    await as(moderator, 'PUT', `/servers/${server.id}/mutes/${member.id}`, { minutes: 5 });
    const before = await read(owner, server.id);
    assert.ok(before.length > 0);
    const id = before[0]!.id;
    const attempts = [
      sql`update audit_log set actor_id = ${member.id}`,
      sql`update audit_log set details = '{}' where id = ${id}`,
      sql`update audit_log set at = now() where false`,
      sql`delete from audit_log where id = ${id}`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
      sql`truncate audit_log cascade`,
      sql`insert into audit_log select * from audit_log where id = ${id} on conflict (id) do update set action = 'x'`,
      sql`merge into audit_log a using (select 1) s on a.id = ${id} when matched then delete`,
    ];
    for (const attempt of attempts) {
      await assert.rejects(attempt.execute(database.db), { message: 'audit_log is append only' });
    }
    // Not even with the server that it is about.
    await as(owner, 'DELETE', `/servers/${server.id}`);
    const left = await at.audited(server.id);
    assert.ok(left.length >= before.length);
  });
});
