// Builds the game into build/client. With --if-stale only when a file that it is made of has changed since.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { compressFolder } from './compress.ts';

const ROOT = path.join(import.meta.dirname, '..');
const RESULT = path.join(ROOT, 'build', 'client');
const STAMP = path.join(ROOT, 'build', 'client.stamp');
const NEXT = path.join(ROOT, 'build', `client.next.${process.pid}`);
const OLD = path.join(ROOT, 'build', `client.old.${process.pid}`);
const SOURCES = ['client', 'shared', 'art', 'vite.config.ts', 'package-lock.json', 'scripts/compress.ts'];

function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (relative: string): void => {
    const file = path.join(ROOT, relative);
    const names = readdirSync(file, { withFileTypes: true });
    for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = path.join(relative, entry.name);
      if (entry.isDirectory()) add(child);
      else if (!entry.name.includes('.test.'))
        hash
          .update(child)
          .update('\0')
          .update(readFileSync(path.join(ROOT, child)));
    }
  };
  for (const source of SOURCES) {
    if (path.extname(source)) hash.update(readFileSync(path.join(ROOT, source)));
    else add(source);
  }
  return hash.digest('hex');
}

const now = fingerprint();
const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now && existsSync(path.join(RESULT, 'index.html'));
if (!(process.argv.includes('--if-stale') && isFresh)) {
  console.log('Building the game ...');
  // Whoever calls, tests among them: what is served is the build for production.
  process.env.NODE_ENV = 'production';
  // Beside the old one, which may be served right now; then they change places.
  await build({ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn', build: { outDir: NEXT } });
  await compressFolder(NEXT);
  rmSync(OLD, { recursive: true, force: true });
  if (existsSync(RESULT)) renameSync(RESULT, OLD);
  renameSync(NEXT, RESULT);
  rmSync(OLD, { recursive: true, force: true });
  writeFileSync(STAMP, now);
}
