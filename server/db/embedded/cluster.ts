// The cluster: the folder that PostgreSQL calls its data directory.

import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Account, runAs } from './account.ts';
import { EmbeddedError, programFailed } from './embedded-error.ts';
import { type Layout, USER } from './layout.ts';
import { exists, programPath } from './programs.ts';

/** Makes the cluster where there is none. It is made beside its place and renamed, so that a kill leaves no half one. */
export async function ensureCluster(layout: Layout, account: Account): Promise<'made' | 'found'> {
  if (await exists(layout.cluster)) {
    await checkVersion(layout, account);
    return 'found';
  }
  await removeUnfinished(layout);
  // A name of its own: a process that outlived a kill may still be writing to the last one.
  const unfinished = `${layout.unfinishedPrefix}${randomUUID()}`;
  const { code, output, failure } = await runAs(account, layout.home, [
    programPath(account.programs, 'initdb'),
    `--pgdata=${unfinished}`,
    `--username=${USER}`,
    // Who reaches the socket passed the folder's permissions: it is this user.
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]);
  if (code !== 0) {
    await removeUnfinished(layout);
    throw programFailed('Making the embedded database', failure?.message ?? output, layout);
  }
  await rename(unfinished, layout.cluster);
  await syncFolder(layout.home);
  return 'made';
}

async function removeUnfinished(layout: Layout): Promise<void> {
  const names = (await readdir(layout.home)).filter((name) => name.startsWith(path.basename(layout.unfinishedPrefix)));
  await Promise.all(names.map((name) => rm(path.join(layout.home, name), { recursive: true, force: true })));
}

/** PostgreSQL can not read the files of another major version, older or newer. */
async function checkVersion(layout: Layout, account: Account): Promise<void> {
  const file = path.join(layout.cluster, 'PG_VERSION');
  const found = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  const wanted = account.programs.version.split('.')[0];
  if (found === wanted) return;
  if (found === undefined)
    throw new EmbeddedError(
      `${layout.cluster} is not a PostgreSQL cluster (${file} is missing). ` +
        'Put it back from where it was copied, or move it away and restore a backup with: npm run restore -- <file>',
    );
  throw new EmbeddedError(
    `${layout.cluster} was written by PostgreSQL ${found}, and this version of AtriumVerse brings PostgreSQL ${wanted}. ` +
      'Start the version of AtriumVerse that wrote it and run: npm run backup -- <file> ' +
      `Then move ${layout.home} away and, with this version, run: npm run restore -- <file>`,
  );
}

/** A rename is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
