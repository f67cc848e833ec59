import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Cast } from '../virtual-servers/test-support.ts';
import { chatApp, told } from './test-support.ts';

const WINDOW_MS = 15 * 60_000;

describe('what becomes of a message', () => {
  const database = testDatabase();
  const { app, as, cast, said, people, channel, later } = chatApp(database);
  let at: Cast;
  const path = (rest: string): string => `/servers/${at.server.id}${rest}`;
  const edit = (who: Cast['owner'], id: string, new_content: string) =>
    as(who, 'POST', path(`/chat/${id}/edit`), { new_content });
  const get = async (id: string): Promise<Message> => (await as(at.owner, 'GET', path(`/chat/${id}`))).body;

  before(async () => {
    at = await cast('changes');
  });

  it('[CH23] is edited by its author to the last millisecond of fifteen minutes, and not one later', async () => {
    const { id } = await said(at.member, at.server.id, 'frist');
    await later(WINDOW_MS, at.member, at.owner);
    const edited = await edit(at.member, id, '  first  ');
    assert.equal(edited.body.content, 'first');
    assert.equal(edited.body.edited_at, app.clock.now().toISOString());
    app.clock.advance(1);
    assert.equal(told(await edit(at.member, id, 'late')), '403 chat/edit_too_late');
    assert.equal((await get(id)).content, 'first');
    await later(0, at.admin, at.moderator);
  });

  it('[CH23] is edited by nobody else, and not once it is deleted; earlier versions are kept', async () => {
    const { id } = await said(at.member, at.server.id, 'one');
    for (const who of [at.owner, at.admin, at.moderator])
      assert.equal(told(await edit(who, id, 'x')), '403 chat/not_author');
    for (const text of ['two', 'two', 'three']) {
      app.clock.advance(1000);
      await edit(at.member, id, text);
    }
    const versions = path(`/chat/${id}/versions`);
    for (const who of [at.member, at.moderator]) {
      const { body } = await as(who, 'GET', versions);
      assert.deepEqual(
        body.versions.map(({ content }: { content: string }) => content),
        ['one', 'two'],
      );
    }
    const other = (await people(1, 'reader'))[0]!;
    await as(at.owner, 'POST', path('/members'), { user_id: other.id });
    assert.equal(told(await as(other, 'GET', versions)), '403 chat/not_author');
    assert.equal(told(await as(at.member, 'DELETE', path(`/chat/${id}`))), '204');
    assert.equal(told(await edit(at.member, id, 'four')), '409 chat/message_deleted');
    assert.deepEqual((await as(at.member, 'GET', versions)).body.versions, []);
  });

  it('[CH63] is edited at another time each time, however fast: of two versions one is the later', async () => {
    const { id } = await said(at.member, at.server.id, 'zero');
    const times: string[] = [];
    for (const text of ['one', 'two', 'three']) times.push((await edit(at.member, id, text)).body.edited_at);
    assert.deepEqual(times, [...new Set(times)].sort());
    const { body } = await as(at.member, 'GET', path(`/chat/${id}/versions`));
    assert.deepEqual(
      body.versions.map(({ content }: { content: string }) => content),
      ['zero', 'one', 'two'],
    );
  });

  it('[CH24] leaves a shell when it is deleted by its author or a moderator, who is on record, and by nobody else', async () => {
    const mine = await said(at.member, at.server.id, { content: 'to be gone @changes_owner', client_msg_id: 'shell' });
    await as(at.owner, 'POST', path(`/chat/${mine.id}/react`), { emoji: '👍' });
    const other = await said(at.owner, at.server.id, 'stays');
    assert.equal(told(await as(at.member, 'DELETE', path(`/chat/${other.id}`))), '403 chat/not_author');
    assert.equal(told(await as(at.moderator, 'DELETE', path(`/chat/${mine.id}`))), '204');
    assert.equal(told(await as(at.moderator, 'DELETE', path(`/chat/${mine.id}`))), '204', 'once more changes nothing');
    const shell = await get(mine.id);
    assert.deepEqual(
      [shell.content, shell.reactions, shell.mentions, shell.attachments, shell.is_pinned],
      ['', {}, [], [], false],
    );
    assert.ok(shell.deleted_at);
    const records = await database.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'details'])
      .where('target', '=', mine.id)
      .execute();
    assert.deepEqual(records, [
      {
        action: 'message.deleted',
        actor_id: at.moderator.id,
        details: { author_id: at.member.id, channel_id: mine.channel_id },
      },
    ]);
    const rows = await database.db.selectFrom('messages').select('content').where('id', '=', mine.id).execute();
    assert.deepEqual(rows, [{ content: '' }], 'what it said is nowhere any more');
    assert.equal(
      told(await as(at.owner, 'POST', path(`/chat/${mine.id}/react`), { emoji: '👍' })),
      '409 chat/message_deleted',
    );
    // A retry of the send finds the shell, and brings nothing back.
    const again = await as(at.member, 'POST', path('/chat/send'), {
      ...{ content: 'to be gone @changes_owner', scope: 'global', client_msg_id: 'shell' },
    });
    assert.deepEqual([again.body.id, again.body.content], [mine.id, '']);
  });

  it('[CH24] ends deleted where an edit and a deletion meet', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await said(at.member, at.server.id, `race ${round}`);
      const answers = await Promise.all([
        edit(at.member, id, 'edited'),
        as(at.moderator, 'DELETE', path(`/chat/${id}`)),
        edit(at.member, id, 'edited again'),
      ]);
      for (const answer of answers) assert.match(told(answer), /^(200|204|409 chat\/message_deleted)$/);
      const { content, deleted_at } = await get(id);
      assert.equal(content, '');
      assert.ok(deleted_at);
    }
  });

  it('[CH25] counts each person once for a sign, however many toggle it at once', async () => {
    const crowd = await people(50, 'crowd');
    await Promise.all(crowd.map(({ id }) => as(at.owner, 'POST', path('/members'), { user_id: id })));
    const { id } = await said(at.member, at.server.id, 'react to this');
    const react = (who: Cast['owner'], emoji: string) => as(who, 'POST', path(`/chat/${id}/react`), { emoji });
    // Twenty times each: an even number ends where it began; one more time each, and each counts once.
    await Promise.all(Array.from({ length: 20 }, () => crowd.map((one) => react(one, '🎉'))).flat());
    assert.deepEqual((await get(id)).reactions, {});
    const answers = await Promise.all(crowd.map((one) => react(one, '🎉')));
    assert.deepEqual(new Set((await get(id)).reactions['🎉']), new Set(crowd.map((one) => one.id)));
    const counts = answers.map(({ body }) => body.reactions['🎉'].length);
    assert.deepEqual(
      counts.sort((a, b) => a - b),
      crowd.map((_, n) => n + 1),
      'every answer is a state that was',
    );
  });

  it('[CH25] takes one emoji as a sign and nothing else, twenty different ones at most', async () => {
    const { id } = await said(at.member, at.server.id, 'signs');
    const react = (emoji: unknown) => as(at.member, 'POST', path(`/chat/${id}/react`), { emoji });
    for (const emoji of ['', 'a', '👍👍', ' 👍', ':+1:', '👍'.repeat(2000), '\u0000', '1', '#', null, 7, ['👍']]) {
      assert.equal(told(await react(emoji)), '400 invalid', JSON.stringify(emoji));
    }
    for (const emoji of ['👍', '👍🏽', '❤️', '👩‍🚀', '🇩🇪', '1️⃣']) assert.equal((await react(emoji)).status, 200, emoji);
    const more = ['😀', '😃', '😄', '😁', '😆', '😅', '🤣', '😂', '🙂', '🙃', '😉', '😊', '😇', '🥰'];
    for (const emoji of more) assert.equal((await react(emoji)).status, 200);
    assert.equal(told(await react('😍')), '422 chat/too_many_reactions');
    assert.equal(Object.keys((await get(id)).reactions).length, 20);
    assert.equal((await react('🥰')).status, 200, 'one that is there can be taken back');
  });

  it('[CH26] gathers answers in one thread and counts them; a thread stays in its conversation', async () => {
    const root = await said(at.member, at.server.id, 'a question');
    const first = await said(at.owner, at.server.id, { content: 'an answer', parent_message_id: root.id });
    const second = await said(at.admin, at.server.id, { content: 'to the answer', parent_message_id: first.id });
    assert.equal(second.parent_message_id, root.id);
    const crowd = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        said([at.owner, at.member][n % 2]!, at.server.id, { content: `more ${n}`, parent_message_id: root.id }),
      ),
    );
    assert.equal((await get(root.id)).reply_count, 22);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const { body } = await as(at.member, 'GET', path(`/chat/${root.id}/replies?limit=7${query}`));
      seen.push(...body.replies.map(({ id }: Message) => id));
      cursor = body.cursor;
    } while (cursor);
    assert.deepEqual(seen, [first.id, second.id, ...crowd.map(({ id }) => id).sort()]);
    const elsewhere = await channel(at.owner, at.server.id, { name: 'elsewhere' });
    const wrong = await as(at.member, 'POST', path('/chat/send'), {
      ...{ content: 'lost', scope: 'channel', channel_id: elsewhere.id, parent_message_id: root.id },
    });
    assert.equal(told(wrong), '422 chat/wrong_parent');
  });

  it('[CH27] is pinned by moderators; what is pinned is a list', async () => {
    const { id, channel_id } = await said(at.member, at.server.id, 'pin me');
    const pin = (who: Cast['owner'], pinned: boolean) => as(who, 'POST', path(`/chat/${id}/pin`), { pinned });
    assert.equal(told(await pin(at.member, true)), '403 servers/role_too_low');
    assert.equal((await pin(at.moderator, true)).body.is_pinned, true);
    const pins = async () =>
      (await as(at.member, 'GET', path(`/channels/${channel_id}/pins`))).body.messages.map((one: Message) => one.id);
    assert.deepEqual(await pins(), [id]);
    assert.equal((await pin(at.moderator, false)).body.is_pinned, false);
    assert.deepEqual(await pins(), []);
  });
});
