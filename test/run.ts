// Runs mocha over the suites on one private cluster. Arguments: --browser or --faults for those suites, or mocha's own.

import { spawn } from 'node:child_process';
import path from 'node:path';

// The harness registers mocha hooks; here it is used for its cluster alone.
Object.assign(globalThis, { before: () => {}, after: () => {} });
const { startTestCluster } = await import('./harness/database.ts');

const ROOT = path.join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const suite = args.includes('--browser') ? 'browser' : args.includes('--faults') ? 'faults' : 'all';
const rest = args.filter((arg) => arg !== '--browser' && arg !== '--faults');
// Two files at a time: each has its own database and servers, and the machine has few cores. Browsers share one.
const atOnce = ['--parallel', '--jobs', '2'];
const chosen =
  suite === 'all'
    ? atOnce
    : [
        ...['--no-config', '--timeout', '120000', '--reporter', 'spec'],
        ...(suite === 'faults' ? atOnce : []),
        `test/${suite}/**/*.test.ts`,
      ];

const cluster = await startTestCluster();
const mocha = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', '--no-color', ...chosen, ...rest], {
  cwd: ROOT,
  env: { ...process.env, TEST_DATABASE_URL: cluster.url, NODE_ENV: 'test' },
  stdio: 'inherit',
});
const status = await new Promise<number>((resolve) => mocha.on('exit', (code) => resolve(code ?? 1)));
await cluster.stop();
process.exit(status);
