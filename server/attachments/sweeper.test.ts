import assert from 'node:assert/strict';
import { uuidv7 } from 'uuidv7';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { restApp } from '../../test/harness/rest.ts';
import { insertAttachment } from './attachments.repository.ts';
import { newStorageKey } from './storage.ts';
import { createSweeper, UNSENT_MS } from './sweeper.ts';

describe('the sweeper of attachments', () => {
  const database = testDatabase();
  const app = restApp(database);
  let userId: string;
  before(async () => {
    userId = (await app.register('ada')).user_id;
  });
  beforeEach(() => database.db.deleteFrom('attachments').execute());

  const add = async (ageMs: number): Promise<string> => {
    const storage_key = newStorageKey();
    await insertAttachment(database.db, {
      ...{ id: uuidv7(), user_id: userId, server_id: uuidv7(), file_name: 'x.txt', file_size: 1 },
      ...{ file_type: 'text/plain', width: null, height: null, storage_key, thumbnail_key: newStorageKey() },
      created_at: new Date(app.clock.now().getTime() - ageMs),
    });
    return storage_key;
  };
  const left = async (): Promise<string[]> =>
    (await database.db.selectFrom('attachments').select('storage_key').orderBy('id').execute()).map(
      (row) => row.storage_key,
    );
  const sweeper = (remove: (key: string) => Promise<void>) => {
    const { db, clock, logger } = app;
    return createSweeper({ db, clock, logger, storage: { remove } });
  };

  it('[AT23] takes what was not sent within 24 hours, bytes and all, and nothing younger', async () => {
    const old = await add(UNSENT_MS);
    const young = await add(UNSENT_MS - 1);
    const removed: string[] = [];
    await sweeper(async (key) => void removed.push(key)).stop();
    assert.deepEqual(await left(), [young]);
    assert.equal(removed.length, 2);
    assert.equal(removed[0], old);
  });

  it('[AT23] takes each once, however many processes sweep at once', async () => {
    for (let count = 0; count < 90; count++) await add(UNSENT_MS);
    const removed: string[] = [];
    const sweepers = Array.from({ length: 4 }, () => sweeper(async (key) => void removed.push(key)));
    await eventually(() => removed.length >= 180);
    await Promise.all(sweepers.map((one) => one.stop()));
    assert.deepEqual(await left(), []);
    assert.equal(new Set(removed).size, 180);
    assert.equal(removed.length, 180);
  });

  it('[AT24] keeps the row of bytes that can not be removed, goes on with others, and tries again', async () => {
    const stuck = await add(UNSENT_MS);
    for (let count = 0; count < 30; count++) await add(UNSENT_MS);
    const tried: string[] = [];
    const failing = sweeper(async (key) => {
      tried.push(key);
      if (key === stuck) throw new Error('a disk that does not work');
    });
    // Of all but one both.
    await eventually(() => tried.length >= 61);
    await failing.stop();
    assert.deepEqual(await left(), [stuck]);
    await sweeper(async () => {}).stop();
    assert.deepEqual(await left(), []);
  });
});
