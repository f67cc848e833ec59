import assert from 'node:assert/strict';
import { Client } from '@colyseus/sdk';
import { eventually } from '../harness/eventually.ts';
import { found, listen, member, person, visit } from '../harness/people.ts';
import { testServer } from '../harness/server.ts';

const code = async (join: Promise<unknown>): Promise<number> => {
  try {
    await join;
  } catch (error) {
    return (error as { code: number }).code;
  }
  throw new Error('the join was not refused');
};

describe('joining a world', function () {
  this.timeout(60_000);
  const server = testServer();

  it('[WR50] lets active members in, and refuses all others with the status that REST would answer', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const secret = await found(owner, { access: 'invite' });
    const stranger = await person(server, 'stranger');
    await owner.join(serverId);
    assert.equal(await code(stranger.join(serverId)), 403);
    assert.equal(await code(stranger.join(secret)), 404);
    assert.equal(await code(stranger.join('01900000-0000-7000-8000-000000000000')), 404);
    assert.equal(await code(visit(server.url, '', serverId)), 401);
    assert.equal(await code(visit(server.url, 'not.a.token', serverId)), 401);
    assert.equal(await code(owner.join(serverId, { protocol: 0 })), 426);
    assert.equal(await code(owner.join(serverId, { protocol: 'x' })), 400);
    assert.equal(await code(owner.join(serverId, { server_id: undefined })), 400);
    assert.equal(await code(owner.join(serverId.toUpperCase())), 404);
  });

  it('[WR51] makes one room of 40 concurrent first joins', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const crowd = await Promise.all(Array.from({ length: 40 }, () => member(server, serverId, 'crowd')));
    const visits = await Promise.all(crowd.map((one) => one.join(serverId)));
    assert.deepEqual([...new Set(visits.map(({ room }) => room.roomId))], [`srv_${serverId}`]);
    await eventually(() => visits.every(({ room }) => room.state.players.size === 40));
    await Promise.all(visits.map((one) => one.leave()));
  });

  it('[WR52] gives an account one avatar: the newer connection takes over where the older stood', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const watcher = await (await member(server, serverId)).join(serverId);
    const first = await owner.join(serverId);
    await first.room.request('world:walk_to' as never, { x: 6, y: 6 } as never);
    await eventually(() => first.me()?.dir === 0 && first.me().x === 6 * 64 + 32 && first.me().y === 6 * 64 + 32);
    const second = await owner.join(serverId);
    await eventually(() => first.closed.code === 4100);
    assert.deepEqual([second.me().x, second.me().y], [6 * 64 + 32, 6 * 64 + 32]);
    await eventually(() => watcher.room.state.players.size === 2);
  });

  it('[WR53] lets the newest win when one account joins many times at once', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const watcher = await (await member(server, serverId)).join(serverId);
    const client = new Client(server.url);
    client.auth.token = owner.token;
    const closed = new Set<string>();
    const rooms = await Promise.allSettled(
      Array.from({ length: 8 }, async () => {
        const room = await client.joinOrCreate('world', { server_id: serverId, protocol: 1 });
        room.onLeave(() => closed.add(room.sessionId));
        room.onMessage('*', () => {});
        return room.sessionId;
      }),
    );
    const joined = rooms.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await eventually(() => joined.filter((id) => !closed.has(id)).length === 1);
    await eventually(() => watcher.room.state.players.size === 2);
  });

  it('[WR54] puts people where they last left this server', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const first = await owner.join(serverId);
    await first.room.request('world:walk_to' as never, { x: 9, y: 4 } as never);
    await eventually(() => first.me()?.dir === 0 && first.me().x === 9 * 64 + 32);
    await first.leave();
    const again = await owner.join(serverId);
    assert.deepEqual(again.heard[0]?.body.position, { x: 9 * 64 + 32, y: 4 * 64 + 32 });
  });

  it('[WR55] refuses a room joined by its id with options of another server', async () => {
    const owner = await person(server, 'owner');
    const own = await found(owner);
    const other = await found(await person(server, 'other'), { access: 'invite' });
    const otherOwner = await person(server, 'x');
    await owner.join(own);
    const client = new Client(server.url);
    client.auth.token = owner.token;
    assert.ok([404, 522].includes(await code(client.joinById(`srv_${other}`, { server_id: own, protocol: 1 }))));
    client.auth.token = otherOwner.token;
    assert.equal(await code(client.joinById(`srv_${own}`, { server_id: other, protocol: 1 })), 404);
    assert.equal(await code(client.create('world', { server_id: own, protocol: 1 })), 404);
  });

  it('[WR56] keeps the avatar of a dropped connection and resumes without losing a message', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const talker = await (await member(server, serverId)).join(serverId);
    const dropper = await owner.join(serverId);
    const { room } = dropper;
    await eventually(() => talker.room.state.players.size === 2);
    room.reconnection.minDelay = 1500;
    let resumed = false;
    room.onReconnect(() => {
      resumed = true;
    });
    room.connection.close();
    for (let n = 1; n <= 5; n++) {
      const scope = n % 2 ? 'global' : 'proximity';
      await talker.room.request('chat:send' as never, { content: `while away ${n}`, scope } as never);
    }
    assert.equal(talker.room.state.players.size, 2, 'the avatar stays');
    await eventually(() => resumed);
    await talker.room.request('chat:send' as never, { content: 'back', scope: 'global' } as never);
    await dropper.hear('chat:sent', (body) => body.content === 'back');
    const contents = dropper.heard.filter(({ type }) => type === 'chat:sent').map(({ body }) => body.content);
    assert.deepEqual(contents, [1, 2, 3, 4, 5].map((n) => `while away ${n}`).concat('back'));
  });

  it('[WR57] gives up the avatar of a connection that left by itself at once', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const watcher = await (await member(server, serverId)).join(serverId);
    const leaver = await owner.join(serverId);
    await eventually(() => watcher.room.state.players.size === 2);
    await leaver.leave();
    await eventually(() => watcher.room.state.players.size === 1);
  });

  it('[WR58] closes the sockets of a removed, a banned and a signed-out person within 5 s, with their codes', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const [removed, banned, signedOut] = await Promise.all(
      ['removed', 'banned', 'out'].map((name) => member(server, serverId, name)),
    );
    const visits = await Promise.all([removed!, banned!, signedOut!].map((one) => one.join(serverId)));
    await owner.call('DELETE', `/servers/${serverId}/members/${removed!.user_id}`);
    await owner.call('DELETE', `/servers/${serverId}/members/${banned!.user_id}`, { ban: true });
    await signedOut!.call('POST', '/users/logout', { refresh_token: signedOut!.refresh_token });
    await eventually(() => visits.every(({ closed }) => closed.code !== undefined), 5_000);
    assert.deepEqual(
      visits.map(({ closed }) => closed.code),
      [4101, 4102, 4103],
    );
    assert.equal(await code(banned!.join(serverId)), 403);
  });

  it('[WR59] does not let a removed person back through a held seat', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const watcher = await owner.join(serverId);
    const removed = await member(server, serverId);
    const dropped = await removed.join(serverId);
    const token = dropped.room.reconnectionToken;
    dropped.room.reconnection.enabled = false;
    dropped.room.connection.close();
    await eventually(() => dropped.closed.code !== undefined);
    await owner.call('DELETE', `/servers/${serverId}/members/${removed.user_id}`);
    await eventually(() => watcher.room.state.players.size === 1);
    await assert.rejects(new Client(server.url).reconnect(token));
  });

  it('[WR60] sends everybody out of a deleted server with its code', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const visits = [await owner.join(serverId), await (await member(server, serverId)).join(serverId)];
    assert.equal((await owner.call('DELETE', `/servers/${serverId}`)).status, 204);
    await eventually(() => visits.every(({ closed }) => closed.code === 4105));
    assert.equal(await code(owner.join(serverId)), 404);
  });

  it('[WR61] moves people to a spawn of a new map and tells them', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const inside = await owner.join(serverId);
    const before = inside.heard[0]?.body.map_hash;
    const answer = await owner.call('PUT', `/servers/${serverId}/map`, { template: 'office' });
    assert.equal(answer.status, 200);
    await inside.hear('world:notice', (body) => body.code === 'world/map_changed');
    const welcome = await inside.hear('world:welcome', (body) => body.map_hash !== before);
    await eventually(() => inside.me().x === welcome.position.x && inside.me().y === welcome.position.y);
    assert.ok(inside.room.state.zones.size > 2);
  });

  it('[WR62] shows others a changed name and look at once', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const inside = await owner.join(serverId);
    const username = `new_${Date.now().toString(36)}`;
    await owner.call('PUT', '/users/me/profile', { username, avatar_id: 'a1-look' });
    await eventually(() => inside.me().username === username && inside.me().avatar_id === 'a1-look');
  });

  it('[WR63] resumes on the same seat through listen() after a server-side view of the drop', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const first = await owner.join(serverId);
    const token = first.room.reconnectionToken;
    first.room.reconnection.enabled = false;
    first.room.connection.close();
    await eventually(() => first.closed.code !== undefined);
    const again = await listen((await new Client(server.url).reconnect(token)) as never);
    assert.equal(again.room.sessionId, first.room.sessionId);
    assert.equal(again.room.state.players.size, 1);
  });

  it('[WR64] shows a status to others at once and remembers it for the next time', async () => {
    const owner = await person(server, 'owner');
    const serverId = await found(owner);
    const watcher = await (await member(server, serverId)).join(serverId);
    const first = await owner.join(serverId);
    await first.room.request('world:status' as never, { status: 'busy' } as never);
    await eventually(() => watcher.room.state.players.get(first.room.sessionId)?.status === 'busy');
    await first.leave();
    assert.equal((await owner.join(serverId)).me().status, 'busy');
    await owner.call('PUT', '/users/me/profile', { status: 'away' });
    await eventually(() => [...watcher.room.state.players.values()].some(({ status }) => status === 'away'));
  });
});
