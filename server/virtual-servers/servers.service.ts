// Virtual servers: found, find, change, delete. Founding is all or nothing: the map is read before the first row is written.

import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { ServerAccess, VirtualServer } from '../../shared/protocol/servers.ts';
import { afterCommit, transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from './audit.repository.ts';
import type { MapSource, ServersContext } from './context.ts';
import { requireMay, requireSeen } from './membership.ts';
import * as repository from './servers.repository.ts';

const DEFAULT_TEMPLATE = 'office';

export type Founding = { name: string; description: string; access: ServerAccess } & MapSource;
type Changes = Pick<repository.ServerChanges, 'name' | 'description' | 'icon_url' | 'access'>;
type ListRequest = { query?: string; mine: boolean; limit: number; cursor?: string };

export function createServersService({ db, clock, topics, limits, presence, cursors, maps, channels }: ServersContext) {
  const withOnline = async (views: repository.ServerView[]): Promise<VirtualServer[]> => {
    const online = await presence.onlineCount(views.map(({ id }) => id));
    return views.map((view) => ({
      ...view,
      created_at: view.created_at.toISOString(),
      online_count: online.get(view.id) ?? 0,
    }));
  };
  const viewOf = async (serverId: string, caller: Caller): Promise<VirtualServer> => {
    const view = await repository.findServerView(db, serverId, caller.userId);
    const [server] = view ? await withOnline([view]) : [];
    if (!server) throw new AppError('servers/not_found');
    return server;
  };

  return {
    async list(caller: Caller, { query, mine, limit, cursor }: ListRequest) {
      const scope = { list: 'servers', query: query ?? '', mine, user: caller.userId };
      const [before] = cursor ? cursors.open(scope, cursor, z.tuple([z.guid()])) : [];
      const rows = await repository.listServers(db, caller.userId, { query, mine, before, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.id]));
      return { servers: await withOnline(page), ...rest };
    },

    async get(caller: Caller, serverId: string): Promise<VirtualServer> {
      await requireSeen(db, serverId, caller);
      return viewOf(serverId, caller);
    },

    async create(caller: Caller, { name, description, access, ...source }: Founding): Promise<VirtualServer> {
      await limits.take('LIMIT_CREATE_SERVER_PER_HOUR', caller.userId);
      const template = source.template ?? (source.map === undefined ? DEFAULT_TEMPLATE : undefined);
      const map = await maps.prepare({ ...source, template: source.template ?? DEFAULT_TEMPLATE });
      const id = uuidv7();
      const now = clock.now();
      await transaction(db, async (tx) => {
        const server = { id, name, description, access, owner_id: caller.userId, map_id: map.id, created_at: now };
        await repository.insertServer(tx, server);
        await maps.store(tx, id, map, now);
        await channels.seed(tx, id, { template, now });
        afterCommit(tx, () =>
          topics.publishTo({ type: 'membership_changed', user_id: caller.userId, server_id: id, role: 'OWNER' }),
        );
      });
      return viewOf(id, caller);
    },

    async update(caller: Caller, serverId: string, changes: Changes): Promise<VirtualServer> {
      await transaction(db, async (tx) => {
        await requireMay(tx, serverId, caller, 'update_server');
        await repository.updateServer(tx, serverId, { ...changes, updated_at: clock.now() });
        afterCommit(tx, () => topics.publishServer({ type: 'server_changed', server_id: serverId }));
      });
      return viewOf(serverId, caller);
    },

    async replaceMap(caller: Caller, serverId: string, source: MapSource): Promise<VirtualServer> {
      await requireMay(db, serverId, caller, 'replace_map');
      await limits.take('LIMIT_CREATE_SERVER_PER_HOUR', caller.userId);
      const map = await maps.prepare(source);
      const at = clock.now();
      await transaction(db, async (tx) => {
        if (!(await repository.lockServer(tx, serverId))) throw new AppError('servers/not_found');
        // Reading the map took a while: the role may be gone by now.
        await requireMay(tx, serverId, caller, 'replace_map');
        await maps.store(tx, serverId, map, at);
        await repository.updateServer(tx, serverId, { map_id: map.id, updated_at: at });
        await maps.discardOthers(tx, serverId, map.id);
        await insertAudit(tx, { at, serverId, actorId: caller.userId, action: 'map.replaced', target: map.id });
        afterCommit(tx, () => topics.publishServer({ type: 'map_changed', server_id: serverId }));
      });
      return viewOf(serverId, caller);
    },

    async remove(caller: Caller, serverId: string): Promise<void> {
      const at = clock.now();
      await transaction(db, async (tx) => {
        if (!(await repository.lockServer(tx, serverId))) throw new AppError('servers/not_found');
        const { server_name } = await requireMay(tx, serverId, caller, 'delete_server');
        await channels.serverLeaves(tx, serverId);
        await maps.discardOthers(tx, serverId, null);
        await repository.deleteServer(tx, serverId);
        const details = { name: server_name };
        await insertAudit(tx, { at, serverId, actorId: caller.userId, action: 'server.deleted', details });
        afterCommit(tx, () => topics.publishServer({ type: 'server_deleted', server_id: serverId }));
      });
    },
  };
}
export type ServersService = ReturnType<typeof createServersService>;
