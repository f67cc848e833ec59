import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { restApp } from '../../test/harness/rest.ts';
import { SESSION_SECONDS } from './sessions.service.ts';
import { createSweeper } from './sweeper.ts';

describe('the sweeper', () => {
  const database = testDatabase();
  const app = restApp(database);

  it('[AU25] removes sessions and tokens that have expired, and only those', async () => {
    const { db } = database;
    const count = async () => {
      const tables = ['users', 'sessions', 'refresh_tokens', 'user_tokens'] as const;
      const rows = tables.map((table) =>
        db.selectFrom(table).select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
      );
      return (await Promise.all(rows)).map(({ count }) => Number(count));
    };
    await app.register('gone');
    const { refresh_token } = await app.register('goes_on');
    await eventually(() => app.mails.length === 2);
    app.clock.advance((SESSION_SECONDS - 60) * 1000);
    await app.call('POST', '/users/refresh', { body: { refresh_token } });
    await app.register('came_late');
    await eventually(() => app.mails.length === 3);
    assert.deepEqual(await count(), [3, 3, 4, 3]);
    app.clock.advance(60 * 1000);
    await createSweeper({ db, clock: app.clock, logger: app.logger }).stop();
    // Of each one session; of the one that was refreshed, its new token; the late one's link.
    assert.deepEqual(await count(), [3, 2, 2, 1]);
  });
});
