// People for a load test on a server of our own: rows in bulk, and tokens signed with its secret. Registering each would
// hash a password each.

import { uuidv7 } from 'uuidv7';
import { createAccessTokens } from '../server/auth/access-tokens.ts';
import { firstLook } from '../server/auth/first-look.ts';
import { NO_PASSWORD } from '../server/auth/passwords.ts';
import { createDb, type Db, transaction } from '../server/db/database.ts';
import { createPool } from '../server/db/pool.ts';
import { systemClock } from '../server/platform/clock.ts';
import { createLogger } from '../server/platform/logger.ts';

export type Account = { id: string; token: string };

/** PostgreSQL takes 65,535 values a statement; the widest row here has 11. */
const ROWS_MAX = 2000;
const POOL_SIZE = 2;

/** `stack` closes its connections. */
export function openAccounts(stack: AsyncDisposableStack, { url, secret }: { url: string; secret: string }) {
  const logger = createLogger('warn');
  const db = createDb(createPool({ connectionString: url }, { size: POOL_SIZE, logger }), logger);
  stack.defer(() => db.destroy());
  const tokens = createAccessTokens({ secret, clock: systemClock });
  return {
    make: (count: number) => insertAccounts(db, count, tokens),
    letIn: (accounts: readonly Account[], serverId: string) => insertMembers(db, accounts, serverId),
  };
}

async function insertAccounts(
  db: Db,
  count: number,
  tokens: ReturnType<typeof createAccessTokens>,
): Promise<Account[]> {
  const now = new Date();
  const people = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    username: `walker-${String(index).padStart(5, '0')}`,
    session: uuidv7(),
  }));
  const users = people.map(({ id, username }) => ({
    id,
    username,
    username_key: username,
    email: `${username}@example.org`,
    email_key: `${username}@example.org`,
    password_hash: NO_PASSWORD,
    avatar_url: null,
    avatar_id: firstLook(id),
    email_verified_at: null,
    created_at: now,
    updated_at: now,
  }));
  const sessions = people.map(({ id, session }) => ({
    id: session,
    user_id: id,
    created_at: now,
    last_used_at: now,
    expires_at: new Date(now.getTime() + 24 * 60 * 60 * 1000),
    revoked_at: null,
    revoked_reason: null,
    user_agent: 'load test',
    ip: null,
  }));
  await transaction(db, async (tx) => {
    for (const rows of slices(users)) await tx.insertInto('users').values(rows).execute();
    for (const rows of slices(sessions)) await tx.insertInto('sessions').values(rows).execute();
  });
  return people.map(({ id, username, session }) => ({
    id,
    token: tokens.sign({ userId: id, username, role: 'USER', sessionId: session }),
  }));
}

async function insertMembers(db: Db, accounts: readonly Account[], server_id: string): Promise<void> {
  const joined_at = new Date();
  const members = accounts.map(({ id }) => ({
    server_id,
    user_id: id,
    role: 'MEMBER' as const,
    status: 'active' as const,
    joined_at,
  }));
  for (const rows of slices(members)) await db.insertInto('server_members').values(rows).execute();
}

function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_MAX) yield rows.slice(from, from + ROWS_MAX);
}
