import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { chatApp, told } from './test-support.ts';

describe('reading', () => {
  const { app, as, cast, said, send, person, channel, inside, notified, later } = chatApp(testDatabase());
  let at: Cast;
  const path = (rest: string): string => `/servers/${at.server.id}${rest}`;
  const unreadOf = async (who: Person, channelId: string) => {
    const { body } = await as(who, 'GET', path('/chat/unread'));
    return body.channels.find(({ channel_id }: { channel_id: string }) => channel_id === channelId);
  };
  const counts = async (who: Person, channelId: string): Promise<[number, number]> => {
    const { unread, mentions } = await unreadOf(who, channelId);
    return [unread, mentions];
  };

  before(async () => {
    at = await cast('reading');
  });

  it('[CH28] calls members by name, once each and only those who can read it; everybody by those who may', async () => {
    const open = await channel(at.owner, at.server.id, { name: 'calls' });
    const staff = await channel(at.owner, at.server.id, { name: 'staff calls', min_role: 'MODERATOR' });
    const to = (content: string, channel_id = open.id) => ({ content, scope: 'channel', channel_id });
    const hello = await said(
      at.member,
      at.server.id,
      to('@reading_owner, @READING_OWNER and @reading_stranger: mail@reading_admin.org'),
    );
    assert.deepEqual(hello.mentions, [at.owner.id]);
    const quiet = await said(at.moderator, at.server.id, to('psst @reading_member @reading_admin', staff.id));
    assert.deepEqual(quiet.mentions, [at.admin.id], 'a member can not read it');
    const shouted = await said(at.member, at.server.id, to('@channel hear me'));
    assert.equal(shouted.mentions_all, null, 'members do not call everybody');
    inside.set(at.server.id, new Set([at.admin.id]));
    const here = await said(at.moderator, at.server.id, to('@here now'));
    const everybody = await said(at.moderator, at.server.id, to('@channel now'));
    assert.deepEqual([here.mentions_all, everybody.mentions_all], ['here', 'channel']);
    // Five messages; who writes has read until there.
    assert.deepEqual(await counts(at.owner, open.id), [4, 2]);
    assert.deepEqual(await counts(at.admin, open.id), [4, 2]);
    assert.deepEqual(await counts(at.member, open.id), [2, 1]);
    assert.deepEqual(await counts(at.moderator, open.id), [0, 0]);
    const called = (message: Message) => notified.find((one) => one.message.id === message.id)?.called ?? [];
    assert.deepEqual(called(hello), [at.owner.id]);
    assert.deepEqual(called(here), [at.admin.id]);
    assert.deepEqual(new Set(called(everybody)), new Set([at.owner.id, at.admin.id, at.member.id]));
    assert.deepEqual(called(shouted), []);
  });

  it('[CH29] counts what is unread from the mark to the head; a mark moves forward only and is one’s own', async () => {
    const { id } = await channel(at.owner, at.server.id, { name: 'unread' });
    const sent: Message[] = [];
    for (let n = 0; n < 5; n++) {
      sent.push(await said(at.owner, at.server.id, { content: `${n}`, scope: 'channel', channel_id: id }));
    }
    assert.deepEqual(await unreadOf(at.member, id), { channel_id: id, unread: 5, mentions: 0, last_read_id: null });
    const mark = (who: Person, message_id: string) =>
      as(who, 'POST', path(`/channels/${id}/mark-read`), { message_id });
    assert.equal((await mark(at.member, sent[2]!.id)).body.last_read_id, sent[2]!.id);
    assert.equal((await mark(at.member, sent[0]!.id)).body.last_read_id, sent[2]!.id, 'not back');
    assert.deepEqual(await counts(at.member, id), [2, 0]);
    assert.deepEqual(await counts(at.moderator, id), [5, 0]);
    const other = await said(at.owner, at.server.id, 'elsewhere');
    assert.equal(told(await mark(at.member, other.id)), '404 chat/message_not_found');
    await Promise.all([4, 3, 4, 1].map((n) => mark(at.member, sent[n]!.id)));
    assert.deepEqual(await counts(at.member, id), [0, 0]);
  });

  it('[CH29] begins for who joins with what is said afterwards', async () => {
    const newcomer = await person('reading_new');
    await as(at.owner, 'POST', path('/members'), { user_id: newcomer.id });
    const { body } = await as(newcomer, 'GET', path('/chat/unread'));
    assert.ok(body.channels.length > 2);
    for (const { unread } of body.channels) assert.equal(unread, 0);
    await said(at.owner, at.server.id, '@reading_new welcome');
    const general = (await as(newcomer, 'GET', path('/channels'))).body.channels[0];
    assert.deepEqual(await counts(newcomer, general.id), [1, 1]);
  });

  it('[CH36] tells a client that was away all that it missed, what was changed meanwhile, or that it is too much', async () => {
    const { id } = await channel(at.owner, at.server.id, { name: 'away' });
    const say = (content: string) => said(at.owner, at.server.id, { content, scope: 'channel', channel_id: id });
    const old = await say('old');
    app.clock.advance(60_000);
    const seen = await say('seen');
    app.clock.advance(60_000);
    const missed = [await say('one'), await say('two')];
    await as(at.owner, 'POST', path(`/chat/${old.id}/react`), { emoji: '👍' });
    const resume = async (after: string) => (await as(at.member, 'GET', path(`/chat/resume?after=${after}`))).body;
    const answer = await resume(seen.id);
    assert.deepEqual(
      answer.messages.map(({ content }: Message) => content),
      ['seen', 'one', 'two'],
    );
    assert.deepEqual(
      answer.changed.map(({ id: one, reactions }: Message) => [one, reactions]),
      [[old.id, { '👍': [at.owner.id] }]],
    );
    assert.equal(answer.gap, false);
    assert.deepEqual((await resume(missed[1]!.id)).gap, false);
    await later(8 * 24 * 3600_000, at.owner, at.member);
    assert.deepEqual(await resume(seen.id), { messages: [], changed: [], gap: true }, 'away for too long');
    const before = await say('before the flood');
    for (let batch = 0; batch < 6; batch++)
      await Promise.all(Array.from({ length: 100 }, (_, n) => say(`flood ${batch} ${n}`)));
    assert.equal((await resume(before.id)).gap, true, 'too many');
    app.clock.advance(60_000);
    const { id: last } = await say('before the long ones');
    for (let n = 0; n < 99; n++) await say('x'.repeat(2_000));
    assert.equal((await resume(last)).gap, false);
    await say('x'.repeat(2_000));
    assert.equal((await resume(last)).gap, true, 'too long');
    for (const after of ['nonsense', '', '00000000-0000-0000-0000-000000000000']) {
      const { status, body } = await as(at.member, 'GET', path(`/chat/resume?after=${after}`));
      assert.ok(status === 400 || body.gap === true, after);
    }
  });

  it('[CH37] shows a message in its place, and what came after another', async () => {
    const { id } = await channel(at.owner, at.server.id, { name: 'places' });
    const sent: Message[] = [];
    for (let n = 0; n < 30; n++) {
      sent.push(await said(at.owner, at.server.id, { content: `${n}`, scope: 'channel', channel_id: id }));
    }
    const read = async (query: string) => {
      const { body } = await as(at.member, 'GET', path(`/channels/${id}/messages?${query}`));
      return { ...body, said: body.messages.map(({ content }: Message) => Number(content)) };
    };
    const around = await read(`around=${sent[15]!.id}&limit=7`);
    assert.deepEqual(around.said, [18, 17, 16, 15, 14, 13, 12]);
    assert.deepEqual([around.has_more, around.has_newer], [true, true]);
    assert.deepEqual((await read(`limit=5&before=${encodeURIComponent(around.cursor)}`)).said, [11, 10, 9, 8, 7]);
    const after = await read(`after=${sent[18]!.id}&limit=5`);
    assert.deepEqual([after.said, after.has_newer], [[23, 22, 21, 20, 19], true]);
    const end = await read(`after=${sent[23]!.id}&limit=50`);
    assert.deepEqual([end.said, end.has_newer], [[29, 28, 27, 26, 25, 24], false]);
    const first = await read(`around=${sent[0]!.id}&limit=5`);
    assert.deepEqual([first.said, first.has_more, first.has_newer], [[2, 1, 0], false, true]);
    const general = await said(at.owner, at.server.id, 'another place');
    assert.equal(
      told(await as(at.member, 'GET', path(`/channels/${id}/messages?around=${general.id}`))),
      '404 chat/message_not_found',
    );
    const both = await as(
      at.member,
      'GET',
      path(`/channels/${id}/messages?around=${sent[0]!.id}&after=${sent[0]!.id}`),
    );
    assert.equal(both.status, 400);
  });

  it('[CH35] keeps a client_msg_id for good: an hour later, in another channel, and many at once', async () => {
    const other = await channel(at.owner, at.server.id, { name: 'twins' });
    const body = { content: 'once and for all', client_msg_id: 'for-good' };
    const first = await said(at.member, at.server.id, body);
    await later(3600_000, at.owner, at.member);
    assert.equal((await said(at.member, at.server.id, body)).id, first.id);
    const elsewhere = { ...body, scope: 'channel', channel_id: other.id };
    assert.equal(told(await send(at.member, at.server.id, elsewhere)), '409 chat/id_conflict');
    const race = { content: 'race', client_msg_id: 'race' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send(at.member, at.server.id, n % 2 ? race : { ...race, scope: 'channel', channel_id: other.id }),
      ),
    );
    const won = answers.filter(({ status }) => status === 201);
    assert.equal(new Set(won.map(({ body: message }) => message.id)).size, 1);
    for (const answer of answers) assert.match(told(answer), /^(201|409 chat\/id_conflict)$/);
  });
});
