// `npm test`: sets up what the tests need, then runs every check. The last line is "N passed, N failed".
// With CI=true or --strict nothing may be left out: what can not run is a failure.

import { spawnSync } from 'node:child_process';
import { ensureInstalled, environment, node24, ROOT } from './lib/install.mjs';
import { ensurePackages } from './lib/packages.mjs';

ensureInstalled();
const strict = process.env.CI === 'true' || process.argv.includes('--strict');
const missing = ensurePackages();

let passed = 0;
let failed = 0;
const notes = [];

/** A tool that is right or wrong as a whole counts as one; a test run counts its tests. */
function check(title, args, { counts = false, env = {} } = {}) {
  console.log(`\n--- ${title}`);
  const began = Date.now();
  const run = spawnSync(node24(), args, {
    cwd: ROOT,
    env: environment({ NODE_ENV: 'test', ...env }),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', counts ? 'pipe' : 'inherit', 'inherit'],
  });
  if (counts) process.stdout.write(run.stdout ?? '');
  const count = (word) => Number(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'm').exec(run.stdout ?? '')?.[1] ?? 0);
  const good = counts ? count('passing') : Number(run.status === 0);
  let bad = counts ? count('failing') : Number(run.status !== 0);
  const pending = counts ? count('pending') : 0;
  if (run.status !== 0 && bad === 0) bad = 1;
  if (counts && good === 0 && bad === 0) {
    bad = 1;
    notes.push(`${title}: ran no test`);
  }
  if (pending > 0) {
    notes.push(`${title}: ${pending} left out`);
    if (strict) bad += pending;
  }
  passed += good;
  failed += bad;
  console.log(`    ${bad === 0 ? 'ok' : `FAILED (${bad})`} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

const tool = (name) => `node_modules/${name}`;
check('types', [tool('typescript/bin/tsc'), '-p', 'tsconfig.json']);
check('types of shared/ without DOM or Node', [tool('typescript/bin/tsc'), '-p', 'shared/tsconfig.json']);
check('format and lint', [tool('@biomejs/biome/bin/biome'), 'check', '.']);
check('build', ['scripts/build.ts', '--if-stale']);
check('tests', ['test/run.ts'], { counts: true });
if (missing.includes('chromium')) {
  notes.push('browser tests: NOT RUN, Chromium is missing');
  if (strict) failed += 1;
} else {
  check('browser tests', ['test/run.ts', '--browser'], { counts: true });
}
check('fault tests', ['test/run.ts', '--faults'], { counts: true });

if (missing.length > 0) {
  notes.push(`not on this machine: ${missing.join(', ')}`);
  if (strict) failed += 1;
}
if (notes.length > 0) console.log(`\n${notes.map((note) => `!!! ${note}`).join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
