// Voice and video where there are two processes, of which one is killed.

import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.ts';
import { found, member, type Person, person, type Visit, visit } from '../harness/people.ts';
import { callRest } from '../harness/rest.ts';
import { type Member, ownerOf, pairOfServers } from './pair.ts';

const AUDIO = { audio: true, video: false, screen: false };
const by = (one: Person, process: Member, method: string, path: string, body?: unknown) =>
  callRest(method, `${process.url}/api/v1${path}`, { token: one.token, body });

describe('media on two processes', function () {
  this.timeout(120_000);
  const pair = pairOfServers();

  it('[ME34] whichever process is asked, people talk in the one world; a killed process leaves no session open', async () => {
    const ada = await person(pair.a, 'ada');
    const serverId = await found(ada);
    const ben = await member(pair.b, serverId, 'ben');
    const visits = [await visit(pair.a.url, ada.token, serverId), await visit(pair.b.url, ben.token, serverId)];
    const { owner, other } = ownerOf(pair, visits[0]!);
    const open = async (): Promise<string[]> => {
      const rows = await pair.database.db
        .selectFrom('media_sessions')
        .select('id')
        .where('server_id', '=', serverId)
        .where('ended_at', 'is', null)
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    };
    const path = `/servers/${serverId}/media`;
    const started = [
      await by(ada, other, 'POST', `${path}/start`, AUDIO),
      await by(ben, owner, 'POST', `${path}/start`, AUDIO),
    ];
    const ids = started.map(({ body }) => body.peer_id as string);
    await eventually(() => visits.every((one) => one.heard.some(({ body }) => body.joined?.length === 1)));
    for (const process of [owner, other]) {
      const { body } = await by(ada, process, 'GET', `${path}/peers`);
      assert.deepEqual(
        body.peers.map(({ user_id }: { user_id: string }) => user_id),
        [ben.user_id],
      );
    }
    assert.equal((await by(ada, other, 'POST', `${path}/state`, { ...AUDIO, is_muted: true })).status, 204);
    await eventually(() => visits[0]!.me().media === 1 + 8);
    assert.deepEqual(await open(), [...ids].sort());
    assert.equal((await by(ben, other, 'POST', `${path}/stop`)).status, 204);
    await eventually(() => visits[0]!.heard.some(({ body }) => body.left?.includes(ben.user_id)));

    for (const { room } of visits) room.reconnection.enabled = false;
    owner.server.child.kill('SIGKILL');
    let again: Visit | undefined;
    const deadline = performance.now() + 30_000;
    while (!again) {
      again = await visit(other.url, ada.token, serverId).catch(() => undefined);
      assert.ok(performance.now() < deadline, 'somebody gets in again');
    }
    assert.equal(again.me().media, 0);
    assert.deepEqual(await open(), []);
    assert.equal((await by(ada, other, 'POST', `${path}/start`, AUDIO)).status, 200);
    await again.leave();
    await owner.start();
  });
});
