// What stands around attachments, small and real: a virus scanner and a bucket that speak their protocols.

import { createHash, createHmac } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The text that every scanner takes for a virus, written so that none takes this file for one. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('-');

/** INSTREAM of clamd: chunks with their length before them, until one of none. */
export async function startClamd() {
  const seen: Buffer[] = [];
  const server = createServer((socket) => {
    let come = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      come = Buffer.concat([come, data]);
      const command = come.indexOf(0);
      if (command < 0) return;
      if (come.subarray(0, command).toString() !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0');
      const chunks: Buffer[] = [];
      for (let at = command + 1; at + 4 <= come.length; ) {
        const length = come.readUInt32BE(at);
        if (length === 0) {
          const bytes = Buffer.concat(chunks);
          seen.push(bytes);
          return void socket.end(bytes.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
        }
        chunks.push(come.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { host: '127.0.0.1', port },
    /** What was scanned. */
    seen,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export const S3_KEYS = { accessKeyId: 'the-id', secretAccessKey: 'the-secret' };
export const S3_REGION = 'eu-test-1';
export const S3_BUCKET = 'files';

/** A bucket that takes what is signed (AWS Signature Version 4) with `S3_KEYS`, and nothing else. */
export async function startBucket() {
  const objects = new Map<string, { bytes: Buffer; type: string }>();
  const state: { fault: number | undefined; faultOf: RegExp } = { fault: undefined, faultOf: /^/ };
  const server = createHttpServer(async (req, res) => {
    const body = await buffer(req);
    const answer = (status: number, code: string) =>
      res.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
    const { pathname } = new URL(req.url ?? '/', 'http://bucket');
    if (!isSigned(req, body)) return answer(403, 'SignatureDoesNotMatch');
    if (state.fault !== undefined && state.faultOf.test(req.method ?? '')) return answer(state.fault, 'Refused');
    if (!pathname.startsWith(`/${S3_BUCKET}/`)) return answer(404, 'NoSuchBucket');
    const found = objects.get(pathname);
    if (req.method === 'PUT') {
      objects.set(pathname, { bytes: body, type: String(req.headers['content-type']) });
      res.writeHead(200, { etag: '"x"' }).end();
    } else if (req.method === 'DELETE') {
      objects.delete(pathname);
      res.writeHead(204).end();
    } else if (!found) answer(404, 'NoSuchKey');
    else res.writeHead(200, { 'content-type': found.type, 'content-length': found.bytes.length }).end(found.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    /** `fault`: the status that calls of the methods `faultOf` are answered with. */
    state,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function isSigned(req: IncomingMessage, body: Buffer): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      req.headers.authorization ?? '',
    );
  const [, id, day = '', region = '', names = '', signature] = found ?? [];
  const hash = String(req.headers['x-amz-content-sha256']);
  if (id !== S3_KEYS.accessKeyId || region !== S3_REGION || hash !== sha256(body)) return false;
  const { pathname, searchParams } = new URL(req.url ?? '/', 'http://bucket');
  const query = [...searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(req.headers[name]).trim()}\n`);
  const canonical = [req.method, pathname, query, headers.join(''), names, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', req.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${S3_KEYS.secretAccessKey}`, day));
  return hmac(key, toSign).toString('hex') === signature;
}
