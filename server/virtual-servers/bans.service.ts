import { z } from 'zod';
import { transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from './audit.repository.ts';
import { deleteBan, listBans } from './bans.repository.ts';
import type { ServersContext } from './context.ts';
import { requireMay } from './membership.ts';

const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.guid()]);

export function createBansService({ db, clock, cursors }: ServersContext) {
  return {
    async list(caller: Caller, serverId: string, { limit, cursor }: { limit: number; cursor?: string }) {
      await requireMay(db, serverId, caller, 'manage_bans');
      const scope = { list: 'bans', server: serverId };
      const [created_at, user_id] = cursor ? cursors.open(scope, cursor, Position) : [];
      const after = created_at && user_id ? { created_at, user_id } : undefined;
      const rows = await listBans(db, serverId, { after, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) =>
        cursors.seal(scope, [last.created_at.toISOString(), last.user_id]),
      );
      return { bans: page.map((ban) => ({ ...ban, created_at: ban.created_at.toISOString() })), ...rest };
    },

    lift: (caller: Caller, serverId: string, userId: string): Promise<void> =>
      transaction(db, async (tx) => {
        await requireMay(tx, serverId, caller, 'manage_bans');
        if (!(await deleteBan(tx, serverId, userId))) throw new AppError('servers/member_not_found');
        const at = clock.now();
        await insertAudit(tx, { at, serverId, actorId: caller.userId, action: 'member.ban_lifted', target: userId });
      }),
  };
}
export type BansService = ReturnType<typeof createBansService>;
