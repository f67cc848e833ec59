// Who may read but not write for a while. A mute belongs to the person, not to the membership: who leaves and comes back
// is still muted. It ends by itself, by the clock of the server.

import { z } from 'zod';
import type { Mute } from '../../shared/protocol/moderation.ts';
import { mayMute } from '../../shared/rules/roles.ts';
import { transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { findMember } from '../virtual-servers/members.repository.ts';
import { enforce, requireMay } from '../virtual-servers/membership.ts';
import { lockServer } from '../virtual-servers/servers.repository.ts';
import { type ModerationContext, tellModerators } from './context.ts';
import * as repository from './mutes.repository.ts';

const MINUTE_MS = 60_000;
const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.guid()]);

export function createMutesService({ db, clock, cursors, topics }: ModerationContext) {
  const present = (view: repository.MuteView): Mute => ({
    ...view,
    until: view.until.toISOString(),
    created_at: view.created_at.toISOString(),
  });

  return {
    async list(caller: Caller, serverId: string, { limit, cursor }: { limit: number; cursor?: string }) {
      await requireMay(db, serverId, caller, 'moderate_messages');
      const scope = { list: 'mutes', server: serverId };
      const [created_at, user_id] = cursor ? cursors.open(scope, cursor, Position) : [];
      const after = created_at && user_id ? { created_at, user_id } : undefined;
      const rows = await repository.listMutes(db, serverId, { now: clock.now(), after, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) =>
        cursors.seal(scope, [last.created_at.toISOString(), last.user_id]),
      );
      return { mutes: page.map(present), ...rest };
    },

    /** Under the lock of the server, so that a role that changes meanwhile is seen. */
    mute: (
      caller: Caller,
      serverId: string,
      { userId, minutes, reason = '' }: { userId: string; minutes: number; reason?: string },
    ): Promise<Mute> =>
      transaction(db, async (tx) => {
        await lockServer(tx, serverId);
        const actor = await requireMay(tx, serverId, caller, 'moderate_messages');
        const target = await findMember(tx, serverId, userId);
        if (target?.status !== 'active') throw new AppError('servers/member_not_found');
        enforce(mayMute(actor.role, target.role));
        const now = clock.now();
        const row = {
          ...{ server_id: serverId, user_id: userId, reason: reason || null, muted_by: actor.user_id, created_at: now },
          until: new Date(now.getTime() + minutes * MINUTE_MS),
        };
        await repository.upsertMute(tx, row);
        const details = { until: row.until.toISOString(), ...(reason && { reason }) };
        const record = { at: now, serverId, actorId: actor.user_id, target: userId };
        await insertAudit(tx, { ...record, action: 'member.muted', details });
        tellModerators(tx, topics, serverId);
        const { username, avatar_id } = target;
        const { server_id: _, ...rest } = row;
        return present({ ...rest, username, avatar_id });
      }),

    /** Also of someone who has left. */
    unmute: (caller: Caller, serverId: string, userId: string): Promise<void> =>
      transaction(db, async (tx) => {
        await lockServer(tx, serverId);
        const actor = await requireMay(tx, serverId, caller, 'moderate_messages');
        const now = clock.now();
        if (!(await repository.findMute(tx, serverId, userId, now))) {
          throw new AppError('servers/member_not_found', { message: 'This person is not muted.' });
        }
        const target = await findMember(tx, serverId, userId);
        enforce(mayMute(actor.role, target?.role ?? 'MEMBER'));
        await repository.deleteMute(tx, serverId, userId);
        const record = { at: now, serverId, actorId: actor.user_id, target: userId };
        await insertAudit(tx, { ...record, action: 'member.unmuted' });
        tellModerators(tx, topics, serverId);
      }),
  };
}
export type MutesService = ReturnType<typeof createMutesService>;
