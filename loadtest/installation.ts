// The server under test with a virtual server full of members: one of our own, started for this and gone afterwards, or
// one that runs already.

import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { type Account, openAccounts } from './accounts.ts';
import { type Api, createApi } from './api.ts';
import { startChild } from './child.ts';
import { makeDatabase } from './database.ts';
import { drawMeadow, MEADOW } from './meadow.ts';
import { type Meter, meterOfMetrics, meterOfProcess } from './meters.ts';

export type Installation = {
  endpoint: string;
  serverId: string;
  /** Active members of the virtual server, as many as were asked for. */
  accounts: Account[];
  meter: Meter;
};
export type InstallationOptions = {
  people: number;
  template: string;
  core?: number | undefined;
  /** Of the server, beside what it needs to run here. */
  env?: Record<string, string>;
};

/** `stack` ends it all. */
export async function startInstallation(
  stack: AsyncDisposableStack,
  { people, template, core, env }: InstallationOptions,
): Promise<Installation> {
  const { url, dataDir } = await makeDatabase(stack);
  const secret = randomBytes(32).toString('hex');
  const server = await startChild({
    script: 'server/main.ts',
    core,
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      JWT_SECRET: secret,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      ...env,
    },
    ready: /is open at (\S+)/,
  });
  stack.defer(() => server.end());
  const rows = openAccounts(stack, { url, secret });
  const accounts = await rows.make(people);
  const serverId = await found(createApi(server.ready), accounts[0]!, template);
  await rows.letIn(accounts.slice(1), serverId);
  return { endpoint: server.ready, serverId, accounts, meter: meterOfProcess(server.pid) };
}

/** Registers people on a server that runs, with its counted limits off; `stack` deletes the virtual server again. */
export async function joinInstallation(
  stack: AsyncDisposableStack,
  { endpoint, people, template }: InstallationOptions & { endpoint: string },
): Promise<Installation> {
  const api = createApi(endpoint);
  const accounts: Account[] = [];
  const run = uuidv7().slice(-8);
  for (let index = 0; index < people; index += 1) {
    const username = `walker-${run}-${index}`;
    const body = { username, email: `${username}@example.org`, password: uuidv7() };
    const session = await api<{ user_id: string; token: string }>('POST', '/users/register', { body });
    accounts.push({ id: session.user_id, token: session.token });
  }
  const owner = accounts[0]!;
  const serverId = await found(api, owner, template);
  stack.defer(() => api('DELETE', `/servers/${serverId}`, { token: owner.token }));
  for (const { token } of accounts.slice(1)) await api('POST', `/servers/${serverId}/join`, { token });
  return { endpoint, serverId, accounts, meter: meterOfMetrics(endpoint) };
}

async function found(api: Api, owner: Account, template: string): Promise<string> {
  const ground = template === MEADOW ? { map: drawMeadow() } : { template };
  const body = { name: 'Load test', access: 'public', ...ground };
  return (await api<{ id: string }>('POST', '/servers', { token: owner.token, body })).id;
}
