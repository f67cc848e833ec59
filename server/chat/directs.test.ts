import assert from 'node:assert/strict';
import type { Direct } from '../../shared/protocol/directs.ts';
import { testDatabase } from '../../test/harness/database.ts';
import type { Person } from '../virtual-servers/test-support.ts';
import { chatApp, told } from './test-support.ts';

describe('direct messages', () => {
  const { as, found, person, people, notified } = chatApp(testDatabase());
  const servers: string[] = [];
  let ada: Person;
  let bob: Person;
  let eve: Person;
  const write = (from: Person, to: Person, content: string, server = servers[0]!) =>
    as(from, 'POST', `/servers/${server}/chat/send`, { content, scope: 'direct', target_user_id: to.id });
  const read = async (who: Person, other: Person, server = servers[0]!): Promise<string[]> => {
    const { body } = await as(who, 'GET', `/servers/${server}/chat/history?scope=direct&target_user_id=${other.id}`);
    return body.messages.map(({ content }: { content: string }) => content).reverse();
  };

  before(async () => {
    [ada, bob, eve] = [await person('ada'), await person('bob'), await person('eve')];
    servers.push((await found(ada)).id, (await found(ada)).id);
    await as(bob, 'POST', `/servers/${servers[0]}/join`);
    await as(bob, 'POST', `/servers/${servers[1]}/join`);
    await as(eve, 'POST', `/servers/${servers[1]}/join`);
  });

  it('[CH34] reach anyone with whom one shares a server, are one conversation over all servers, and wait for who is away', async () => {
    assert.equal((await write(ada, bob, 'hello')).status, 201);
    assert.equal((await write(bob, ada, 'hi', servers[1])).status, 201);
    for (const server of servers) assert.deepEqual(await read(bob, ada, server), ['hello', 'hi']);
    assert.deepEqual(await read(eve, ada, servers[1]), []);
    const { directs } = (await as(ada, 'GET', '/users/me/directs')).body;
    assert.deepEqual(
      directs.map(({ username, unread, last_message }: Direct) => [username, unread, last_message?.content]),
      [['bob', 1, 'hi']],
    );
    const unread = (await as(ada, 'GET', `/servers/${servers[0]}/chat/unread`)).body.directs;
    assert.deepEqual(
      unread.map(({ user_id, unread: count }: { user_id: string; unread: number }) => [user_id, count]),
      [[bob.id, 1]],
    );
    await as(ada, 'POST', `/servers/${servers[0]}/chat/mark-read`, {
      ...{ scope: 'direct', target_user_id: bob.id, message_id: directs[0].last_message.id },
    });
    assert.deepEqual((await as(ada, 'GET', `/servers/${servers[0]}/chat/unread`)).body.directs, []);
    assert.deepEqual(notified.at(-1)?.called, [ada.id]);
  });

  it('[CH34] do not go to strangers, oneself, or who is not there; a stranger looks like nobody', async () => {
    const stranger = await person('stranger');
    const nobody = { ...stranger, id: '01900000-0000-7000-8000-000000000000' };
    for (const [who, answer] of [
      [eve, '403 chat/no_shared_server'],
      [stranger, '403 chat/no_shared_server'],
      [nobody, '403 chat/no_shared_server'],
      [ada, '422 chat/not_to_oneself'],
    ] as const) {
      assert.equal(told(await write(ada, who, 'x')), answer);
    }
    assert.equal(told(await as(stranger, 'GET', `/users/me/directs/${ada.id}`)), '404 users/not_found');
    assert.equal(told(await as(stranger, 'GET', `/users/me/directs/${nobody.id}`)), '404 users/not_found');
    const unnamed = await as(ada, 'POST', `/servers/${servers[0]}/chat/send`, { content: 'x', scope: 'direct' });
    assert.equal(told(unnamed), '400 invalid');
  });

  it('[CH38] stop both ways at a block, whichever way is tried, and go on without it', async () => {
    const before = (await write(eve, bob, 'before', servers[1])).body;
    assert.equal(told(await as(bob, 'PUT', `/users/me/blocks/${eve.id}`)), '204');
    assert.equal(told(await as(bob, 'PUT', `/users/me/blocks/${eve.id}`)), '204', 'twice is once');
    for (const [from, to] of [
      [eve, bob],
      [bob, eve],
    ] as const) {
      assert.equal(told(await write(from, to, 'x', servers[1])), '403 chat/blocked');
      const typing = { scope: 'direct', target_user_id: to.id, is_typing: true };
      assert.equal(told(await as(from, 'POST', `/servers/${servers[1]}/chat/typing`, typing)), '403 chat/blocked');
      const chat = `/servers/${servers[1]}/chat/${before.id}`;
      assert.equal(told(await as(from, 'POST', `${chat}/react`, { emoji: '👍' })), '403 chat/blocked');
      assert.equal(told(await as(from, 'POST', `${chat}/pin`, { pinned: true })), '403 chat/blocked');
    }
    assert.equal(
      told(await as(eve, 'POST', `/servers/${servers[1]}/chat/${before.id}/edit`, { new_content: 'by another way' })),
      '403 chat/blocked',
    );
    assert.deepEqual(await read(bob, eve, servers[1]), ['before'], 'what was said stays');
    const open = (await as(eve, 'GET', `/users/me/directs/${bob.id}`)).body;
    assert.equal(open.blocked, true);
    const list = (await as(bob, 'GET', '/users/me/blocks')).body.blocks;
    assert.deepEqual(
      list.map(({ username }: { username: string }) => username),
      ['eve'],
    );
    assert.deepEqual((await as(eve, 'GET', '/users/me/blocks')).body.blocks, [], 'who is blocked is not told by whom');
    await as(bob, 'DELETE', `/users/me/blocks/${eve.id}`);
    assert.equal((await write(eve, bob, 'again', servers[1])).status, 201);
    assert.equal(told(await as(bob, 'PUT', `/users/me/blocks/${bob.id}`)), '422 users/not_oneself');
    assert.equal(
      told(await as(bob, 'PUT', '/users/me/blocks/01900000-0000-7000-8000-000000000000')),
      '404 users/not_found',
    );
  });

  it('[CH34] make one conversation also when both write the first word at once', async () => {
    const pairs = await people(6, 'pair');
    for (const one of pairs) await as(one, 'POST', `/servers/${servers[0]}/join`);
    for (let n = 0; n < pairs.length; n += 2) {
      const [a, b] = [pairs[n]!, pairs[n + 1]!];
      const answers = await Promise.all([0, 1, 2, 3].flatMap((k) => [write(a, b, `a${k}`), write(b, a, `b${k}`)]));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
      assert.equal((await read(a, b)).length, 8);
      assert.deepEqual(await read(a, b), await read(b, a));
    }
  });

  it('[CH34] outlive the server through which they were sent', async () => {
    const [owner, guest] = await people(2, 'outlive');
    const [first, second] = [await found(owner!), await found(owner!)];
    for (const { id } of [first, second]) await as(guest!, 'POST', `/servers/${id}/join`);
    await write(owner!, guest!, 'kept', first.id);
    await as(owner!, 'DELETE', `/servers/${first.id}`);
    assert.deepEqual(await read(guest!, owner!, second.id), ['kept']);
  });
});
