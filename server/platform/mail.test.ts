import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { createMailer } from './mail.ts';
import { letter } from './mail-letter.ts';

const LINK = 'http://atrium.test/reset-password?token=abc&x=1';
const content = letter({
  subject: 'Choose a new pässword',
  greeting: 'Hello <b>Ada</b> & "friends",',
  paragraphs: ['One.', 'Two.'],
  action: { label: 'Choose', link: LINK },
  ending: 'Bye.',
});

/** Speaks as much of SMTP as it takes to be given a mail. */
async function fakeSmtp() {
  const sessions: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let heard = '';
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      heard += bytes;
      if (inData) {
        if (!heard.endsWith('\r\n.\r\n')) return;
        inData = false;
        sessions.push(heard);
        socket.write('250 taken\r\n');
      } else if (/^EHLO/im.test(String(bytes))) socket.write('250-test\r\n250 SIZE 1000000\r\n');
      else if (/^DATA/im.test(String(bytes))) {
        inData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/im.test(String(bytes))) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `smtp://127.0.0.1:${port}`, sessions, close };
}

describe('mail', () => {
  let dataDir: string;
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  beforeEach(async () => {
    lines.length = 0;
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-mail-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));
  const mailer = (smtpUrl?: string) =>
    createMailer({ config: { smtpUrl, mailFrom: 'Atrium <no-reply@atrium.test>', dataDir }, logger });

  it('[AU24] is written to the outbox, for its owner alone, and its link to the log, where there is no SMTP', async () => {
    const outbox = mailer();
    await outbox.send({ to: 'ada@example.org', ...content });
    await outbox.send({ to: 'eve@example.org', ...content });
    outbox.close();
    const folder = path.join(dataDir, 'outbox');
    const files = (await readdir(folder)).sort();
    assert.equal(files.length, 2);
    assert.ok(files.every((file) => file.endsWith('.eml')));
    const file = path.join(folder, files[0] as string);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const text = await readFile(file, 'utf8');
    assert.match(text, /^From: Atrium <no-reply@atrium\.test>\r$/m);
    assert.match(text, /^To: ada@example\.org\r$/m);
    assert.match(text, /^Content-Type: multipart\/alternative/m);
    const told = lines.map((line) => JSON.parse(line));
    assert.deepEqual(
      told.map(({ to, link }) => [to, link]),
      [
        ['ada@example.org', LINK],
        ['eve@example.org', LINK],
      ],
    );
  });

  it('[AU24] goes by SMTP where that is configured', async () => {
    const smtp = await fakeSmtp();
    try {
      const sender = mailer(smtp.url);
      await sender.send({ to: 'ada@example.org', ...content });
      sender.close();
      assert.equal(smtp.sessions.length, 1);
      assert.match(smtp.sessions[0] as string, /MAIL FROM:<no-reply@atrium\.test>[\s\S]*RCPT TO:<ada@example\.org>/);
      await assert.rejects(readdir(path.join(dataDir, 'outbox')), { code: 'ENOENT' });
      assert.deepEqual(lines, []);
    } finally {
      smtp.close();
    }
  });

  it('[AU24] that can not be delivered is an error of the sender, soon', async () => {
    const smtp = await fakeSmtp();
    smtp.close();
    await assert.rejects(mailer(smtp.url).send({ to: 'ada@example.org', ...content }), { code: 'ESOCKET' });
  });

  it('[AU24] says the same as text and as HTML, in which nothing of it is markup', () => {
    for (const part of ['One.', 'Two.', 'Choose', 'Bye.', LINK]) assert.ok(content.text.includes(part), part);
    assert.ok(content.html.includes('Hello &#60;b&#62;Ada&#60;/b&#62; &#38; &#34;friends&#34;,'));
    assert.ok(content.html.includes('href="http://atrium.test/reset-password?token=abc&#38;x=1"'));
    assert.ok(!content.html.includes('<b>'));
    assert.ok(!/<img|src=|https?:\/\/(?!atrium\.test)/.test(content.html), 'nothing is loaded from elsewhere');
  });
});
