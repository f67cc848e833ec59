import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { HeldMessage } from '../../shared/protocol/moderation.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { byRole, moderationApp, OUTSIDE, told } from './test-support.ts';

const LOW = '403 servers/role_too_low';
const HELD = '422 chat/held';
const GONE = '404 moderation/not_found';

describe('held messages', () => {
  const database = testDatabase();
  const at = moderationApp(database);
  const { as, send, addRule, found } = at;
  const path = (serverId: string) => `/servers/${serverId}/held-messages`;
  const list = async (who: Person, serverId: string): Promise<HeldMessage[]> =>
    (await as(who, 'GET', path(serverId))).body.held_messages;
  const decide = (who: Person, serverId: string, id: string, decision: string) =>
    as(who, 'POST', `${path(serverId)}/${id}`, { decision });
  const history = async (who: Person, serverId: string): Promise<Message[]> =>
    (await as(who, 'GET', `/servers/${serverId}/chat/history`)).body.messages;
  const cast = async (prefix: string) => {
    const all = await at.cast(prefix, { access: 'public' });
    await addRule(all.admin, all.server.id, 'maybe*', 'hold');
    return all;
  };
  /** A message of the member that waits. */
  const holding = async (prefix: string, fields: Record<string, unknown> = {}) => {
    const all = await cast(prefix);
    assert.equal(told(await send(all.member, all.server.id, { content: 'maybe this', ...fields })), HELD);
    const [held] = await list(all.moderator, all.server.id);
    return { ...all, held: held! };
  };

  it('[MO13] shows nobody but moderators what a rule holds', async () => {
    const { server, moderator, member, owner, held } = await holding('shown');
    HeldMessage.parse(held);
    assert.deepEqual(
      [held.user_id, held.username, held.content, held.pattern, held.channel_id],
      [member.id, member.username, 'maybe this', 'maybe*', null],
    );
    for (const who of [member, owner]) assert.deepEqual(await history(who, server.id), []);
    const { id } = await database.db
      .selectFrom('channels')
      .select('id')
      .where('server_id', '=', server.id)
      .where('is_default', '=', true)
      .executeTakeFirstOrThrow();
    assert.equal(
      told(await send(member, server.id, { scope: 'channel', channel_id: id, content: 'maybe that' })),
      HELD,
    );
    assert.equal((await list(moderator, server.id))[1]?.channel_id, id);
  });

  it('[MO13] holds a send once, however often it is retried, and takes its id for no other', async () => {
    const { server, moderator, member } = await cast('retried');
    const body = { content: 'maybe once', client_msg_id: 'mine-1' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(member, server.id, body)));
    assert.deepEqual(new Set(answers.map(told)), new Set([HELD]));
    assert.equal(told(await send(member, server.id, { ...body, content: 'maybe else' })), '409 chat/id_conflict');
    const other = await cast('retried_2');
    await as(member, 'POST', `/servers/${other.server.id}/join`);
    assert.equal(told(await send(member, other.server.id, body)), '409 chat/id_conflict');
    assert.equal((await list(moderator, server.id)).length, 1);
    assert.equal(told(await send(member, server.id, { content: 'maybe once' })), HELD);
    assert.equal((await list(moderator, server.id)).length, 2);
  });

  it('[MO13] lets nobody bury the moderators', async () => {
    const { server, moderator, member } = await cast('buried');
    for (let count = 1; count <= 20; count += 1) {
      assert.equal(told(await send(member, server.id, { content: `maybe ${count}` })), HELD);
    }
    assert.equal(told(await send(member, server.id, { content: 'maybe 21' })), '422 chat/refused_by_rule');
    const [first] = await list(moderator, server.id);
    await decide(moderator, server.id, first!.id, 'reject');
    assert.equal(told(await send(member, server.id, { content: 'maybe 22' })), HELD);
  });

  it('[MO14] sends what a moderator approves in the name of its author', async () => {
    const { server, moderator, member, held } = await holding('approved', { client_msg_id: 'mine-2' });
    const events = await at.listen(server.id);
    assert.equal(told(await decide(moderator, server.id, held.id, 'approve')), '204');
    const [message, ...more] = await history(member, server.id);
    assert.deepEqual(
      [message?.user_id, message?.content, message?.client_msg_id, more.length],
      [member.id, 'maybe this', 'mine-2', 0],
    );
    assert.deepEqual(await list(moderator, server.id), []);
    assert.equal(told(await decide(moderator, server.id, held.id, 'approve')), GONE);
    assert.ok(events.some((event) => event.type === 'chat' && event.name === 'chat:sent'));
    assert.ok(events.some(({ type }) => type === 'moderation_changed'));
    const last = (await at.audited(server.id)).at(-1);
    assert.deepEqual(last, { action: 'held_message.approved', actor_id: moderator.id, target: member.id });
    const retry = await send(member, server.id, { content: 'maybe this', client_msg_id: 'mine-2' });
    assert.deepEqual([retry.status, retry.body.id], [201, message?.id]);
    assert.deepEqual(await list(moderator, server.id), []);
  });

  it('[MO14] sends it once though many approve at once and the author tries again meanwhile', async () => {
    for (const client_msg_id of [undefined, 'mine-3']) {
      const { server, owner, admin, moderator, member, held } = await holding(`once_${client_msg_id ?? 'plain'}`, {
        client_msg_id,
      });
      const approvals = [owner, admin, moderator, owner, admin, moderator].map((who) =>
        decide(who, server.id, held.id, 'approve'),
      );
      const answers = (await Promise.all(approvals)).map(told).sort();
      assert.deepEqual(answers, ['204', ...Array(5).fill(GONE)]);
      if (client_msg_id) {
        const retries = await Promise.all(
          Array.from({ length: 5 }, () => send(member, server.id, { content: 'maybe this', client_msg_id })),
        );
        assert.equal(new Set(retries.map(({ body }) => body.id)).size, 1);
      }
      assert.equal((await history(member, server.id)).length, 1);
      const approved = (await at.audited(server.id)).filter(({ action }) => action === 'held_message.approved');
      assert.equal(approved.length, 1);
      assert.deepEqual(await list(owner, server.id), []);
    }
  });

  it('[MO14] sends it once though the outcome of the approval was lost', async () => {
    const { server, moderator, member, held } = await holding('lost');
    const sent = await at.chat.forModeration.sendHeld({ userId: member.id }, server.id, {
      ...{ scope: 'global', content: 'maybe this', client_msg_id: `held:${held.id}` },
    });
    assert.equal(told(await decide(moderator, server.id, held.id, 'approve')), '204');
    assert.deepEqual(
      (await history(member, server.id)).map(({ id }) => id),
      [sent.id],
    );
  });

  it('[MO14] takes a retry that met the end of an approval for the message that it is', async () => {
    const { server, member } = await cast('met');
    const body = { scope: 'global', content: 'maybe met', client_msg_id: 'mine-4' } as const;
    await at.chat.forModeration.sendHeld({ userId: member.id }, server.id, body);
    // Chat looked before the approval was there; the guard looks after it.
    await at.guard.checkSend({ serverId: server.id, userId: member.id, role: 'MEMBER' }, body);
    const rows = await database.db.selectFrom('held_messages').select('id').where('user_id', '=', member.id).execute();
    assert.deepEqual(rows, []);
  });

  it('[MO15] says why it can not be sent, and keeps it', async () => {
    const { server, moderator, member, held } = await holding('refused');
    await as(member, 'POST', `/servers/${server.id}/leave`);
    const answer = await decide(moderator, server.id, held.id, 'approve');
    assert.equal(told(answer), '403 chat/not_a_member');
    assert.match(answer.body.error.message, /stays here.*Join this server/);
    assert.deepEqual(await list(moderator, server.id), [held]);
    const approved = (await at.audited(server.id)).filter(({ action }) => action.startsWith('held_message'));
    assert.deepEqual(approved, []);
    await as(member, 'POST', `/servers/${server.id}/join`);
    assert.equal(told(await decide(moderator, server.id, held.id, 'approve')), '204');
  });

  it('[MO16] throws away what is rejected; of approving and rejecting at once one happens', async () => {
    const { server, admin, moderator, member, held } = await holding('rejected');
    assert.equal(told(await decide(moderator, server.id, held.id, 'reject')), '204');
    assert.equal(told(await decide(moderator, server.id, held.id, 'approve')), GONE);
    assert.deepEqual(await history(member, server.id), []);
    const last = (await at.audited(server.id)).at(-1);
    assert.deepEqual(last, { action: 'held_message.rejected', actor_id: moderator.id, target: member.id });

    for (let round = 0; round < 5; round += 1) {
      await send(member, server.id, { content: `maybe ${round}` });
      const [next] = await list(moderator, server.id);
      const before = (await history(member, server.id)).length;
      const [approved, rejected] = await Promise.all([
        decide(admin, server.id, next!.id, 'approve'),
        decide(moderator, server.id, next!.id, 'reject'),
      ]);
      assert.deepEqual([told(approved), told(rejected)].sort(), ['204', GONE]);
      const sent = (await history(member, server.id)).length - before;
      assert.equal(sent, approved.status === 204 ? 1 : 0);
    }
  });

  it('[MO13, MO16] is for moderators of the very server', async () => {
    const all = await at.cast('may');
    const { server, admin, member } = all;
    await addRule(admin, server.id, 'maybe', 'hold');
    assert.deepEqual(await byRole(all, (who) => as(who, 'GET', path(server.id))), [
      '200',
      '200',
      '200',
      LOW,
      ...OUTSIDE,
    ]);
    for (const decision of ['approve', 'reject']) {
      for (const [index, expected] of ['204', '204', '204', LOW, ...OUTSIDE].entries()) {
        await send(member, server.id, { content: 'maybe' });
        const who = [all.owner, admin, all.moderator, member, all.pending, all.stranger][index]!;
        const [held] = await list(admin, server.id);
        assert.equal(told(await decide(who, server.id, held!.id, decision)), expected);
      }
    }
    const [held] = await list(admin, server.id);
    const other = await found(all.stranger);
    assert.equal(told(await decide(all.stranger, other.id, held!.id, 'approve')), GONE);
  });

  it('[MO13] pages oldest first without gap or repeat while more come in', async () => {
    const { server, moderator, member } = await cast('paged');
    for (let count = 0; count < 4; count += 1) await send(member, server.id, { content: `maybe ${count}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await as(moderator, 'GET', `${path(server.id)}?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...body.held_messages.map((one: HeldMessage) => one.content));
      cursor = body.cursor;
      if (seen.length === 2) await send(member, server.id, { content: 'maybe 4' });
    } while (cursor);
    assert.deepEqual(seen, ['maybe 0', 'maybe 1', 'maybe 2', 'maybe 3', 'maybe 4']);
  });
});
