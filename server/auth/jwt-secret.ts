// The key that signs access tokens: given, or made once and kept beside the data.

import { randomBytes } from 'node:crypto';
import { chmod, constants, copyFile, link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { type Config, ConfigError } from '../platform/config.ts';

const FILE = 'jwt-secret';
const SECRET_BYTES = 48;
const SHORTEST = 32;

/** Every process on one data folder gets the same one, also when several make it at once. */
export async function loadJwtSecret(config: Pick<Config, 'jwtSecret' | 'dataDir'>): Promise<string> {
  if (config.jwtSecret) return config.jwtSecret;
  const file = path.join(config.dataDir, FILE);
  const secret = (await readIfThere(file)) ?? (await make(file));
  if (secret.length < SHORTEST) {
    throw new ConfigError(
      `${file} is damaged: it holds ${secret.length} characters, at least ${SHORTEST} were expected. ` +
        'Delete it, and a new one is made; everyone signs in again.',
    );
  }
  // Whoever can read it can sign in as anyone.
  await chmod(file, 0o600);
  return secret;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and then linked: never half there, and the first of several processes wins. */
async function make(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      // Some file systems know no links.
      if (error.code === 'EEXIST') throw error;
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return (await readFile(file, 'utf8')).trim();
}
