import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { createMessageIds } from './message-ids.ts';
import { createMessageWriter, type Draft } from './message-writer.ts';
import { chatApp } from './test-support.ts';

describe('writing messages', () => {
  const database = testDatabase();
  const { app, as, person, found } = chatApp(database);
  let author: Person;
  let serverId: string;
  let channelId: string;

  before(async () => {
    author = await person('writer');
    serverId = (await found(author)).id;
    channelId = (await as(author, 'GET', `/servers/${serverId}/channels`)).body.channels[0].id;
  });

  const writer = (claims: (messageId: string) => boolean = () => true) =>
    createMessageWriter({
      ...{ db: database.db, clock: app.clock, ids: createMessageIds() },
      attachments: {
        claim: async (_tx, { messageId }) => claims(messageId),
        ofMessages: async () => new Map(),
        release: async () => {},
      },
      barred: async () => new Set(),
    });
  const draft = (content: string, more: Partial<Draft['message']> = {}, rest: Partial<Draft> = {}): Draft => ({
    conversation: {
      ...{ id: channelId, kind: 'channel', server_id: serverId, channel_id: channelId },
      user_a: null,
      user_b: null,
    },
    message: {
      ...{ conversation_id: channelId, server_id: serverId, channel_id: channelId, user_id: author.id },
      ...{
        username: 'writer',
        content,
        scope: 'channel',
        zone_id: null,
        target_user_id: null,
        parent_message_id: null,
      },
      ...{ mentions: [], mentions_all: null, client_msg_id: null, fingerprint: content, search_scope_id: serverId },
      ...more,
    },
    ...{ attachmentIds: [], called: [], slowModeSeconds: 0, speaker: null },
    ...rest,
  });
  const seqs = async (): Promise<number[]> =>
    (
      await database.db
        .selectFrom('messages')
        .select('seq')
        .where('conversation_id', '=', channelId)
        .orderBy('id')
        .execute()
    ).map(({ seq }) => seq);

  it('[CH47] numbers messages without a gap in the order of their ids, also from several processes at once', async () => {
    const processes = [writer(), writer(), writer()];
    await Promise.all(Array.from({ length: 600 }, (_, n) => processes[n % 3]!.write(draft(`message ${n}`))));
    assert.deepEqual(
      await seqs(),
      Array.from({ length: 600 }, (_, n) => n + 1),
    );
  });

  it('[CH48] fails the one that is at fault, and none of those that go with it', async () => {
    const before = (await seqs()).length;
    const one = writer();
    const outcomes = await Promise.allSettled([
      one.write(draft('good 1')),
      one.write(draft('a NUL \u0000 that no validation has caught')),
      one.write(draft('good 2')),
      one.write(draft('no such channel', {}, { conversation: { ...draft('').conversation, id: serverId } })),
      one.write(draft('good 3')),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal((await seqs()).length, before + 3);
    assert.equal((await seqs()).at(-1), before + 3);
  });

  it('[CH32] holds the pace of slow mode also between messages that are committed together', async () => {
    const slow = await person('slow_writer');
    const one = writer();
    const paced = (content: string) => draft(content, { user_id: slow.id }, { slowModeSeconds: 30 });
    // While the first is on its way the others gather.
    const outcomes = await Promise.allSettled([
      one.write(draft('first')),
      one.write(paced('a')),
      one.write(paced('b')),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected'],
    );
  });

  it('[CH48] keeps nothing of a message whose file is gone', async () => {
    const before = await seqs();
    const refused = writer(() => false).write(draft('with a file', {}, { attachmentIds: [channelId] }));
    await assert.rejects(
      refused,
      (error: AppError) => error instanceof AppError && error.code === 'attachments/not_found',
    );
    assert.deepEqual(await seqs(), before);
  });

  it('[CH48] refuses to gather more than it can keep, in words that say try again', async () => {
    const one = writer();
    const outcomes = await Promise.allSettled(Array.from({ length: 5_400 }, (_, n) => one.write(draft(`flood ${n}`))));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    assert.ok(refused.length >= 100 && refused.length < 400, `${refused.length}`);
    for (const { reason } of refused) assert.equal(reason.code, 'unavailable');
    assert.equal((await seqs()).filter((seq, n) => seq !== n + 1).length, 0);
  });
});
