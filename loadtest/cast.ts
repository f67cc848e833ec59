// What the front end's bots are told about themselves, in a file that the environment names.

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod';

const Cast = z.object({ serverId: z.string(), tokens: z.array(z.string()), seconds: z.number() });
export type Cast = z.infer<typeof Cast>;

const VARIABLE = 'LOADTEST_CAST';

/** Answers the environment that `readCast` needs. Nobody else may read the file: who can, can sign in as the bots. */
export async function writeCast(file: string, cast: Cast): Promise<Record<string, string>> {
  await writeFile(file, JSON.stringify(cast), { mode: 0o600 });
  return { [VARIABLE]: file };
}

export const readCast = (): Cast => Cast.parse(JSON.parse(readFileSync(process.env[VARIABLE] ?? '', 'utf8')));
