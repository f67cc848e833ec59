import assert from 'node:assert/strict';
import { LocalPresence } from '@colyseus/core';
import { WORD_RULES_MAX, WordRule } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { createTopics } from '../platform/topics.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { byRole, moderationApp, OUTSIDE, told } from './test-support.ts';
import { createWordRulesCache } from './word-rules.cache.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const LOW = '403 servers/role_too_low';

describe('word rules of a server', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  const { as, cast, send, said, addRule, person } = at;
  const path = (serverId: string) => `/servers/${serverId}/word-rules`;
  const add = (who: Person, serverId: string, pattern: string, action = 'refuse') =>
    as(who, 'POST', path(serverId), { pattern, action });

  it('[MO10] admins make and remove rules, moderators read them', async () => {
    const all = await cast('rules');
    const { server, admin, moderator } = all;
    let count = 0;
    const added = await byRole(all, (who) => add(who, server.id, `word${++count}`));
    assert.deepEqual(added, ['201', '201', LOW, LOW, ...OUTSIDE]);
    const rule = WordRule.parse((await add(admin, server.id, '  Bad   Wörd ', 'hold')).body);
    assert.deepEqual([rule.pattern, rule.action, rule.created_by], ['Bad   Wörd', 'hold', admin.id]);
    assert.deepEqual(await byRole(all, (who) => as(who, 'GET', path(server.id))), [
      '200',
      '200',
      '200',
      LOW,
      ...OUTSIDE,
    ]);
    const { word_rules, has_more, cursor } = (await as(moderator, 'GET', path(server.id))).body;
    assert.deepEqual(
      [word_rules.map((one: WordRule) => one.pattern), has_more, cursor],
      [['word1', 'word2', 'Bad   Wörd'], false, null],
    );
    const remove = (who: Person, id = rule.id) => as(who, 'DELETE', `${path(server.id)}/${id}`);
    assert.deepEqual(await byRole(all, (who) => remove(who)), [
      '204',
      '404 moderation/not_found',
      LOW,
      LOW,
      ...OUTSIDE,
    ]);
    assert.equal(told(await remove(admin, NOBODY)), '404 moderation/not_found');
    const other = await cast('rules_other');
    assert.equal(
      told(await as(other.owner, 'DELETE', `${path(other.server.id)}/${word_rules[0].id}`)),
      '404 moderation/not_found',
    );
    assert.deepEqual(
      (await at.audited(server.id)).slice(-2).map(({ action, target }) => [action, target]),
      [
        ['word_rule.added', rule.id],
        ['word_rule.removed', rule.id],
      ],
    );
  });

  it('[MO10] takes one rule of each meaning, and none that says too little', async () => {
    const { server, admin } = await cast('meaning');
    await addRule(admin, server.id, 'Bad Word');
    for (const same of ['bad word', 'BÁD  WÖRD', 'ｂａｄ　ｗｏｒｄ', 'bad-word', '* bad word *']) {
      assert.equal(told(await add(admin, server.id, same, 'hold')), '409 moderation/rule_exists', same);
    }
    const refused = await add(admin, server.id, 'a*');
    assert.equal(told(refused), '400 invalid');
    assert.equal(refused.body.error.details.issues[0].path, 'body.pattern');
    for (const pattern of ['**', '!?', 'a* b* c* d* e* f* g*']) {
      assert.equal(told(await add(admin, server.id, pattern)), '400 invalid', pattern);
    }
  });

  it('[MO10] never has more than 200 rules, also when many come at once', async () => {
    const { server, owner } = await cast('many');
    const rows = Array.from({ length: WORD_RULES_MAX - 2 }, (_, index) => ({
      ...{ id: NOBODY.replace(/.{3}$/, String(100 + index)), server_id: server.id, created_by: null },
      ...{ pattern: `filler${index}`, pattern_key: `filler${index}`, action: 'refuse' as const },
      created_at: at.app.clock.now(),
    }));
    await database.db.insertInto('word_rules').values(rows).execute();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => add(owner, server.id, `late${index}`)));
    assert.deepEqual(answers.map(told).sort(), ['201', '201', ...Array(4).fill('422 moderation/too_many_rules')]);
  });

  it('[MO11] holds from the moment it is made, for new messages and for edits, until it is removed', async () => {
    const { server, admin, member } = await cast('holds');
    const { id } = await said(member, server.id, 'a badword is fine yet');
    const rule = await addRule(admin, server.id, 'badword');
    const refused = '422 chat/refused_by_rule';
    assert.equal(told(await send(member, server.id, { content: 'ＢＡＤ\u200bwörd!' })), refused);
    const edit = (text: string) => as(member, 'POST', `/servers/${server.id}/chat/${id}/edit`, { new_content: text });
    assert.equal(told(await edit('b.a.d.w.o.r.d')), refused);
    assert.equal((await edit('a nice word')).status, 200);
    const stored = await database.db
      .selectFrom('messages')
      .select('content')
      .where('server_id', '=', server.id)
      .execute();
    assert.deepEqual(stored, [{ content: 'a nice word' }]);
    await as(admin, 'DELETE', `${path(server.id)}/${rule.id}`);
    assert.equal((await send(member, server.id, { content: 'badword' })).status, 201);
  });

  it('[MO11] binds members, not moderators and above, and no other server', async () => {
    const all = await cast('exempt');
    const { server, admin, member } = all;
    await addRule(admin, server.id, 'badword');
    const say = (who: Person) => send(who, server.id, { content: 'badword' });
    const outside = ['403 chat/not_a_member', '403 chat/not_a_member'];
    assert.deepEqual(await byRole(all, say), ['201', '201', '201', '422 chat/refused_by_rule', ...outside]);
    const other = await cast('exempt_other', { access: 'public' });
    await as(member, 'POST', `/servers/${other.server.id}/join`);
    assert.equal((await send(member, other.server.id, { content: 'badword' })).status, 201);
  });

  it('[MO11] lets what two people write pass unread', async () => {
    const { server, admin, member, owner } = await cast('private');
    await addRule(admin, server.id, 'badword');
    const direct = { scope: 'direct', target_user_id: owner.id, content: 'badword' };
    assert.equal((await send(member, server.id, direct)).status, 201);
  });

  it('[MO11] refuses nearby talk and edits where it would hold a message', async () => {
    const { server, admin, member } = await cast('nearby');
    await addRule(admin, server.id, 'badword', 'hold');
    const speaker = { serverId: server.id, userId: member.id, role: 'MEMBER' } as const;
    const refused = { code: 'chat/refused_by_rule' };
    await assert.rejects(at.guard.checkSend(speaker, { scope: 'proximity', content: 'badword' }), refused);
    await assert.rejects(at.guard.checkText(speaker, 'badword'), refused);
    await at.guard.checkText(speaker, 'good words');
    await at.guard.checkSend(speaker, { scope: 'global', attachment_ids: [NOBODY] });
    assert.deepEqual(
      await database.db.selectFrom('held_messages').select('id').where('user_id', '=', member.id).execute(),
      [],
    );
  });

  describe('in another process', () => {
    const processOf = (bus: LocalPresence) => {
      const { logger, clock } = at.app;
      const cursors = undefined as never;
      const topics = createTopics(bus, logger);
      return { topics, cache: createWordRulesCache({ db: database.db, clock, topics, logger, cursors }) };
    };
    const insert = (serverId: string, pattern: string, id: string) =>
      database.db
        .insertInto('word_rules')
        .values({
          ...{ id, server_id: serverId, pattern, pattern_key: pattern, action: 'refuse' },
          ...{ created_by: null, created_at: at.app.clock.now() },
        })
        .execute();

    it('[MO12] sees a new rule with its news', async () => {
      const { id } = await at.found(await person('news_owner'));
      const bus = new LocalPresence();
      const [here, there] = [processOf(bus), processOf(bus)];
      assert.equal((await there.cache.matcherOf(id))('badword'), undefined);
      await insert(id, 'badword', '01900000-0000-7000-8000-000000000901');
      assert.equal((await there.cache.matcherOf(id))('badword'), undefined, 'kept, since nobody told');
      await here.topics.publishServer({ type: 'word_rules_changed', server_id: id });
      assert.equal((await there.cache.matcherOf(id))('badword')?.pattern, 'badword');
    });

    it('[MO12] sees it after three seconds though the news were lost', async () => {
      const { id } = await at.found(await person('lost_owner'));
      const { cache } = processOf(new LocalPresence());
      assert.equal((await cache.matcherOf(id))('badword'), undefined);
      await insert(id, 'badword', '01900000-0000-7000-8000-000000000902');
      at.app.clock.advance(2_999);
      assert.equal((await cache.matcherOf(id))('badword'), undefined);
      at.app.clock.advance(1);
      assert.equal((await cache.matcherOf(id))('badword')?.pattern, 'badword');
    });

    it('[MO12] keeps nothing of a look that failed', async () => {
      const { cache } = processOf(new LocalPresence());
      await assert.rejects(cache.matcherOf('not an id'));
      const { id } = await at.found(await person('failed_owner'));
      await insert(id, 'badword', '01900000-0000-7000-8000-000000000903');
      assert.equal((await cache.matcherOf(id))('badword')?.pattern, 'badword');
    });
  });
});
