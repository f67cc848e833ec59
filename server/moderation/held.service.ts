// What a word rule has put aside: a send that waits for a moderator. It is no message until it is let out.

import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { SendBody } from '../../shared/protocol/chat.ts';
import type { HeldMessage } from '../../shared/protocol/moderation.ts';
import { createGate } from '../auth/gate.ts';
import { transaction } from '../db/transaction.ts';
import { pageOf } from '../platform/cursor.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { insertAudit } from '../virtual-servers/audit.repository.ts';
import { requireMay } from '../virtual-servers/membership.ts';
import { type ModerationContext, tellModerators } from './context.ts';
import * as repository from './held.repository.ts';

/** Of one person on one server: nobody buries the moderators. */
const HELD_MAX = 20;
/** Letting one out keeps a connection while chat uses others: a few at a time, or they would wait for each other. */
const APPROVALS = { parallel: 2, waiting: 50 };
const Position = z.tuple([z.guid()]);

export function createHeldService({ db, clock, cursors, topics, chat }: ModerationContext) {
  const gate = createGate(APPROVALS);

  const present = ({ body, ...view }: repository.HeldView): HeldMessage => ({
    ...view,
    content: body.content ?? '',
    channel_id: body.channel_id ?? null,
    zone_id: body.zone_id ?? null,
    created_at: view.created_at.toISOString(),
  });

  const letOut = async (row: repository.HeldRow): Promise<string> => {
    // With an id that is its own at least: should the outcome of the transaction be lost, it is sent once all the same.
    const body = { ...row.body, client_msg_id: row.client_msg_id ?? `held:${row.id}` };
    try {
      return (await chat().sendHeld({ userId: row.user_id }, row.server_id, body)).id;
    } catch (error) {
      if (!isAppError(error) || error.status >= 500) throw error;
      const message = `It can not be sent for its author now, and stays here. The author would read: ${error.message}`;
      throw new AppError(error.code, { ...error.data, message }, { cause: error });
    }
  };

  const decide = (caller: Caller, serverId: string, heldId: string, decision: 'approve' | 'reject'): Promise<void> =>
    transaction(db, async (tx) => {
      const actor = await requireMay(tx, serverId, caller, 'moderate_messages');
      const row = await repository.lockHeld(tx, serverId, heldId);
      if (!row) throw new AppError('moderation/not_found');
      const sent = decision === 'approve' ? { message_id: await letOut(row) } : {};
      await repository.deleteHeld(tx, heldId);
      const details = { held_id: heldId, pattern: row.pattern, ...sent };
      const record = { at: clock.now(), serverId, actorId: actor.user_id, target: row.user_id, details };
      const action = decision === 'approve' ? 'held_message.approved' : 'held_message.rejected';
      await insertAudit(tx, { ...record, action });
      tellModerators(tx, topics, serverId);
    });

  return {
    /**
     * `sent`: it was let out meanwhile, and is a message. Throws `chat/id_conflict`, or `chat/refused_by_rule` where enough
     * of theirs waits already.
     */
    hold: (author: { userId: string }, serverId: string, body: SendBody, pattern: string): Promise<'held' | 'sent'> =>
      transaction(db, async (tx) => {
        const id = uuidv7();
        const client_msg_id = body.client_msg_id ?? null;
        const row = { id, server_id: serverId, user_id: author.userId, body, pattern, client_msg_id };
        const outcome = await repository.insertHeld(tx, { ...row, created_at: clock.now() });
        if (outcome === 'other') throw new AppError('chat/id_conflict');
        if (outcome === 'same') return 'held';
        // The row that it would have met goes with the commit of the message, so this look sees either.
        if (client_msg_id !== null && (await repository.wasSent(tx, author.userId, client_msg_id))) {
          await repository.deleteHeld(tx, id);
          return 'sent';
        }
        if ((await repository.countHeldOf(tx, serverId, author.userId)) > HELD_MAX) {
          const message = 'Many of your messages wait for a moderator. Wait until they were looked at.';
          throw new AppError('chat/refused_by_rule', { message });
        }
        tellModerators(tx, topics, serverId);
        return 'held';
      }),

    async list(caller: Caller, serverId: string, { limit, cursor }: { limit: number; cursor?: string }) {
      await requireMay(db, serverId, caller, 'moderate_messages');
      const scope = { list: 'held', server: serverId };
      const [afterId] = cursor ? cursors.open(scope, cursor, Position) : [];
      const rows = await repository.listHeld(db, serverId, { afterId, limit: limit + 1 });
      const { page, ...rest } = pageOf(rows, limit, (last) => cursors.seal(scope, [last.id]));
      return { held_messages: page.map(present), ...rest };
    },

    decide(caller: Caller, serverId: string, heldId: string, decision: 'approve' | 'reject'): Promise<void> {
      const work = () => decide(caller, serverId, heldId, decision);
      return decision === 'approve' ? gate.run(work) : work();
    },
  };
}
export type HeldService = ReturnType<typeof createHeldService>;
