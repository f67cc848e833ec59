import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { AppError } from '../platform/errors.ts';
import { createScanner } from './clamd.ts';
import { EICAR, startClamd } from './test-support.ts';

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

describe('the virus scanner', () => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it('[AT11] is sent every byte of a file, and says whether it is clean', async () => {
    const clamd = await startClamd();
    stops.push(clamd.stop);
    const scan = createScanner(clamd.address);
    const bytes = Buffer.alloc(3_000_001, 'abc');
    assert.equal(await scan(bytes), 'clean');
    assert.deepEqual(clamd.seen[0], bytes);
    assert.equal(await scan(Buffer.concat([bytes, Buffer.from(EICAR)])), 'infected');
  });

  const answers: [name: string, answer: string | undefined][] = [
    ['an error', 'INSTREAM size limit exceeded. ERROR\0'],
    ['nothing', undefined],
    ['half an answer', 'stream: O'],
    ['something else', 'HTTP/1.1 200 OK\r\n\0'],
    ['a name that only looks clean', 'stream: OK FOUND ERROR\0'],
    ['no end of it', 'x'.repeat(100_000)],
  ];
  for (const [name, answer] of answers) {
    it(`[AT12] that answers ${name} has cleared nothing`, async () => {
      const server: Server = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => (answer === undefined ? socket.destroy() : socket.end(answer)));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      stops.push(() => server.close());
      const { port } = server.address() as AddressInfo;
      await assert.rejects(createScanner({ host: '127.0.0.1', port })(Buffer.alloc(500_000)), isUnavailable);
      await new Promise((resolve) => server.close(resolve));
      await assert.rejects(createScanner({ host: '127.0.0.1', port })(Buffer.from('x')), isUnavailable, 'gone');
    });
  }
});
