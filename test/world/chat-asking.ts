// How the suites of hostile chat ask: the answer, or the code of the refusal.

import assert from 'node:assert/strict';
import type { Connection } from '../harness/people.ts';
import type { RestAnswer } from '../harness/rest.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test says by its assertions what it expects
type Any = any;
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export const ask = (one: Connection, type: string, body: unknown): Promise<Any> =>
  one.room.request(type as never, body as never) as Promise<Any>;
/** Throws where it is neither answered nor refused. */
export const outcome = (one: Connection, type: string, body: unknown): Promise<Any> =>
  ask(one, type, body).catch((error: { reason?: { code: string }; message: string }) => {
    assert.ok(error.reason, `${type}: ${error.message}`);
    return error.reason.code;
  });
export const codeOf = ({ status, body }: RestAnswer): Any => (status < 300 ? body : (body.error?.code ?? status));
