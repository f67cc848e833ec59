// A place to walk in from the first start: "Atrium Plaza", held by an account of the system until the installation's
// admin comes in. Made once; when it is deleted, it stays deleted.

import { uuidv7 } from 'uuidv7';
import { type Db, type Tx, transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { ChannelsPort, MapPort } from './context.ts';
import { findDemo, insertDemo, insertSystemUser } from './demo.repository.ts';
import { deleteMember, updateRole } from './members.repository.ts';
import { insertServer, takeOwnership } from './servers.repository.ts';

const NAME = 'Atrium Plaza';
const DESCRIPTION = 'Come in and look around: a park to walk, talk and meet in. Everyone is welcome.';
const TEMPLATE = 'park';
/** With rooms for more than one subject. */
const CHANNELS = 'community';

/** Safe from several processes at once: the first one to commit makes it. */
export async function seedDemo(options: {
  db: Db;
  clock: Clock;
  logger: Logger;
  maps: MapPort;
  channels: ChannelsPort;
}) {
  const { db, clock, logger, maps, channels } = options;
  const known = await transaction(db, findDemo);
  if (known) return;
  const map = await maps.prepare({ template: TEMPLATE, images: [] });
  const now = clock.now();
  const demo = { server_id: uuidv7(), owner_id: uuidv7() };
  const made = await transaction(db, async (tx) => {
    if (!(await insertDemo(tx, demo))) return false;
    await insertSystemUser(tx, { id: demo.owner_id, now });
    await insertServer(tx, {
      id: demo.server_id,
      name: NAME,
      description: DESCRIPTION,
      access: 'public',
      owner_id: demo.owner_id,
      map_id: map.id,
      created_at: now,
    });
    await maps.store(tx, demo.server_id, map, now);
    await channels.seed(tx, demo.server_id, { template: CHANNELS, now });
    return true;
  });
  if (made) logger.info({ server_id: demo.server_id }, `made the virtual server "${NAME}"`);
}

/** The first platform admin who joins the demo becomes its owner, so that there is a person who can change or delete it. */
export async function adoptDemo(tx: Tx, serverId: string, userId: string): Promise<void> {
  const demo = await findDemo(tx);
  if (demo?.server_id !== serverId) return;
  if (!(await takeOwnership(tx, serverId, { from: demo.owner_id, to: userId }))) return;
  await deleteMember(tx, serverId, demo.owner_id);
  await updateRole(tx, serverId, userId, 'OWNER');
}
