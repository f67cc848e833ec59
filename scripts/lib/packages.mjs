// The system packages that tests use. On Debian as root they are installed; elsewhere what is there is used.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Program -> Debian package. Fonts: without them emoji in screenshots are boxes. */
const PROGRAMS = { chromium: 'chromium', 'redis-server': 'redis-server', turnserver: 'coturn' };
const FONTS = { '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf': 'fonts-noto-color-emoji' };

const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Answers the programs that are still missing. */
export function ensurePackages() {
  const wanted = [
    ...Object.entries(PROGRAMS).filter(([program]) => !isThere(program)),
    ...Object.entries(FONTS).filter(([file]) => !existsSync(file)),
  ].map(([, name]) => name);
  if (wanted.length > 0 && process.getuid?.() === 0 && isThere('apt-get')) {
    console.log(`Installing for the tests: ${wanted.join(', ')}`);
    // Installed as programs only: a Redis or a relay of the system must not start on its port because tests want theirs.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const apt = (...args) =>
      spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', ...wanted);
  }
  return Object.keys(PROGRAMS).filter((program) => !isThere(program));
}
