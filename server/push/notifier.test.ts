import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { openPushService, type PushBrowser } from '../../test/harness/push-service.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { GRACE_MS, RETRY_MS } from './notifier.service.ts';
import { pushApp, sessionOf } from './test-support.ts';

describe('notifications', () => {
  const database = testDatabase();
  const all = pushApp(database);
  let cast: Cast;
  let channelId: string;
  /** Somebody who is told whatever the others are not: once it comes, what was to come has come. */
  let witness: { person: Person; browser: PushBrowser };
  let people = 0;

  const member = async (name: string): Promise<Person> => {
    people += 1;
    const person = await all.app.person(`${name}_${people}`);
    const path = `/servers/${cast.server.id}/members`;
    await all.app.as(cast.owner, 'POST', path, { user_id: person.id, role: 'MEMBER' });
    return person;
  };
  const listener = async (name: string) => {
    const person = await member(name);
    return { person, browser: await all.browserOf(person) };
  };
  const call = (...named: { person: Person }[]): string => named.map(({ person }) => `@${person.username}`).join(' ');
  const grace = () => all.pass(GRACE_MS);
  const heard = (browser: PushBrowser, count = 1) => eventually(() => browser.pushed.length >= count);
  /** Says something that calls these and the witness, lets the grace pass, and waits for the witness. */
  const tell = async (...named: { person: Person }[]): Promise<void> => {
    const before = witness.browser.pushed.length;
    await all.tell(cast.owner, cast.server.id, `${call(...named, witness)} come and see`);
    await grace();
    await heard(witness.browser, before + 1);
  };
  const subscriptions = async (person: Person): Promise<number> =>
    (await database.db.selectFrom('push_subscriptions').select('id').where('user_id', '=', person.id).execute()).length;

  before(async () => {
    cast = await all.app.cast('push');
    const { body } = await all.app.as(cast.owner, 'GET', `/servers/${cast.server.id}/channels`);
    channelId = body.channels.find((channel: { is_default: boolean }) => channel.is_default).id;
    witness = await listener('witness');
  });
  afterEach(() => assert.deepEqual(all.waits(), [], 'nothing is left to wait for'));

  it('[PU7] go to the browsers of who is called, encrypted for each and signed by the installation', async () => {
    const bob = await listener('bob');
    const second = await all.browserOf(bob.person);
    const message = await all.tell(cast.owner, cast.server.id, `Hello @${bob.person.username}, look`);
    await grace();
    await Promise.all([heard(bob.browser), heard(second)]);
    for (const browser of [bob.browser, second]) {
      assert.deepEqual(browser.payloads(), [
        {
          kind: 'mention',
          title: `${cast.owner.username} in #general`,
          body: `Hello @${bob.person.username}, look`,
          path: `/chat/${cast.server.id}/${channelId}?m=${message.id}`,
          message_id: message.id,
          tag: `channel:${channelId}`,
        },
      ]);
    }
    const [request] = bob.browser.pushed;
    const { public_key } = (await all.call(bob.person, 'GET', '/push/key')).body;
    const claims = all.service.verify(request!, public_key);
    const seconds = claims.exp! - Date.now() / 1000;
    assert.ok(seconds > 3600 && seconds <= 24 * 3600, `expires in ${seconds} s`);
    assert.match(claims.sub!, /^(mailto:|https:)/);
    const { ttl, urgency } = request!.headers;
    assert.deepEqual({ ttl, urgency }, { ttl: '86400', urgency: 'high' });
    assert.equal(request!.headers['content-encoding'], 'aes128gcm');
    assert.ok(!request!.body.toString('latin1').includes('Hello'));
    assert.notDeepEqual(bob.browser.pushed[0]!.body, second.pushed[0]!.body);
  });

  it('[PU7] go to the other of two, and to those who have a part in a thread', async () => {
    const bob = await listener('bob');
    const direct = await all.tell(cast.owner, cast.server.id, {
      scope: 'direct',
      target_user_id: bob.person.id,
      content: 'between us',
    });
    await grace();
    await heard(bob.browser);
    const { kind, title, path } = bob.browser.payloads()[0]!;
    assert.deepEqual([kind, title], ['direct', cast.owner.username]);
    assert.equal(path, `/chat/direct/${cast.owner.id}?m=${direct.id}`);

    const began = await all.app.said(bob.person, cast.server.id, 'a question');
    await all.tell(cast.owner, cast.server.id, { content: 'an answer', parent_message_id: began.id });
    await grace();
    await heard(bob.browser, 2);
    assert.equal(bob.browser.payloads()[1]!.kind, 'reply');
    assert.equal(bob.browser.pushed[1]!.headers.urgency, 'normal');
  });

  it('[PU8] are not for the author, nor between people of whom one has blocked the other', async () => {
    const author = { person: cast.owner, browser: await all.browserOf(cast.owner) };
    const [blocks, blocked, free] = [await listener('blocks'), await listener('blocked'), await listener('free')];
    const at = new Date();
    await database.db
      .insertInto('user_blocks')
      .values([
        { user_id: blocks.person.id, blocked_id: cast.owner.id, created_at: at },
        { user_id: cast.owner.id, blocked_id: blocked.person.id, created_at: at },
        { user_id: free.person.id, blocked_id: blocked.person.id, created_at: at },
      ])
      .execute();
    await tell(author, blocks, blocked, free);
    await heard(free.browser);
    const itself = all.app.notified.at(-1)!;
    // One has read what one wrote; here that is not what keeps it away.
    await database.db
      .updateTable('conversation_reads')
      .set({ last_read_seq: 0 })
      .where('user_id', '=', cast.owner.id)
      .execute();
    all.push.notify({ ...itself, called: [cast.owner.id, witness.person.id] });
    await grace();
    await heard(witness.browser, 2);
    for (const { browser } of [author, blocks, blocked]) assert.equal(browser.pushed.length, 0);
    await database.db.deleteFrom('user_blocks').execute();
  });

  it('[PU8] of a muted conversation are for who is called by name alone', async () => {
    const [muted, open] = [await listener('muted'), await listener('open')];
    const path = `/servers/${cast.server.id}/channels/${channelId}/mute`;
    const mute = await all.app.as(muted.person, 'POST', path, { muted: true });
    assert.equal(mute.status, 200);
    await all.tell(cast.owner, cast.server.id, '@channel come all');
    await grace();
    await heard(open.browser);
    await tell(muted);
    await heard(muted.browser);
    assert.match(muted.browser.payloads()[0]!.body, /come and see/);
    assert.equal(muted.browser.pushed.length, 1);
  });

  it('[PU8] are not for ended sessions', async () => {
    const [revoked, expired] = [await listener('revoked'), await listener('expired')];
    const now = new Date('2030-01-01T11:00:00.000Z');
    const change = (person: Person, set: object) =>
      database.db.updateTable('sessions').set(set).where('id', '=', sessionOf(person)).execute();
    await change(revoked.person, { revoked_at: now, revoked_reason: 'logout' });
    await change(expired.person, { expires_at: now });
    await tell(revoked, expired);
    for (const { browser } of [revoked, expired]) assert.equal(browser.pushed.length, 0);
  });

  it('[PU9] are not for who has read the message within three seconds', async () => {
    const [reads, late] = [await listener('reads'), await listener('late')];
    const read = (person: Person, message_id: string) =>
      all.app.as(person, 'POST', `/servers/${cast.server.id}/chat/mark-read`, { scope: 'global', message_id });
    const earlier = await all.app.said(cast.owner, cast.server.id, 'earlier');
    const message = await all.tell(cast.owner, cast.server.id, `${call(reads, late, witness)} now`);
    assert.equal((await read(reads.person, message.id)).status, 200);
    assert.equal((await read(late.person, earlier.id)).status, 200);
    await grace();
    await heard(late.browser);
    assert.equal(reads.browser.pushed.length, 0);
  });

  it('[PU10] are not for who may not read the message any more at that moment', async () => {
    const [left, hidden] = [await listener('left'), await listener('hidden')];
    const side = await all.app.channel(cast.owner, cast.server.id, { name: 'side' });
    const content = `${call(left, hidden)} secret`;
    await all.tell(cast.owner, cast.server.id, { scope: 'channel', channel_id: side.id, content });
    assert.equal((await all.app.as(left.person, 'POST', `/servers/${cast.server.id}/leave`)).status, 204);
    const path = `/servers/${cast.server.id}/channels/${side.id}`;
    assert.equal((await all.app.as(cast.owner, 'PUT', path, { min_role: 'MODERATOR' })).status, 200);
    await grace();
    await eventually(() => {
      const answers = all.asked.filter(({ userId }) => [left.person.id, hidden.person.id].includes(userId));
      return answers.length === 2 && answers.every(({ may }) => !may);
    });
    for (const { browser } of [left, hidden]) assert.equal(browser.pushed.length, 0);
  });

  it('[PU10] of what was deleted or edited meanwhile say nothing of what it said', async () => {
    const bob = await listener('bob');
    const path = (id: string) => `/servers/${cast.server.id}/chat/${id}`;
    const gone = await all.tell(cast.owner, cast.server.id, `${call(bob)} a slip`);
    assert.equal((await all.app.as(cast.owner, 'DELETE', path(gone.id))).status, 204);
    await grace();
    const changed = await all.tell(cast.owner, cast.server.id, `${call(bob)} a blunder`);
    const edit = await all.app.as(cast.owner, 'POST', `${path(changed.id)}/edit`, {
      new_content: `${call(bob)} better`,
    });
    assert.equal(edit.status, 200);
    await grace();
    await heard(bob.browser);
    assert.deepEqual(
      bob.browser.payloads().map(({ body }) => body),
      [`${call(bob)} better`],
    );
  });

  for (const status of [404, 410]) {
    it(`[PU11] end for a browser whose service answers ${status}, and for no other`, async () => {
      const bob = await listener('bob');
      const second = await all.browserOf(bob.person);
      all.service.answer(bob.browser, status);
      await tell(bob);
      await heard(second);
      await eventually(() => bob.browser.pushed.length === 1);
      for (let left = 2; left > 1; ) left = await subscriptions(bob.person);
      await tell(bob);
      await heard(second, 2);
      assert.equal(bob.browser.pushed.length, 1);
    });
  }

  for (const trouble of [429, 500, 503, 'break'] as const) {
    it(`[PU12] are tried twice again after ${trouble}`, async () => {
      const bob = await listener('bob');
      all.service.answer(bob.browser, trouble, trouble);
      await tell(bob);
      await heard(bob.browser);
      await all.pass(RETRY_MS[0]);
      await heard(bob.browser, 2);
      await all.pass(RETRY_MS[1]);
      await heard(bob.browser, 3);
      const ids = bob.browser.payloads().map(({ message_id }) => message_id);
      assert.equal(new Set(ids).size, 1);
      all.service.answer(bob.browser, trouble, trouble, trouble);
      await tell(bob);
      await all.pass(RETRY_MS[0]);
      await all.pass(RETRY_MS[1]);
      await heard(bob.browser, 6);
      await tell();
      assert.equal(await subscriptions(bob.person), 1);
    });
  }

  it('[PU12] that were read before the next try are not tried again', async () => {
    const bob = await listener('bob');
    all.service.answer(bob.browser, 503);
    const message = await all.tell(cast.owner, cast.server.id, call(bob));
    await grace();
    await heard(bob.browser);
    await all.app.as(bob.person, 'POST', `/servers/${cast.server.id}/chat/mark-read`, {
      scope: 'global',
      message_id: message.id,
    });
    await all.pass(RETRY_MS[0]);
    await tell();
    assert.equal(bob.browser.pushed.length, 1);
  });

  for (const status of [301, 307, 400, 403, 413]) {
    it(`[PU12] are not tried again after ${status}, and nothing is followed`, async () => {
      const bob = await listener('bob');
      all.service.answer(bob.browser, status);
      await tell(bob);
      await heard(bob.browser);
      await tell();
      assert.equal(bob.browser.pushed.length, 1);
      assert.deepEqual(all.service.strays, []);
      assert.equal(await subscriptions(bob.person), 1);
    });
  }

  it('[PU5] go to no address that the operator does not allow any more', async () => {
    const elsewhere = await openPushService();
    const bob = await listener('bob');
    const { subscription, pushed } = elsewhere.browser();
    await database.db
      .updateTable('push_subscriptions')
      .set({ endpoint: subscription.endpoint })
      .where('user_id', '=', bob.person.id)
      .execute();
    all.asked.length = 0;
    await tell(bob);
    await eventually(() => all.asked.some(({ userId }) => userId === bob.person.id));
    await tell();
    assert.equal(pushed.length, 0);
    await elsewhere.close();
  });

  it('[PU13] are on their way to four browsers at most at once', async () => {
    const browsers: PushBrowser[] = [];
    for (let count = 0; count < 3; count++) {
      const { person, browser } = await listener('crowd');
      browsers.push(browser, await all.browserOf(person), await all.browserOf(person), await all.browserOf(person));
    }
    all.service.open.most = 0;
    all.service.hold();
    await all.tell(cast.owner, cast.server.id, '@channel come all');
    await grace();
    await eventually(() => all.service.open.now === 4);
    const answer = await all.app.send(cast.owner, cast.server.id, { content: 'nobody waits for it' });
    assert.equal(answer.status, 201);
    all.service.letGo();
    await Promise.all(browsers.map((browser) => heard(browser)));
    assert.equal(all.service.open.most, 4);
  });

  it('[PU14] leave no address, no key and no word of a message in the log', async () => {
    const [refused, broken] = [await listener('refused'), await listener('broken')];
    all.service.answer(refused.browser, 403);
    all.service.answer(broken.browser, 'break', 'break', 'break');
    await tell(refused, broken);
    await all.pass(RETRY_MS[0]);
    await all.pass(RETRY_MS[1]);
    await heard(broken.browser, 3);
    await eventually(() => all.lines.some((line) => line.includes('could not be delivered')));
    const log = all.lines.join('');
    const stored = await database.db.selectFrom('settings').select('value').execute();
    const { private_key } = stored
      .map(({ value }) => value as { private_key?: string })
      .find((one) => one.private_key)!;
    for (const { subscription } of [refused.browser, broken.browser]) {
      const { pathname } = new URL(subscription.endpoint);
      for (const secret of [pathname, subscription.keys.auth, subscription.keys.p256dh])
        assert.ok(!log.includes(secret));
    }
    for (const secret of [private_key!, 'vapid t=', 'come and see']) assert.ok(!log.includes(secret));
  });

  it('[PU13] end at once with the server, whatever a push service does', async () => {
    const bob = await listener('bob');
    all.service.answer(bob.browser, 'hang');
    await tell(bob);
    await heard(bob.browser);
    await all.tell(cast.owner, cast.server.id, `${call(bob)} never told`);
    const began = performance.now();
    await all.push.stop();
    assert.ok(performance.now() - began < 2_000);
    await all.tell(cast.owner, cast.server.id, `${call(bob)} never told either`);
    assert.equal(bob.browser.pushed.length, 1);
    assert.deepEqual(all.waits(), []);
  });
});
