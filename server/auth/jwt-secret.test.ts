import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ConfigError } from '../platform/config.ts';
import { loadJwtSecret } from './jwt-secret.ts';

describe('the secret of access tokens', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'atriumverse-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('[AU23] is made once, kept for its owner alone, and the same for all who start at once', async () => {
    const dataDir = path.join(folder, 'data');
    const config = { jwtSecret: undefined, dataDir };
    const secrets = await Promise.all(Array.from({ length: 10 }, () => loadJwtSecret(config)));
    assert.equal(new Set(secrets).size, 1);
    assert.equal(secrets[0]?.length, 64);
    assert.equal(await loadJwtSecret(config), secrets[0]);
    assert.deepEqual(await readdir(dataDir), ['jwt-secret']);
    assert.equal((await stat(path.join(dataDir, 'jwt-secret'))).mode & 0o777, 0o600);
  });

  it('[AU23] is closed to others again when someone opened it', async () => {
    const file = path.join(folder, 'jwt-secret');
    await writeFile(file, 'x'.repeat(40), { mode: 0o644 });
    assert.equal(await loadJwtSecret({ jwtSecret: undefined, dataDir: folder }), 'x'.repeat(40));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
  });

  it('[AU23] stops the start when its file is damaged, naming it', async () => {
    await writeFile(path.join(folder, 'jwt-secret'), '');
    await assert.rejects(
      loadJwtSecret({ jwtSecret: undefined, dataDir: folder }),
      (error) => error instanceof ConfigError && error.message.includes(path.join(folder, 'jwt-secret')),
    );
  });

  it('[AU23] comes from JWT_SECRET where that is set, and then no file is made', async () => {
    assert.equal(await loadJwtSecret({ jwtSecret: 'given', dataDir: folder }), 'given');
    assert.deepEqual(await readdir(folder), []);
  });
});
