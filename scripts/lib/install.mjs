// Runs on whatever Node the machine has (20 or later), before anything is installed: no dependencies, no TypeScript.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const STAMP = path.join(ROOT, 'node_modules', '.installed');
const OLDEST_NODE = 20;

/** Installs what package-lock.json names, unless that very file was installed already. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    console.error(`AtriumVerse needs Node ${OLDEST_NODE} or later to start; this is ${process.version}.`);
    process.exit(1);
  }
  const lock = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock && existsSync(node24())) return;
  console.log('Installing what is missing (once, about a minute) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (process.env.NODE_ENV === 'production') args.push('--omit=dev');
  const { status } = spawnSync(npm, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error('The installation failed; the lines above say why. Is the npm registry within reach?');
    process.exit(status ?? 1);
  }
  if (!existsSync(node24())) {
    console.error(
      'The npm package "node" has brought no Node for this system. Install Node 24 and run server/main.ts with it.',
    );
    process.exit(1);
  }
  writeFileSync(STAMP, lock);
}

/** The Node that the project brings along and that everything else runs on. */
export const node24 = () =>
  path.join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Node 24 and the project's tools first on the PATH. */
export const environment = (extra = {}) => ({
  ...process.env,
  PATH: [path.dirname(node24()), path.join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter),
  ...extra,
});
