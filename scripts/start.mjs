// `npm start`: installs what is missing, builds the game when it is stale, and becomes the server.

import { spawn, spawnSync } from 'node:child_process';
import { ensureInstalled, environment, node24, ROOT } from './lib/install.mjs';

ensureInstalled();
const build = spawnSync(node24(), ['scripts/build.ts', '--if-stale'], {
  cwd: ROOT,
  env: environment(),
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(build.status ?? 1);

const server = spawn(node24(), ['server/main.ts'], { cwd: ROOT, env: environment(), stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // A terminal sends Ctrl-C to both; the server ends itself and this follows.
  process.on(signal, () => signal !== 'SIGINT' && server.kill('SIGTERM'));
}
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
