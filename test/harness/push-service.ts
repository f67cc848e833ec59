// A push service as browsers have one, and browsers that subscribed there: it takes what the server posts, and tells what
// only the browser could: whether it is signed as RFC 8292 asks, and what it says once it is decrypted (RFC 8291).

import assert from 'node:assert/strict';
import { createECDH, createPublicKey, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import type { PushPayload } from '../../shared/protocol/push.ts';

type Ece = { decrypt(body: Buffer, options: Record<string, unknown>): Buffer };
const ece = createRequire(import.meta.url)('http_ece') as Ece;

export type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer };
export type PushBrowser = {
  /** What the browser gives the page. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  pushed: Pushed[];
  /** What came, decrypted. */
  payloads(): PushPayload[];
};
export type PushService = Awaited<ReturnType<typeof openPushService>>;

export async function openPushService() {
  const browsers = new Map<string, PushBrowser>();
  const answers = new Map<string, (number | 'hang' | 'break')[]>();
  const open = { now: 0, most: 0 };
  const strays: string[] = [];
  const held: (() => void)[] = [];
  let holding = false;
  const server = createServer((req, res) => {
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    res.once('close', () => {
      open.now -= 1;
    });
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const path = req.url!;
      if (!browsers.has(path)) strays.push(path);
      browsers.get(path)?.pushed.push({ path, headers: req.headers, body: Buffer.concat(chunks) });
      const answer = answers.get(path)?.shift() ?? 201;
      const finish = () => {
        if (answer === 'break') req.socket.destroy();
        else if (answer !== 'hang')
          res.writeHead(answer, answer < 400 && answer >= 300 ? { location: '/moved' } : {}).end('words');
      };
      if (holding) held.push(finish);
      else finish();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  return {
    /** For `PUSH_HOSTS`. */
    host,
    origin,
    /** What came to addresses of no browser. */
    strays,
    /** Requests that were open at once. */
    open,
    browser(): PushBrowser {
      const keys = createECDH('prime256v1');
      const p256dh = keys.generateKeys().toString('base64url');
      const auth = randomBytes(16).toString('base64url');
      const path = `/push/${randomBytes(16).toString('base64url')}`;
      const browser: PushBrowser = {
        subscription: { endpoint: origin + path, keys: { p256dh, auth } },
        pushed: [],
        payloads: () =>
          browser.pushed.map(({ body }) =>
            JSON.parse(
              ece.decrypt(body, { version: 'aes128gcm', privateKey: keys, authSecret: auth }).toString('utf8'),
            ),
          ),
      };
      browsers.set(path, browser);
      return browser;
    },
    /** What this browser's next notifications are answered with, instead of 201. */
    answer({ subscription }: PushBrowser, ...statuses: (number | 'hang' | 'break')[]): void {
      answers.set(new URL(subscription.endpoint).pathname, statuses);
    },
    /** Answers nothing until it is let go. */
    hold(): void {
      holding = true;
    },
    letGo(): void {
      holding = false;
      for (const finish of held.splice(0)) finish();
    },
    /** The claims of a request's signature, which must be by this public key and for this service. */
    verify({ headers }: Pushed, publicKey: string): jwt.JwtPayload {
      const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
      assert.equal(key, publicKey);
      const point = Buffer.from(publicKey, 'base64url');
      const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
      const pem = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      });
      return jwt.verify(token!, pem, { algorithms: ['ES256'], audience: origin }) as jwt.JwtPayload;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
