import assert from 'node:assert/strict';
import { chatApp } from '../server/chat/test-support.ts';
import { loadConfig } from '../server/platform/config.ts';
import { createLogger } from '../server/platform/logger.ts';
import { testDatabase } from '../test/harness/database.ts';
import { fillSample } from './sample/fill.ts';

const PASSWORD = 'lanterns at night';

describe('the sample data', () => {
  const database = testDatabase();
  const { app, as } = chatApp(database);
  const fill = () =>
    fillSample({
      db: database.db,
      config: loadConfig({ DATA_DIR: app.config.dataDir }),
      logger: createLogger('fatal'),
      password: PASSWORD,
      now: app.clock.now(),
    });
  const signIn = async (username: string) => {
    const { body } = await app.call('POST', '/users/login', { body: { username, password: PASSWORD } });
    return { id: body.user_id, username, token: body.token };
  };
  const count = async () =>
    (
      await database.db
        .selectFrom('messages')
        .select(({ fn }) => fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
    ).count;

  it('[OP102] are three servers with people who talk, found again and partly unread; a second run changes nothing', async () => {
    assert.equal(await fill(), true);
    const before = await count();
    assert.ok(Number(before) > 80, `${before}`);
    assert.equal(await fill(), false);
    assert.equal(await count(), before);
    const noor = await signIn('noor');
    const { servers } = (await as(noor, 'GET', '/servers?mine=true')).body;
    assert.deepEqual(servers.map(({ name }: { name: string }) => name).sort(), [
      'Lantern Isles',
      'Reading the Night Sky',
    ]);
    const isles = servers.find(({ name }: { name: string }) => name === 'Lantern Isles');
    const { channels } = (await as(noor, 'GET', `/servers/${isles.id}/channels`)).body;
    assert.ok(!channels.some(({ name }: { name: string }) => name === 'admin'));
    const unread = (await as(noor, 'GET', `/servers/${isles.id}/chat/unread`)).body;
    assert.ok(unread.channels.some((channel: { unread: number }) => channel.unread > 0));
    assert.equal(unread.directs.length, 1);
    const found = (await as(noor, 'GET', `/servers/${isles.id}/chat/search?q=bells`)).body;
    assert.ok(found.results.length > 0);
    for (const { created_at } of found.results) assert.ok(new Date(created_at) < app.clock.now());
    const heads = await database.db
      .selectFrom('conversations as c')
      .innerJoin('messages as m', 'm.id', 'c.head_id')
      .select(['c.head_seq', 'm.seq'])
      .execute();
    assert.ok(heads.length > 10);
    for (const { head_seq, seq } of heads) assert.equal(head_seq, seq);
  });

  it('[OP102] do not take the place of the first person who registers', async () => {
    const first = await app.register('real_person');
    const { body } = await app.call('GET', '/users/me', { token: first.token });
    assert.equal(body.role, 'ADMIN');
    const { body: mira } = await app.call('GET', '/users/me', { token: (await signIn('mira')).token });
    assert.equal(mira.role, 'USER');
  });
});
