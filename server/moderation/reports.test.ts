import assert from 'node:assert/strict';
import { Report } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { byRole, moderationApp, OUTSIDE, told } from './test-support.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const LOW = '403 servers/role_too_low';
const UNSEEN = '404 chat/message_not_found';

describe('reports', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  const { as, cast, send, said, person } = at;
  let platform: Person;
  before(async () => {
    // The first account of an installation looks after it.
    platform = await person('platform');
  });
  const report = (who: Person, serverId: string, messageId: string, reason = 'this hurts') =>
    as(who, 'POST', `/servers/${serverId}/chat/${messageId}/report`, { reason });
  const list = async (who: Person, serverId: string, query = ''): Promise<Report[]> =>
    (await as(who, 'GET', `/servers/${serverId}/reports${query}`)).body.reports;
  const decide = (who: Person, serverId: string, id: string, status = 'resolved', note?: string) =>
    as(who, 'POST', `/servers/${serverId}/reports/${id}`, { status, note });
  const direct = async (from: Person, to: Person, { server }: Cast, content: string) =>
    (await send(from, server.id, { scope: 'direct', target_user_id: to.id, content })).body;

  it('[MO17] keeps the message and ten around it as they were, whatever becomes of them', async () => {
    const { server, member, moderator, owner } = await cast('evidence');
    const ids: string[] = [];
    for (let count = 0; count < 25; count += 1) ids.push((await said(owner, server.id, `line ${count}`)).id);
    const target = ids[12]!;
    const answer = await report(member, server.id, target);
    assert.equal(answer.status, 201);
    await as(owner, 'POST', `/servers/${server.id}/chat/${target}/edit`, { new_content: 'nothing to see' });
    await as(owner, 'DELETE', `/servers/${server.id}/chat/${ids[13]}`);
    await as(owner, 'DELETE', `/servers/${server.id}/chat/${target}`);
    await said(owner, server.id, 'later');
    const [found, ...more] = await list(moderator, server.id);
    Report.parse(found);
    assert.equal(more.length, 0);
    assert.deepEqual(
      [found?.id, found?.message_id, found?.reporter_name, found?.author_name, found?.reason, found?.status],
      [answer.body.id, target, member.username, owner.username, 'this hurts', 'open'],
    );
    assert.deepEqual(
      found?.evidence.map(({ content }) => content),
      Array.from({ length: 21 }, (_, index) => `line ${index + 2}`),
    );
  });

  it('[MO17] takes one report of a person and message, also when many come at once', async () => {
    const { server, member, moderator, owner } = await cast('one');
    const { id } = await said(owner, server.id, 'hello');
    const answers = await Promise.all(Array.from({ length: 8 }, () => report(member, server.id, id)));
    assert.deepEqual(answers.map(told).sort(), ['201', ...Array(7).fill('409 moderation/already_reported')]);
    assert.equal(told(await report(moderator, server.id, id)), '201');
    assert.equal((await list(moderator, server.id)).length, 2);
    const filed = (await at.audited(server.id)).filter(({ action }) => action === 'report.filed');
    assert.deepEqual(
      filed.map(({ actor_id, target }) => [actor_id, target]),
      [
        [member.id, owner.id],
        [moderator.id, owner.id],
      ],
    );
  });

  it('[MO17] takes it from who is muted too', async () => {
    const { server, member, moderator, owner } = await cast('voiceless');
    const { id } = await said(owner, server.id, 'hello');
    await as(moderator, 'PUT', `/servers/${server.id}/mutes/${member.id}`, { minutes: 5 });
    assert.equal(told(await report(member, server.id, id)), '201');
  });

  it('[MO18] takes it from members who can read the message, and tells others nothing', async () => {
    const all = await cast('readers');
    const { server, owner, admin, member } = all;
    const { id } = await said(owner, server.id, 'hello');
    assert.deepEqual(await byRole(all, (who) => report(who, server.id, id)), [...Array(4).fill('201'), ...OUTSIDE]);
    assert.equal(told(await report(member, server.id, NOBODY)), UNSEEN);

    const channel = NOBODY.replace(/0$/, '7');
    await database.db
      .insertInto('channels')
      .values({
        ...{ id: channel, server_id: server.id, name: 'admins', type: 'TEXT', category: null },
        ...{ min_role: 'ADMIN', created_at: at.app.clock.now() },
      })
      .execute();
    await database.db
      .insertInto('conversations')
      .values({
        ...{ id: channel, kind: 'channel', server_id: server.id, channel_id: channel },
        ...{ user_a: null, user_b: null, head_id: null },
      })
      .execute();
    const secret = (await send(admin, server.id, { scope: 'channel', channel_id: channel, content: 'secret' })).body.id;
    for (const who of [member, all.moderator]) assert.equal(told(await report(who, server.id, secret)), UNSEEN);
    const between = await direct(owner, admin, all, 'between us');
    for (const who of [member, all.moderator]) assert.equal(told(await report(who, server.id, between.id)), UNSEEN);

    const other = await cast('readers_2');
    assert.equal(told(await report(other.owner, other.server.id, id)), UNSEEN);
    const hidden = await cast('readers_3', { access: 'invite' });
    const inside = await said(hidden.owner, hidden.server.id, 'inside');
    assert.equal(told(await report(hidden.stranger, hidden.server.id, inside.id)), '404 servers/not_found');

    // What was shown to them by who could read it, moderators see.
    assert.equal(told(await report(owner, server.id, secret)), '201');
    const [newest] = await list(all.moderator, server.id);
    assert.deepEqual(
      newest?.evidence.map(({ content }) => content),
      ['secret'],
    );
  });

  it('[MO19] lets moderators decide, once', async () => {
    const all = await cast('decide');
    const { server, owner, admin, moderator, member } = all;
    const events = await at.listen(server.id);
    const path = `/servers/${server.id}/reports`;
    assert.deepEqual(await byRole(all, (who) => as(who, 'GET', path)), ['200', '200', '200', LOW, ...OUTSIDE]);
    for (const [index, expected] of ['200', '200', '200', LOW, ...OUTSIDE].entries()) {
      const who = [owner, admin, moderator, member, all.pending, all.stranger][index]!;
      const { id } = (await report(admin, server.id, (await said(member, server.id, 'hello')).id)).body;
      assert.equal(told(await decide(who, server.id, id)), expected);
    }
    const { id } = (await report(owner, server.id, (await said(member, server.id, 'again')).id)).body;
    const answers = await Promise.all(
      [owner, admin, moderator, owner, admin].map((who) => decide(who, server.id, id, 'dismissed', 'all is well')),
    );
    assert.deepEqual(answers.map(told).sort(), ['200', ...Array(4).fill('409 moderation/decided')]);
    const decided = answers.find(({ status }) => status === 200)!.body;
    Report.parse(decided);
    assert.deepEqual([decided.status, decided.note], ['dismissed', 'all is well']);
    assert.deepEqual((await list(moderator, server.id))[0], decided);
    assert.deepEqual((await at.audited(server.id)).at(-1), {
      ...{ action: 'report.dismissed', actor_id: decided.decided_by, target: member.id },
    });
    assert.equal(events.filter(({ type }) => type === 'moderation_changed').length, 7 + 4);
    assert.equal(told(await decide(moderator, server.id, NOBODY)), '404 moderation/not_found');
    const other = await cast('decide_2');
    assert.equal(told(await decide(other.owner, other.server.id, id)), '404 moderation/not_found');
    assert.deepEqual(await list(other.owner, other.server.id), []);
  });

  it('[MO19] lets nobody decide about their own words but the owner', async () => {
    const { server, owner, admin, moderator, member } = await cast('own');
    const ids: string[] = [];
    for (const author of [moderator, owner]) {
      ids.push((await report(member, server.id, (await said(author, server.id, 'mine')).id)).body.id);
    }
    assert.equal(told(await decide(moderator, server.id, ids[0]!)), LOW);
    assert.equal(told(await decide(admin, server.id, ids[0]!)), '200');
    assert.equal(told(await decide(owner, server.id, ids[1]!)), '200');
  });

  it('[MO19] pages newest first, by status, without gap or repeat', async () => {
    const { server, owner, member, moderator } = await cast('pages');
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push((await report(member, server.id, (await said(owner, server.id, `line ${count}`)).id)).body.id);
    }
    await decide(moderator, server.id, ids[1]!);
    const all = async (filter: string): Promise<string[]> => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query = `?limit=2${filter}${cursor ? `&cursor=${cursor}` : ''}`;
        const { body } = await as(moderator, 'GET', `/servers/${server.id}/reports${query}`);
        seen.push(...body.reports.map(({ id }: Report) => id));
        cursor = body.cursor;
      } while (cursor);
      return seen;
    };
    assert.deepEqual(await all(''), [...ids].reverse());
    assert.deepEqual(await all('&status=resolved'), [ids[1]]);
    assert.deepEqual(await all('&status=open'), ids.filter((id) => id !== ids[1]).reverse());
    const { cursor } = (await as(moderator, 'GET', `/servers/${server.id}/reports?limit=1`)).body;
    for (const path of [`/servers/${server.id}/reports?status=open&`, `/servers/${server.id}/mutes?`]) {
      assert.equal(told(await as(moderator, 'GET', `${path}cursor=${cursor}`)), '400 invalid_cursor');
    }
    assert.equal(told(await as(platform, 'GET', `/reports?cursor=${cursor}`)), '400 invalid_cursor');
  });

  it('[MO20] shows what two people write to the admins of the platform alone', async () => {
    const all = await cast('direct');
    const { server, owner, member, moderator } = all;
    const events = await at.listen(server.id);
    await direct(member, moderator, all, 'hello');
    const { id: messageId } = await direct(moderator, member, all, 'something bad');
    const answer = await report(member, server.id, messageId);
    assert.equal(answer.status, 201);
    const { id } = answer.body;
    assert.deepEqual(await list(owner, server.id), []);
    assert.equal(told(await decide(owner, server.id, id)), '404 moderation/not_found');
    assert.ok((await at.audited(server.id)).every(({ action }) => !action.startsWith('report')));
    assert.ok(events.every(({ type }) => type !== 'moderation_changed'));

    const verdict = { status: 'resolved', note: 'spoken to' };
    for (const who of [owner, all.admin, moderator, member, all.stranger]) {
      assert.equal(told(await as(who, 'GET', '/reports')), LOW);
      assert.equal(told(await as(who, 'POST', `/reports/${id}`, verdict)), LOW);
    }
    const [found] = (await as(platform, 'GET', '/reports?status=open')).body.reports as Report[];
    Report.parse(found);
    assert.deepEqual([found?.id, found?.evidence.map(({ content }) => content)], [id, ['hello', 'something bad']]);
    const answers = await Promise.all([1, 2, 3].map(() => as(platform, 'POST', `/reports/${id}`, verdict)));
    assert.deepEqual(answers.map(told).sort(), ['200', ...Array(2).fill('409 moderation/decided')]);
    const last = (await at.audited(null)).at(-1);
    assert.deepEqual(last, { action: 'report.resolved', actor_id: platform.id, target: moderator.id });
    assert.equal(told(await as(platform, 'POST', `/reports/${NOBODY}`, verdict)), '404 moderation/not_found');
    const { id: ofServer } = (await report(member, server.id, (await said(owner, server.id, 'hello')).id)).body;
    assert.equal(told(await as(platform, 'POST', `/reports/${ofServer}`, verdict)), '404 moderation/not_found');
    assert.equal(told(await as(platform, 'GET', `/servers/${server.id}/reports`)), '403 servers/not_a_member');
  });
});
