import assert from 'node:assert/strict';
import { Invite, InvitePreview, type VirtualServer } from '../../shared/protocol/servers.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { type Person, serversApp } from './test-support.ts';

describe('invites', () => {
  const database = testDatabase();
  const { people, found, as, app, listen } = serversApp(database);
  type Answer = Awaited<ReturnType<typeof as>>;
  const told = ({ status, body }: Answer) => `${status} ${body?.error?.code ?? ''}`.trim();
  let owner: Person;
  let guests: Person[];
  let server: VirtualServer;
  before(async function () {
    this.timeout(60_000);
    [owner, ...guests] = (await people(31, 'guest')) as [Person, ...Person[]];
  });
  beforeEach(async () => {
    server = await found(owner, { access: 'invite' });
  });
  const invite = async (terms: Record<string, unknown> = {}): Promise<Invite> => {
    const { status, body } = await as(owner, 'POST', `/servers/${server.id}/invites`, terms);
    assert.equal(status, 201, JSON.stringify(body));
    return Invite.parse(body);
  };
  const accept = (who: Person | undefined, { code }: Invite) => as(who!, 'POST', `/invites/${code}/accept`);
  const members = async (): Promise<number> => (await as(owner, 'GET', `/servers/${server.id}`)).body.member_count;

  it('[VS26] answers 201 with a code, its address and its terms', async () => {
    const made = await invite({ max_uses: 3, expires_in: 60 });
    assert.match(made.code, /^[\w-]{12}$/);
    assert.equal(made.url, `http://atrium.test/invite/${made.code}`);
    assert.deepEqual([made.max_uses, made.uses, made.server_id], [3, 0, server.id]);
    assert.equal(made.expires_at, new Date(app.clock.now().getTime() + 60_000).toISOString());
    const endless = await invite();
    assert.deepEqual([endless.max_uses, endless.expires_at], [null, null]);
  });

  it('[VS26] lets who accepts in as an active member', async () => {
    const answer = await accept(guests[0], await invite());
    assert.deepEqual([answer.status, answer.body], [200, { status: 'active', server_id: server.id }]);
    const { body } = await as(guests[0]!, 'GET', `/servers/${server.id}`);
    assert.deepEqual([body.role, body.status], ['MEMBER', 'active']);
  });

  it('[VS27] admits five of thirty who accept at once when it has five uses', async () => {
    const made = await invite({ max_uses: 5 });
    const events = await listen(server.id);
    const answers = await Promise.all(guests.map((guest) => accept(guest, made)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 5);
    assert.equal(answers.filter((answer) => told(answer) === '422 invites/used_up').length, 25);
    assert.equal(await members(), 6);
    assert.equal(events.filter(({ type }) => type === 'member_changed').length, 5);
    const row = await database.db.selectFrom('invites').select('uses').where('code', '=', made.code).executeTakeFirst();
    assert.equal(row?.uses, 5);
  });

  it('[VS27] counts one use for one person, however often and how much at once they accept', async () => {
    const made = await invite({ max_uses: 2 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(guests[1], made)));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal((await accept(guests[2], made)).status, 200);
    assert.equal(told(await accept(guests[3], made)), '422 invites/used_up');
    assert.equal((await accept(guests[1], made)).status, 200);
  });

  it('[VS26] expires to the millisecond', async () => {
    const made = await invite({ expires_in: 60 });
    app.clock.advance(59_999);
    assert.equal((await accept(guests[4], made)).status, 200);
    app.clock.advance(1);
    assert.equal(told(await accept(guests[5], made)), '422 invites/expired');
  });

  it('[VS26] lets in who waits for approval', async () => {
    server = await found(owner, { access: 'approval' });
    await as(guests[6]!, 'POST', `/servers/${server.id}/join`);
    assert.equal((await accept(guests[6], await invite())).body.status, 'active');
  });

  it('[VS28] shows who holds it where it leads, and nobody else', async () => {
    const made = await invite({ max_uses: 1 });
    const preview = InvitePreview.parse((await as(guests[7]!, 'GET', `/invites/${made.code}`)).body);
    assert.deepEqual([preview.server.id, preview.server.member_count, preview.status], [server.id, 1, null]);
    assert.equal(told(await as(guests[7]!, 'GET', '/invites/abcdefghijkl')), '404 invites/not_found');
    await accept(guests[7], made);
    assert.equal((await as(guests[7]!, 'GET', `/invites/${made.code}`)).body.status, 'active');
    assert.equal(told(await as(guests[8]!, 'GET', `/invites/${made.code}`)), '422 invites/used_up');
  });

  it('[VS28] is listed while it holds, and gone once withdrawn', async () => {
    const [kept, spent, expired, withdrawn] = [
      await invite(),
      await invite({ max_uses: 1 }),
      await invite({ expires_in: 1 }),
      await invite(),
    ];
    await accept(guests[9], spent);
    app.clock.advance(1000);
    assert.equal(told(await as(owner, 'DELETE', `/servers/${server.id}/invites/${withdrawn.code}`)), '204');
    const { invites } = (await as(owner, 'GET', `/servers/${server.id}/invites`)).body;
    assert.deepEqual(
      invites.map(({ code }: Invite) => code),
      [kept.code],
    );
    for (const { code } of [withdrawn, { code: 'abcdefghijkl' }]) {
      assert.equal(told(await accept(guests[10], { code } as Invite)), '404 invites/not_found');
      assert.equal(told(await as(owner, 'DELETE', `/servers/${server.id}/invites/${code}`)), '404 invites/not_found');
    }
    assert.equal(told(await accept(guests[10], expired)), '422 invites/expired');
  });

  it('[VS28] can not be withdrawn by way of another server', async () => {
    const made = await invite();
    const other = await found(owner);
    assert.equal(told(await as(owner, 'DELETE', `/servers/${other.id}/invites/${made.code}`)), '404 invites/not_found');
    assert.equal((await accept(guests[11], made)).status, 200);
  });

  it('[VS9] pages through invites', async () => {
    const made = [];
    for (let index = 0; index < 5; index++) {
      made.push((await invite()).code);
      app.clock.advance(1);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await as(
        owner,
        'GET',
        `/servers/${server.id}/invites?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...body.invites.map(({ code }: Invite) => code));
      cursor = body.cursor;
    } while (cursor);
    assert.deepEqual(seen, made.toReversed());
  });
});
