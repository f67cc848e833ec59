// Which browsers of a person are notified. A subscription belongs to the session that made it and ends with it.

import { ECDH } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { PushSubscription } from '../../shared/protocol/push.ts';
import type { Db } from '../db/transaction.ts';
import { transaction } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { type Endpoints, plainAddress } from './endpoints.ts';
import * as repository from './push.repository.ts';

/** Browsers of one account. The one that subscribed the longest ago makes room for another. */
export const SUBSCRIPTIONS_MAX = 10;
const AUTH_BYTES = 16;

export function createSubscriptions({ db, clock, endpoints }: { db: Db; clock: Clock; endpoints: Endpoints }) {
  return {
    /** Throws `push/endpoint_refused`, and `invalid` for keys that nothing can be encrypted with. */
    async subscribe(caller: { userId: string; sessionId: string }, subscription: PushSubscription): Promise<void> {
      const { userId, sessionId } = caller;
      const endpoint = endpoints.accept(subscription.endpoint);
      const keys = { p256dh: plain(subscription.keys.p256dh), auth: plain(subscription.keys.auth) };
      if (!isPoint(keys.p256dh)) throw wrongKey('p256dh', 'is no point of the curve P-256');
      if (Buffer.from(keys.auth, 'base64url').length !== AUTH_BYTES) throw wrongKey('auth', 'is not 16 bytes');
      await transaction(db, async (tx) => {
        await repository.lockOwner(tx, userId);
        const now = clock.now();
        const row = { id: uuidv7(), user_id: userId, session_id: sessionId, endpoint, ...keys, created_at: now };
        await repository.upsertSubscription(tx, row);
        await repository.deleteSurplus(tx, userId, { keep: SUBSCRIPTIONS_MAX, now });
      });
    },

    /** What is not there, or another's, is left as it is. */
    async unsubscribe({ userId }: { userId: string }, endpoint: string): Promise<void> {
      await repository.deleteOwnSubscription(db, userId, plainAddress(new URL(endpoint)));
    },
  };
}
export type Subscriptions = ReturnType<typeof createSubscriptions>;

/** One form of base64url. */
const plain = (text: string): string => Buffer.from(text, 'base64url').toString('base64url');

function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(key, 'prime256v1', 'base64url', 'hex', 'uncompressed');
    // 65 bytes: what is compressed is a point too, but no browser sends that.
    return Buffer.from(key, 'base64url').length === 65;
  } catch {
    return false;
  }
}

const wrongKey = (name: string, words: string): AppError =>
  new AppError('invalid', {
    message: `body.keys.${name}: ${words}`,
    details: { issues: [{ path: `body.keys.${name}`, message: words }] },
  });
