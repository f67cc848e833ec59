import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { testDatabase } from '../../test/harness/database.ts';
import { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { brokenConstraint, isConflict } from './errors.ts';
import { afterCommit, reportHooksTo, transaction } from './transaction.ts';

describe('transaction', () => {
  const database = testDatabase();
  const put = (key: string, db = database.db) => db.insertInto('settings').values({ key, value: 1 }).execute();
  const storedValue = async (key: string) =>
    (await database.db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value;

  it('[OP1] runs hooks after the commit, in order, when others can see the rows', async () => {
    const seen: unknown[] = [];
    await transaction(database.db, async (tx) => {
      afterCommit(tx, async () => void seen.push(await storedValue('committed')));
      afterCommit(tx, () => void seen.push('second'));
      await put('committed', tx);
      assert.deepEqual(seen, []);
    });
    assert.deepEqual(seen, [1, 'second']);
  });

  it('[OP1] runs no hook when the work throws', async () => {
    const counts = { runs: 0, hooks: 0 };
    const failing = transaction(database.db, async (tx) => {
      counts.runs += 1;
      afterCommit(tx, () => {
        counts.hooks += 1;
      });
      await put('rolled back', tx);
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.deepEqual(counts, { runs: 1, hooks: 0 });
    assert.equal(await storedValue('rolled back'), undefined);
  });

  it('[OP1] runs no hook when the commit itself is refused', async () => {
    let ran = false;
    const id = '01900000-0000-7000-8000-000000000001';
    const at = new Date();
    const failing = transaction(database.db, async (tx) => {
      afterCommit(tx, () => {
        ran = true;
      });
      const user = { username: 'ada', username_key: 'ada', email: 'a@b.c', email_key: 'a@b.c' };
      await tx
        .insertInto('users')
        .values({ ...user, id, password_hash: '', avatar_id: 'a', created_at: at, updated_at: at })
        .execute();
      // Its map is never inserted; that is checked at the commit.
      const server = { id, name: 'Plaza', access: 'public', owner_id: id, map_id: id } as const;
      await tx
        .insertInto('servers')
        .values({ ...server, created_at: at, updated_at: at })
        .execute();
    });
    await assert.rejects(failing, (error) => brokenConstraint(error) === 'servers_map_fk');
    assert.equal(ran, false);
  });

  it('[OP1] keeps the answer when a hook throws, reports it and runs the others', async () => {
    let ran = false;
    const reported: { err: Error }[] = [];
    reportHooksTo(database.db, { error: (about: { err: Error }) => reported.push(about) } as unknown as Logger);
    const answer = await transaction(database.db, async (tx) => {
      afterCommit(tx, () => {
        throw new Error('the hook of this test');
      });
      afterCommit(tx, () => {
        ran = true;
      });
      return 'answer';
    });
    assert.equal(answer, 'answer');
    assert.equal(ran, true);
    assert.equal(reported[0]?.err.message, 'the hook of this test');
  });

  it('[OP1] makes an inner transaction a part of the outer one', async () => {
    let ran = false;
    const failing = transaction(database.db, async (tx) => {
      await transaction(tx, async (inner) => {
        afterCommit(inner, () => {
          ran = true;
        });
        await put('inner', inner);
      });
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.equal(ran, false);
    assert.equal(await storedValue('inner'), undefined);
  });

  it('[OP2] runs work again that met another transaction, with the hooks of the last run only', async () => {
    await put('counter');
    const counts = { runs: 0, hooks: 0 };
    const add = () =>
      transaction(database.db, async (tx) => {
        counts.runs += 1;
        afterCommit(tx, () => {
          counts.hooks += 1;
        });
        await sql`set transaction isolation level repeatable read`.execute(tx);
        const { value } = await tx
          .selectFrom('settings')
          .select('value')
          .where('key', '=', 'counter')
          .executeTakeFirstOrThrow();
        await bothHaveRead();
        await tx
          .updateTable('settings')
          .set({ value: Number(value) + 1 })
          .where('key', '=', 'counter')
          .execute();
      });
    const bothHaveRead = barrier(2);
    await Promise.all([add(), add()]);
    assert.equal(await storedValue('counter'), 3);
    assert.deepEqual(counts, { runs: 3, hooks: 2 });
  });

  it('[OP2] gives up after three runs with an error that clients may retry', async () => {
    let runs = 0;
    const failing = transaction(database.db, async (tx) => {
      runs += 1;
      await sql`do $$ begin raise exception 'met' using errcode = 'deadlock_detected'; end $$`.execute(tx);
    });
    await assert.rejects(failing, (error) => {
      assert(error instanceof AppError);
      assert.equal(error.code, 'unavailable');
      return isConflict(error);
    });
    assert.equal(runs, 3);
  });
});

/** Resolves for everyone when `count` have called it, and at once for those who come later. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived >= count) resolve();
    return promise;
  };
}
