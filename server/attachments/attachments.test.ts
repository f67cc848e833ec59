import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { ATTACHMENT_BYTES_MAX } from '../../shared/protocol/attachments.ts';
import { Attachment } from '../../shared/protocol/chat.ts';
import { testDatabase } from '../../test/harness/database.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { chatApp, told } from '../chat/test-support.ts';
import { transaction } from '../db/transaction.ts';
import type { Cast, Person } from '../virtual-servers/test-support.ts';
import { createAttachmentPort } from './attachment-port.ts';
import { findAttachment } from './attachments.repository.ts';
import { createDiskStorage } from './storage-disk.ts';
import { createS3Storage } from './storage-s3.ts';
import { createSweeper } from './sweeper.ts';
import { EICAR, S3_BUCKET, S3_KEYS, S3_REGION, startBucket, startClamd } from './test-support.ts';

const NOBODY = '01900000-0000-7000-8000-000000000000';
const PDF = Buffer.from('%PDF-1.4\ntrailer\n%%EOF\n');
const HOUR_MS = 60 * 60 * 1000;
/** As a browser asks for what it has; `fetch` would ask for it anew. */
const AGAIN = { 'cache-control': 'max-age=0' };

type Chats = ReturnType<typeof chatApp>;

/** Sends files as a browser does. */
function uploader({ as }: Chats) {
  return (person: Person, serverId: string, bytes: Uint8Array | string, name = 'file.txt', field = 'file') => {
    const form = new FormData();
    form.append(field, new Blob([bytes as BlobPart], { type: 'image/png' }), name);
    return as(person, 'POST', `/servers/${serverId}/chat/attachments`, form);
  };
}
const counter = (database: ReturnType<typeof testDatabase>) => async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from attachments`.execute(database.db);
  return rows[0]!.count;
};
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 300, channels: 3, background: '#c0ffee' } })
    .png()
    .toBuffer();

describe('attachments', () => {
  const database = testDatabase();
  const chats = chatApp(database);
  const { app, as, cast, send, said, channel, person, later } = chats;
  const upload = uploader(chats);
  const rows = counter(database);
  let people: Cast;
  let serverId: string;
  before(async () => {
    people = await cast('files');
    serverId = people.server.id;
  });
  const uploaded = async (
    owner: Person,
    bytes: Uint8Array | string = 'some text',
    name?: string,
  ): Promise<Attachment> => {
    const { status, body } = await upload(owner, serverId, bytes, name);
    assert.equal(status, 201, JSON.stringify(body));
    return Attachment.parse(body);
  };
  const raw = (reader: Person, url: string, headers: Record<string, string> = {}) =>
    fetch(app.url + url, { headers: { authorization: `Bearer ${reader.token}`, ...headers } });
  const read = async (reader: Person, url: string): Promise<string> => {
    const answer = await raw(reader, url);
    if (answer.ok) return `${answer.status} ${(await answer.arrayBuffer()).byteLength}`;
    return told({ status: answer.status, headers: answer.headers, body: await answer.json() });
  };
  const stored = async (): Promise<string[]> => {
    const entries = await readdir(path.join(app.config.dataDir, 'attachments'), {
      recursive: true,
      withFileTypes: true,
    });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  const attach = (owner: Person, ids: string[], fields: Record<string, unknown> = {}) =>
    send(owner, serverId, { attachment_ids: ids, ...fields });

  describe('going up', () => {
    it('[AT1] answers with what was found in the bytes', async () => {
      const image = await uploaded(people.member, await picture(), 'Grüße 📎.jpg');
      const url = `/api/v1/servers/${serverId}/chat/attachments/${image.id}`;
      const { id: _, file_size, ...found } = image;
      assert.deepEqual(found, {
        ...{ file_name: 'Grüße 📎.png', file_type: 'image/png', width: 600, height: 300 },
        ...{ url, thumbnail_url: `${url}/thumbnail` },
      });
      assert.equal(await read(people.member, url), `200 ${file_size}`);
      const text = await uploaded(people.member, 'Grüße', 'notes.md');
      assert.deepEqual(
        [text.file_name, text.file_size, text.file_type, text.width, text.height, text.thumbnail_url],
        ['notes.md', 7, 'text/plain', null, null, null],
      );
      assert.equal((await uploaded(people.member, PDF, 'a.pdf')).file_type, 'application/pdf');
    });

    it('[AT1] takes 10 MiB to the byte, and not one more', async () => {
      const most = Buffer.alloc(ATTACHMENT_BYTES_MAX, 'a');
      assert.equal((await uploaded(people.member, most)).file_size, ATTACHMENT_BYTES_MAX);
      const before = await rows();
      assert.equal(told(await upload(people.member, serverId, Buffer.alloc(most.length + 1, 'a'))), '413 too_large');
      assert.equal(await rows(), before);
    });

    it('[AT1] takes one file in the field "file", and no other way', async () => {
      const to = `/servers/${serverId}/chat/attachments`;
      const two = new FormData();
      for (const name of ['a.txt', 'b.txt']) two.append('file', new Blob(['x']), name);
      const text = new FormData();
      text.append('file', 'no file');
      const before = await rows();
      for (const body of [two, text, {}]) {
        assert.equal(told(await as(people.member, 'POST', to, body)), '400 attachments/missing');
      }
      assert.equal(told(await upload(people.member, serverId, '')), '400 attachments/missing', 'of no bytes');
      assert.equal(told(await upload(people.member, serverId, 'x', 'a.txt', 'other')), '400 invalid');
      assert.equal(await rows(), before);
    });

    it('[AT2] refuses what is no picture, text or PDF, whatever it is called, and stores nothing', async () => {
      const before = [await rows(), await stored()];
      const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
      for (const [bytes, name] of [
        [Buffer.from('MZ\x90\0\x03\0', 'latin1'), 'photo.png'],
        [Buffer.from('PK\x03\x04\0\0', 'latin1'), 'notes.txt'],
        [
          await sharp(await picture())
            .tiff()
            .toBuffer(),
          'photo.jpg',
        ],
        [svg, 'drawing.png'],
        ['<html><script>alert(1)</script></html>', 'page.pdf'],
        ['a\0b', 'notes.txt'],
      ] as const) {
        assert.equal(told(await upload(people.member, serverId, bytes, name)), '415 attachments/unsupported', name);
      }
      assert.equal(told(await upload(people.member, serverId, 'GIF89a/*\0*/=1;alert(1)')), '422 attachments/damaged');
      const archive = Buffer.concat([PDF, Buffer.from('PK\x05\x06'), Buffer.alloc(18)]);
      assert.equal(told(await upload(people.member, serverId, archive, 'a.pdf')), '422 attachments/damaged');
      assert.deepEqual([await rows(), await stored()], before);
    });

    it('[AT4] takes no path from a name, in whatever way it is written', async () => {
      for (const name of ['../../x', '..\\..\\x', '/etc/x', 'a/../../x', '..%2f..%2fx']) {
        const { file_name } = await uploaded(people.member, 'x', name);
        assert.match(file_name, /^(\.\.)?[^/\\]*x\.txt$/, name);
      }
      assert.ok((await stored()).every((name) => /^[0-9a-f]{32}$/.test(name)));
    });

    it('[AT25] is for members whom nobody has muted', async () => {
      const to = (who: Person, server = serverId) => upload(who, server, 'x').then(told);
      assert.equal(await to(people.stranger), '403 servers/not_a_member');
      assert.equal(await to(people.pending), '403 servers/approval_pending');
      assert.equal(await to(people.member, NOBODY), '404 servers/not_found');
      const muted = `/servers/${serverId}/mutes/${people.member.id}`;
      assert.equal((await as(people.moderator, 'PUT', muted, { minutes: 5 })).status, 200);
      assert.equal(await to(people.member), '403 chat/muted');
      assert.equal((await as(people.moderator, 'DELETE', muted)).status, 204);
      assert.equal(await to(people.member), '201');
    });
  });

  describe('reading', () => {
    it('[AT17] is for the sender alone before the file is sent; for all others it is not there', async () => {
      const { id, url, thumbnail_url } = await uploaded(people.member, await picture());
      assert.match(await read(people.member, url), /^200 /);
      assert.match(await read(people.member, thumbnail_url!), /^200 /);
      const other = await chats.found(people.member);
      const elsewhere = `/api/v1/servers/${other.id}/chat/attachments/${id}`;
      for (const [who, at] of [
        ...[people.owner, people.admin, people.moderator].flatMap((who) => [
          [who, url] as const,
          [who, thumbnail_url!] as const,
        ]),
        [people.member, elsewhere],
        [people.member, url.replace(id, NOBODY)],
      ] as const) {
        assert.equal(await read(who, at), '404 attachments/not_found');
      }
      const headersOf = async (at: string) => {
        const { headers } = await raw(people.owner, at);
        return [...headers.keys()].filter((name) => !/^(date|x-request-id|ratelimit)/.test(name));
      };
      assert.deepEqual(await headersOf(url), await headersOf(url.replace(id, NOBODY)), 'in one shape');
      assert.equal(await read(people.stranger, url), '403 servers/not_a_member');
      assert.equal((await fetch(app.url + url)).status, 401);
      assert.equal(
        await read(people.member, (await uploaded(people.member)).url.concat('/thumbnail')),
        '404 attachments/not_found',
      );
    });

    it('[AT18] is for whoever may read the message that it was sent with, and ends with the message', async () => {
      const secret = await channel(people.owner, serverId, { name: 'secret', is_private: true });
      const members = `/servers/${serverId}/channels/${secret.id}/members`;
      assert.ok((await as(people.owner, 'POST', members, { user_id: people.moderator.id })).status < 300);
      const file = await uploaded(people.owner);
      const fields = { scope: 'channel', channel_id: secret.id };
      const message = (await attach(people.owner, [file.id], fields)).body;
      assert.equal(await read(people.owner, file.url), '200 9');
      assert.equal(await read(people.moderator, file.url), '200 9');
      assert.equal(await read(people.member, file.url), '404 attachments/not_found');
      const open = await uploaded(people.owner);
      const shown = (await attach(people.owner, [open.id])).body;
      assert.equal(await read(people.member, open.url), '200 9');
      for (const { id } of [message, shown]) {
        assert.ok((await as(people.owner, 'DELETE', `/servers/${serverId}/chat/${id}`)).status < 300);
      }
      for (const { url } of [file, open]) assert.equal(await read(people.owner, url), '404 attachments/not_found');
    });

    it('[AT18] works between two people through any server that they share', async () => {
      const file = await uploaded(people.admin);
      const direct = await attach(people.admin, [file.id], { scope: 'direct', target_user_id: people.member.id });
      assert.equal(direct.status, 201, JSON.stringify(direct.body));
      assert.equal(await read(people.member, direct.body.attachments[0].url), '200 9');
      assert.equal(await read(people.owner, file.url), '404 attachments/not_found');
    });

    it('[AT19] is answered so that nothing in the file can run, and nothing is kept for others', async () => {
      for (const [bytes, name, type] of [
        ['<script>alert(1)</script>', 'a "b"; é\r\n.html', 'text/plain; charset=utf-8'],
        [PDF, 'é.pdf', 'application/pdf'],
        [await picture(), 'x.html', 'image/png'],
      ] as const) {
        const { url, thumbnail_url, file_name } = await uploaded(people.member, bytes, name);
        const { status, headers } = await raw(people.member, url);
        assert.deepEqual([status, headers.get('content-type')], [200, type]);
        const disposition = headers.get('content-disposition')!;
        assert.match(disposition, /^attachment; filename="[ !#-~]+"; filename\*=UTF-8''[\w%.!~-]+$/);
        assert.equal(decodeURIComponent(disposition.split("''")[1]!), file_name);
        assert.equal(headers.get('x-content-type-options'), 'nosniff');
        assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
        assert.equal(headers.get('cache-control'), 'private, no-cache');
        const again = await raw(people.member, url, { ...AGAIN, 'if-none-match': headers.get('etag')! });
        assert.deepEqual([again.status, (await again.arrayBuffer()).byteLength], [304, 0]);
        if (!thumbnail_url) continue;
        const small = await raw(people.member, thumbnail_url);
        assert.deepEqual(
          [small.headers.get('content-type'), small.headers.get('content-security-policy')],
          [...['image/webp', "default-src 'none'; sandbox"]],
        );
        assert.notEqual(small.headers.get('etag'), headers.get('etag'));
        const { width, height } = await sharp(await small.bytes()).metadata();
        assert.deepEqual([width, height], [480, 240]);
      }
    });

    it('[AT19] answers for bytes that were lost as for a file that is not there', async () => {
      const { id, url } = await uploaded(people.member, 'soon lost');
      const { storage_key } = (await findAttachment(app.db, id))!;
      await createDiskStorage(path.join(app.config.dataDir, 'attachments')).remove(storage_key);
      const shapeOf = async (at: string) => {
        const { status, headers } = await raw(people.member, at);
        return [status, ...['content-type', 'cache-control', 'content-disposition'].map((name) => headers.get(name))];
      };
      assert.deepEqual(await shapeOf(url), [404, 'application/json; charset=utf-8', null, null]);
      assert.deepEqual(await shapeOf(url), await shapeOf(url.replace(id, NOBODY)));
    });

    it('[AT19] tells nobody without the right to read that they have the file already', async () => {
      const { url } = await uploaded(people.member);
      const etag = (await raw(people.member, url)).headers.get('etag')!;
      assert.equal((await raw(people.owner, url, { ...AGAIN, 'if-none-match': etag })).status, 404);
    });
  });

  describe('with a message', () => {
    it('[AT20] go in the order in which they are named, also without words, and stand in the history', async () => {
      const files = await Promise.all(
        ['one', 'two', 'three'].map((text) => uploaded(people.member, text, `${text}.txt`)),
      );
      const order = [files[2]!, files[0]!, files[1]!];
      const ids = order.map(({ id }) => id);
      const { status, body } = await attach(people.member, ids);
      assert.equal(status, 201, JSON.stringify(body));
      assert.deepEqual(body.attachments, order);
      const history = await as(people.owner, 'GET', `/servers/${serverId}/chat/history?scope=global&limit=1`);
      assert.deepEqual(history.body.messages[0].attachments, order);
    });

    it('[AT21] go with one message only, of their sender, through their server, each once', async () => {
      const file = await uploaded(people.member);
      const mine = await uploaded(people.owner);
      const other = await chats.found(people.member);
      const before = (await as(people.owner, 'GET', `/servers/${serverId}/chat/history?scope=global&limit=1`)).body;
      for (const ids of [[NOBODY], [mine.id], [file.id, mine.id], [file.id, NOBODY]]) {
        assert.equal(told(await attach(people.member, ids)), '404 attachments/not_found');
      }
      assert.notEqual((await attach(people.member, [file.id, file.id])).status, 201);
      const elsewhere = await send(people.member, other.id, { attachment_ids: [file.id] });
      assert.equal(told(elsewhere), '404 attachments/not_found');
      const after = (await as(people.owner, 'GET', `/servers/${serverId}/chat/history?scope=global&limit=1`)).body;
      assert.deepEqual(after, before, 'nothing of the message is kept');
      assert.equal((await attach(people.member, [file.id])).status, 201, 'it was left as it was');
      assert.equal(told(await attach(people.member, [file.id])), '404 attachments/not_found');
    });

    it('[AT21] go with one of many messages that name them at once', async () => {
      const sender = await person('racing');
      assert.ok(
        (await as(people.owner, 'POST', `/servers/${serverId}/members`, { user_id: sender.id, role: 'MEMBER' }))
          .status < 300,
      );
      const files = await Promise.all(['a', 'b'].map((text) => uploaded(sender, text)));
      const ids = files.map(({ id }) => id);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => attach(sender, index % 2 ? ids : ids.toReversed())),
      );
      const outcomes = answers.map(told).sort();
      assert.deepEqual(outcomes, ['201', ...Array.from({ length: 9 }, () => '404 attachments/not_found')]);
    });

    it('[AT21] go with one of two messages that two processes write at once', async () => {
      const { db, clock } = app;
      const port = createAttachmentPort({ db, clock, sweepSoon: () => {} });
      const messages = [await said(people.owner, serverId, 'one'), await said(people.owner, serverId, 'two')];
      const ids = [(await uploaded(people.member)).id, (await uploaded(people.member)).id];
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          transaction(db, (tx) => {
            const options = { ids: index % 3 ? ids : ids.toReversed(), userId: people.member.id, serverId };
            return port.claim(tx, { ...options, messageId: messages[index % 2]!.id });
          }),
        ),
      );
      assert.equal(claims.filter((isClaimed) => isClaimed).length, 1);
      const files = await port.ofMessages(messages);
      assert.equal([...files.values()].flat().length, 2);
      assert.equal(files.size, 1);
    });

    it('[AT22] leave with it: row and bytes', async () => {
      const before = [await rows(), (await stored()).length];
      const file = await uploaded(people.member, await picture());
      assert.deepEqual([await rows(), (await stored()).length], [before[0]! + 1, before[1]! + 2]);
      const { body } = await attach(people.member, [file.id], { content: 'look' });
      assert.ok((await as(people.member, 'DELETE', `/servers/${serverId}/chat/${body.id}`)).status < 300);
      let now: number[] = [];
      await eventually(() => {
        void Promise.all([rows(), stored()]).then(([count, names]) => (now = [count, names.length]));
        return now[0] === before[0] && now[1] === before[1];
      });
    });
  });

  // The last one, since the tokens of all others end meanwhile.
  describe('in time', () => {
    it('[AT23] can be sent and read for 24 hours, to the millisecond', async () => {
      const [kept, late] = [await uploaded(people.member), await uploaded(people.member)];
      await later(24 * HOUR_MS - 1, people.member);
      assert.equal(await read(people.member, late.url), '200 9');
      assert.equal((await attach(people.member, [kept.id])).status, 201);
      await later(1, people.member);
      assert.equal(await read(people.member, late.url), '404 attachments/not_found');
      assert.equal(told(await attach(people.member, [late.id])), '404 attachments/not_found');
      assert.equal(await read(people.member, kept.url), '200 9');
      assert.equal((await said(people.member, serverId, 'goes on')).content, 'goes on');
    });
  });
});

describe('attachments under a limit', () => {
  const database = testDatabase();
  const chats = chatApp(database, { RATE_LIMITS: 'on', LIMIT_UPLOADS_PER_HOUR: '3' });
  it('[AT26] go up so many times an hour, per account', async () => {
    const [ada, bea] = [await chats.person('ada'), await chats.person('bea')];
    const { id } = await chats.found(ada);
    const upload = uploader(chats);
    for (let count = 0; count < 3; count++) assert.equal((await upload(ada, id, 'x')).status, 201);
    const { status, headers } = await upload(ada, id, 'x');
    assert.equal(status, 429);
    assert.ok(Number(headers.get('retry-after')) > 3000);
    const other = await chats.found(bea);
    assert.equal((await upload(bea, other.id, 'x')).status, 201);
  });
});

describe('attachments, a scanner and a bucket', () => {
  const environment: Record<string, string> = {};
  let clamd: Awaited<ReturnType<typeof startClamd>>;
  let bucket: Awaited<ReturnType<typeof startBucket>>;
  before(async () => {
    clamd = await startClamd();
    bucket = await startBucket();
    environment.CLAMD_ADDRESS = `127.0.0.1:${clamd.address.port}`;
    Object.assign(environment, {
      ...{ S3_ENDPOINT: bucket.endpoint, S3_BUCKET, S3_REGION },
      ...{ S3_ACCESS_KEY_ID: S3_KEYS.accessKeyId, S3_SECRET_ACCESS_KEY: S3_KEYS.secretAccessKey },
    });
  });
  after(() => bucket.stop());
  const database = testDatabase();
  const chats = chatApp(database, environment);
  const rows = counter(database);
  const upload = uploader(chats);
  describe('together', () => {
    let ada: Person;
    let serverId: string;
    before(async () => {
      ada = await chats.person('ada');
      serverId = (await chats.found(ada)).id;
    });

    it('[AT15] lie in the bucket and come from there', async () => {
      const { status, body } = await upload(ada, serverId, await picture(), 'x.png');
      assert.equal(status, 201);
      assert.equal(bucket.objects.size, 2);
      const answer = await fetch(chats.app.url + body.url, { headers: { authorization: `Bearer ${ada.token}` } });
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'image/png']);
      assert.equal((await answer.bytes()).length, body.file_size);
    });

    it('[AT16] are refused where the bucket does not take them, and what may be left is swept', async () => {
      const before = await rows();
      bucket.state.fault = 403;
      const { status, headers, body } = await upload(ada, serverId, 'x');
      assert.equal(told({ status, headers, body }), '503 unavailable');
      assert.doesNotMatch(JSON.stringify(body), /127\.0\.0\.1|Refused|the-id/);
      // The bytes could not be asked to go either: the row says what there may be.
      assert.equal(await rows(), before + 1);
      bucket.state.fault = undefined;
      await chats.later(24 * HOUR_MS, ada);
      const { db, clock, logger, config } = chats.app;
      await createSweeper({ db, clock, logger, storage: createS3Storage(config.s3!) }).stop();
      assert.deepEqual([await rows(), bucket.objects.size], [0, 0], 'with what was not sent');
    });

    it('[AT16] leave nothing where the bucket takes no more of them', async () => {
      const before = [await rows(), bucket.objects.size];
      Object.assign(bucket.state, { fault: 507, faultOf: /PUT/ });
      assert.equal(told(await upload(ada, serverId, await picture(), 'x.png')), '503 unavailable');
      Object.assign(bucket.state, { fault: undefined, faultOf: /^/ });
      assert.deepEqual([await rows(), bucket.objects.size], before);
    });

    it('[AT11] are refused with a virus, before anything of them is stored', async () => {
      const before = [await rows(), bucket.objects.size];
      assert.equal(told(await upload(ada, serverId, EICAR)), '422 attachments/infected');
      const inPdf = Buffer.concat([PDF.subarray(0, 9), Buffer.from(EICAR), PDF.subarray(9)]);
      assert.equal(told(await upload(ada, serverId, inPdf, 'a.pdf')), '422 attachments/infected');
      const inPicture = Buffer.concat([await picture(), Buffer.from(EICAR)]);
      assert.equal(told(await upload(ada, serverId, inPicture, 'a.png')), '422 attachments/infected', 'as it was sent');
      assert.deepEqual([await rows(), bucket.objects.size], before);
    });

    it('[AT12] are never stored unscanned', async () => {
      const before = [await rows(), bucket.objects.size];
      await clamd.stop();
      const { status, headers, body } = await upload(ada, serverId, 'clean');
      assert.equal(told({ status, headers, body }), '503 unavailable');
      assert.ok(headers.get('retry-after'));
      assert.deepEqual([await rows(), bucket.objects.size], before);
    });
  });
});
