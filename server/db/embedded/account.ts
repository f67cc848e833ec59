// Who runs PostgreSQL. It refuses to be root, so root gives itself another name in a user namespace (the files stay
// root's own, nothing has to be readable by others), else becomes the user who owns the cluster, or nobody.

import { chmod, chown, lstat, mkdir, stat } from 'node:fs/promises';
import { EmbeddedError, notHere } from './embedded-error.ts';
import type { Layout } from './layout.ts';
import { copyPrograms, environmentOf, linkLibraries, type Programs, programPath, run } from './programs.ts';

/** How root may run PostgreSQL, in the order in which it is tried. */
export type RootStrategy = 'namespace' | 'other_user';
export const ROOT_STRATEGIES: readonly RootStrategy[] = ['namespace', 'other_user'];

export type Account = {
  programs: Programs;
  env: NodeJS.ProcessEnv;
  /** Goes before the program. */
  prefix: readonly string[];
  uid?: number;
  gid?: number;
};

const NOBODY = 65534;
const NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/** Finds a way that is seen to work: each is tried by asking PostgreSQL for its version. */
export async function findAccount(
  layout: Layout,
  options: { programs: Programs; rootStrategies?: readonly RootStrategy[] },
): Promise<Account> {
  const { programs } = options;
  await linkLibraries(programs, layout);
  const plain: Account = { programs, env: environmentOf(programs, layout), prefix: [] };
  if (process.getuid?.() !== 0) {
    const fault = await tryAccount(plain, layout);
    if (fault) throw notHere(fault);
    return plain;
  }
  const owner = await ownerOf(layout.cluster);
  const faults: string[] = [];
  for (const strategy of options.rootStrategies ?? ROOT_STRATEGIES) {
    // In the namespace only root's own files can be used.
    if (strategy === 'namespace' && owner && owner.uid !== 0) continue;
    if (strategy === 'other_user' && owner?.uid === 0) continue;
    const account =
      strategy === 'namespace' ? { ...plain, prefix: NAMESPACE } : await becomeOther(plain, { layout, owner });
    const fault = await tryAccount(account, layout);
    if (!fault) return account;
    faults.push(`${strategy === 'namespace' ? 'a user namespace' : `user ${account.uid}`}: ${fault}`);
  }
  throw new EmbeddedError(
    `PostgreSQL refuses to run as root, and no other way was found (${faults.join('; ') || `${layout.cluster} belongs to root`}). ` +
      `Start the server as a normal user, choose a DATA_DIR that everyone can reach (${layout.dataDir} is used now), or set DATABASE_URL.`,
  );
}

async function becomeOther(
  plain: Account,
  { layout, owner }: { layout: Layout; owner: { uid: number; gid: number } | undefined },
): Promise<Account> {
  const { uid, gid } = owner ?? { uid: NOBODY, gid: NOBODY };
  const other = { ...plain, uid, gid };
  // The other user passes through DATA_DIR without being able to list it; secrets in it have modes of their own.
  const { mode } = await stat(layout.dataDir);
  if ((mode & 0o001) === 0) await chmod(layout.dataDir, (mode & 0o777) | 0o011);
  for (const folder of new Set([layout.home, layout.socketDir])) await chown(folder, uid, gid);
  if (!(await tryAccount(other, layout))) return other;
  const programs = await copyPrograms(plain.programs, layout);
  await linkLibraries(programs, layout);
  return { ...other, programs, env: environmentOf(programs, layout) };
}

/** What is wrong, or nothing. Every folder above the data must let this account pass, so it walks there first. */
async function tryAccount(account: Account, layout: Layout): Promise<string | undefined> {
  const postgres = programPath(account.programs, 'postgres');
  const script = 'cd "$1" && test -w . && exec "$2" --version';
  const { code, output, failure } = await runAs(account, '/', ['/bin/sh', '-c', script, 'sh', layout.home, postgres]);
  if (code === 0) return undefined;
  if (code === 127) return 'its program can not be loaded (it needs glibc 2.27 or later; Alpine has none)';
  return failure?.message ?? (output.trim().split('\n').at(-1) || `exit code ${code}`);
}

export const runAs = (account: Account, cwd: string, command: readonly string[]) =>
  run([...account.prefix, ...command], { env: account.env, cwd, uid: account.uid, gid: account.gid });

async function ownerOf(file: string): Promise<{ uid: number; gid: number } | undefined> {
  return stat(file).catch(() => undefined);
}

/** Folders that nobody else may enter. A short one in the temporary folder could have been planted by someone else. */
export async function makeFolders(layout: Layout): Promise<void> {
  for (const folder of new Set([layout.home, layout.socketDir])) await makePrivate(folder);
  const [folder, home] = await Promise.all([lstat(layout.socketDir), stat(layout.home)]);
  const ours = folder.uid === process.getuid?.() || folder.uid === home.uid;
  if (folder.isDirectory() && ours && (folder.mode & 0o077) === 0) return;
  throw new EmbeddedError(
    `${layout.socketDir} is not a private folder of this user. Remove it, or choose a shorter DATA_DIR.`,
  );
}

async function makePrivate(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
