// Invites: made and withdrawn by moderators, looked at by whoever holds one.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Invite, InvitePreview } from '../../shared/protocol/servers.ts';
import { transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from './audit.repository.ts';
import type { ServersContext } from './context.ts';
import * as repository from './invites.repository.ts';
import { requireMay } from './membership.ts';
import { findServerView } from './servers.repository.ts';

/** 72 bits: nobody finds one by guessing. */
const CODE_BYTES = 9;
const Position = z.tuple([z.iso.datetime().transform((time) => new Date(time)), z.string()]);

/** Throws when the invite is gone, has expired or has no uses left. */
export function refuseSpent(
  invite: repository.InviteRow | undefined,
  now: Date,
): asserts invite is repository.InviteRow {
  if (!invite) throw new AppError('invites/not_found');
  if (invite.expires_at && invite.expires_at <= now) throw new AppError('invites/expired');
  if (invite.max_uses !== null && invite.uses >= invite.max_uses) throw new AppError('invites/used_up');
}

export type InviteTerms = { max_uses?: number | null; expires_in?: number | null };

export function createInvitesService({ db, clock, cursors, presence }: ServersContext) {
  const present = (invite: repository.InviteRow, origin: string): Invite => ({
    ...invite,
    url: `${origin}/invite/${invite.code}`,
    expires_at: invite.expires_at?.toISOString() ?? null,
    created_at: invite.created_at.toISOString(),
  });

  return {
    /** `origin` is where people reach this installation, without a slash at the end. */
    async create(caller: Caller, serverId: string, terms: InviteTerms, origin: string): Promise<Invite> {
      const now = clock.now();
      const code = randomBytes(CODE_BYTES).toString('base64url');
      const invite = await transaction(db, async (tx) => {
        await requireMay(tx, serverId, caller, 'manage_invites');
        return repository.insertInvite(tx, {
          code,
          server_id: serverId,
          created_by: caller.userId,
          max_uses: terms.max_uses ?? null,
          expires_at: terms.expires_in ? new Date(now.getTime() + terms.expires_in * 1000) : null,
          created_at: now,
        });
      });
      return present(invite, origin);
    },

    async list(caller: Caller, serverId: string, page: { limit: number; cursor?: string }, origin: string) {
      await requireMay(db, serverId, caller, 'manage_invites');
      const scope = { list: 'invites', server: serverId };
      const [created_at, code] = page.cursor ? cursors.open(scope, page.cursor, Position) : [];
      const after = created_at && code ? { created_at, code } : undefined;
      const limit = page.limit + 1;
      const rows = await repository.listInvites(db, serverId, { now: clock.now(), after, limit });
      const { page: shown, ...rest } = pageOf(rows, page.limit, (last) =>
        cursors.seal(scope, [last.created_at.toISOString(), last.code]),
      );
      return { invites: shown.map((invite) => present(invite, origin)), ...rest };
    },

    async preview(caller: Caller, code: string): Promise<InvitePreview> {
      const invite = await repository.findInvite(db, code);
      const view = invite && (await findServerView(db, invite.server_id, caller.userId));
      if (!view) throw new AppError('invites/not_found');
      // Who is a member already may always look: the link still leads them there.
      if (view.status !== 'active') refuseSpent(invite, clock.now());
      const { id, name, description, icon_url, member_count, status } = view;
      const online_count = (await presence.onlineCount([id])).get(id) ?? 0;
      const server = { id, name, description, icon_url, member_count, online_count };
      return { code, expires_at: invite.expires_at?.toISOString() ?? null, server, status };
    },

    withdraw: (caller: Caller, serverId: string, code: string): Promise<void> =>
      transaction(db, async (tx) => {
        await requireMay(tx, serverId, caller, 'manage_invites');
        if (!(await repository.deleteInvite(tx, serverId, code))) throw new AppError('invites/not_found');
        const at = clock.now();
        // Not the code itself: a record outlives what it tells of.
        await insertAudit(tx, { at, serverId, actorId: caller.userId, action: 'invite.withdrawn' });
      }),
  };
}
export type InvitesService = ReturnType<typeof createInvitesService>;
