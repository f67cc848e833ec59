import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { testDatabase } from '../../test/harness/database.ts';
import { WRONG_TYPES } from '../../test/harness/hostile.ts';
import { told } from '../chat/test-support.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { lockOwner, upsertSubscription } from './push.repository.ts';
import { SUBSCRIPTIONS_MAX } from './subscriptions.service.ts';
import { pushApp, sessionOf } from './test-support.ts';

describe('subscriptions', () => {
  const database = testDatabase();
  const all = pushApp(database);
  const rows = (person: Person) =>
    database.db
      .selectFrom('push_subscriptions')
      .selectAll()
      .where('user_id', '=', person.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  const subscribe = (person: Person, body: unknown) => all.call(person, 'POST', '/push/subscriptions', body);

  it('[PU4] are made with the public key, which is for those who are signed in; the private one is told to nobody', async () => {
    const ada = await all.app.person('ada_key');
    const { status, body } = await all.call(ada, 'GET', '/push/key');
    const stored = await database.db
      .selectFrom('settings')
      .select('value')
      .where('key', '=', 'vapid')
      .executeTakeFirstOrThrow();
    const { public_key, private_key } = stored.value as { public_key: string; private_key: string };
    assert.equal(status, 200);
    assert.deepEqual(body, { public_key });
    assert.equal(told(await all.call({ ...ada, token: 'no token' }, 'GET', '/push/key')), '401 auth/token_invalid');
    assert.ok(!all.lines.join('').includes(private_key));
  });

  it('[PU6] belong to the session that made them, and end with it', async () => {
    const ada = await all.app.person('ada_session');
    const { subscription } = await all.browserOf(ada);
    const [row, ...others] = await rows(ada);
    assert.equal(others.length, 0);
    assert.equal(row!.session_id, sessionOf(ada));
    assert.equal(row!.endpoint, subscription.endpoint);
    assert.deepEqual({ p256dh: row!.p256dh, auth: row!.auth }, subscription.keys);
    await database.db.deleteFrom('sessions').where('id', '=', sessionOf(ada)).execute();
    assert.equal((await rows(ada)).length, 0);
  });

  it('[PU6] of one address are one, and go over to whoever subscribes with it next', async () => {
    const [ada, bob] = [await all.app.person('ada_moves'), await all.app.person('bob_moves')];
    const { subscription } = await all.browserOf(ada);
    await subscribe(ada, subscription);
    assert.equal((await rows(ada)).length, 1);
    assert.equal((await subscribe(bob, subscription)).status, 204);
    assert.equal((await rows(ada)).length, 0);
    assert.equal((await rows(bob))[0]!.session_id, sessionOf(bob));
  });

  it('[PU6] are ended by their owner alone, as often as one likes', async () => {
    const [ada, bob] = [await all.app.person('ada_ends'), await all.app.person('bob_ends')];
    const { subscription } = await all.browserOf(ada);
    const end = (person: Person, endpoint: string) => all.call(person, 'DELETE', '/push/subscriptions', { endpoint });
    assert.equal((await end(bob, subscription.endpoint)).status, 204);
    assert.equal((await rows(ada)).length, 1);
    assert.equal((await end(ada, `${subscription.endpoint}#part`)).status, 204);
    assert.equal((await rows(ada)).length, 0);
    assert.equal((await end(ada, subscription.endpoint)).status, 204);
    assert.equal((await end(ada, 'https://nowhere.test/abc')).status, 204);
  });

  it('[PU6] are ten an account: the oldest makes room, also when many come at once', async () => {
    const ada = await all.app.person('ada_many');
    const first = await all.browserOf(ada);
    await database.db
      .updateTable('push_subscriptions')
      .set({ created_at: new Date('2029-12-31') })
      .where('endpoint', '=', first.subscription.endpoint)
      .execute();
    await Promise.all(Array.from({ length: SUBSCRIPTIONS_MAX - 1 }, () => all.browserOf(ada)));
    assert.ok((await rows(ada)).some(({ endpoint }) => endpoint === first.subscription.endpoint));
    await Promise.all(Array.from({ length: SUBSCRIPTIONS_MAX + 3 }, () => all.browserOf(ada)));
    const kept = await rows(ada);
    assert.equal(kept.length, SUBSCRIPTIONS_MAX);
    assert.ok(!kept.some(({ endpoint }) => endpoint === first.subscription.endpoint));
  });

  it('[PU6] are counted one after another, whichever process is asked', async () => {
    const ada = await all.app.person('ada_counted');
    const { p256dh, auth } = all.service.browser().subscription.keys;
    const until = (count: number) => Array.from({ length: count }, (_, index) => index);
    let asked: ReturnType<typeof subscribe> | undefined;
    await database.db.transaction().execute(async (tx) => {
      await lockOwner(tx, ada.id);
      for (const index of until(SUBSCRIPTIONS_MAX)) {
        await upsertSubscription(tx, {
          ...{ id: uuidv7(), user_id: ada.id, session_id: sessionOf(ada), p256dh, auth },
          ...{ endpoint: `https://push.test/${index}`, created_at: new Date('2029-12-31') },
        });
      }
      let isDone = false;
      asked = subscribe(ada, all.service.browser().subscription);
      void asked.finally(() => {
        isDone = true;
      });
      for (let isWaiting = false; !isWaiting && !isDone; ) {
        const { rows: waiting } = await sql`select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
        isWaiting = waiting.length > 0;
      }
    });
    assert.equal((await asked!).status, 204);
    assert.equal((await rows(ada)).length, SUBSCRIPTIONS_MAX);
  });

  it('[PU6] of ended sessions make room before those of live ones', async () => {
    const ada = await all.app.person('ada_ended');
    const login = await all.app.app.call('POST', '/users/login', {
      body: { username: 'ada_ended', password: 'correct horse battery' },
    });
    const elsewhere = { ...ada, token: login.body.token };
    const stays = await all.browserOf(ada);
    for (let count = 1; count < SUBSCRIPTIONS_MAX; count++) await all.browserOf(elsewhere);
    await database.db
      .updateTable('sessions')
      .set({ revoked_at: new Date('2030-01-01'), revoked_reason: 'logout' })
      .where('id', '=', sessionOf(elsewhere))
      .execute();
    await all.browserOf(ada);
    const kept = await rows(ada);
    assert.equal(kept.length, 2);
    assert.equal(kept[0]!.endpoint, stays.subscription.endpoint);
  });

  it('[PU5] are refused for other addresses, and leave nothing', async () => {
    const ada = await all.app.person('ada_refused');
    const { subscription } = all.service.browser();
    for (const endpoint of ['https://evil.test/abc', 'http://127.0.0.1:5432/abc', 'https://169.254.169.254/abc']) {
      assert.equal(told(await subscribe(ada, { ...subscription, endpoint })), '422 push/endpoint_refused', endpoint);
    }
    assert.equal((await rows(ada)).length, 0);
  });

  it('[PU6] are refused with keys that nothing can be encrypted with', async () => {
    const ada = await all.app.person('ada_keys');
    const { subscription } = all.service.browser();
    const { keys } = subscription;
    const bytes = (text: string, change: (bytes: Buffer) => Buffer): string =>
      change(Buffer.from(text, 'base64url')).toString('base64url');
    const offCurve = bytes(keys.p256dh, (point) =>
      Buffer.concat([point.subarray(0, 64), Buffer.from([point[64]! ^ 1])]),
    );
    const wrong = [
      { ...keys, p256dh: offCurve },
      { ...keys, p256dh: Buffer.alloc(65).toString('base64url') },
      { ...keys, p256dh: 'A'.repeat(87) },
      { ...keys, p256dh: `${keys.p256dh}AAAA` },
      { ...keys, p256dh: '' },
      { ...keys, auth: Buffer.alloc(15).toString('base64url') },
      { ...keys, auth: Buffer.alloc(17).toString('base64url') },
      { ...keys, auth: '!'.repeat(22) },
      { p256dh: keys.p256dh },
      {},
    ];
    for (const one of wrong) {
      assert.equal(told(await subscribe(ada, { ...subscription, keys: one })), '400 invalid', JSON.stringify(one));
    }
    for (const [name, value] of WRONG_TYPES) {
      assert.equal(told(await subscribe(ada, value)), '400 invalid', name);
      assert.equal(told(await subscribe(ada, { ...subscription, endpoint: value })), '400 invalid', name);
      assert.equal(told(await subscribe(ada, { ...subscription, keys: value })), '400 invalid', name);
    }
    assert.equal(
      told(await subscribe(ada, { ...subscription, endpoint: `https://x.test/${'a'.repeat(2100)}` })),
      '400 invalid',
    );
    assert.equal((await rows(ada)).length, 0);
    const padded = { p256dh: `${keys.p256dh}=`, auth: `${keys.auth}==` };
    assert.equal((await subscribe(ada, { ...subscription, keys: padded })).status, 204);
    assert.equal((await rows(ada))[0]!.p256dh, keys.p256dh);
  });
});
