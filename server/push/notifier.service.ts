// Tells people of a message whose browsers may be closed. Nobody waits for it and its failures reach nobody: the message
// is stored, and whoever opens the page finds it there.

import { setTimeout as sleep } from 'node:timers/promises';
import { notificationOf } from '../../shared/rules/notifications.ts';
import type { Committed, NotifyPort } from '../chat/ports.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import * as repository from './push.repository.ts';
import { createQueue } from './queue.ts';
import type { Outcome, Sender } from './sender.ts';

/** Who reads it within these, on any of their screens, is not notified. */
export const GRACE_MS = 3_000;
/** Before the second and the third try. */
export const RETRY_MS = [5_000, 30_000] as const;
/** A service that asks for more patience is not waited for. */
const RETRY_AFTER_MAX_MS = 120_000;
const PARALLEL = 4;
/** Messages in their grace, and notifications on their way. What comes beyond is dropped. */
const MESSAGES_MAX = 2_000;
const NOTIFICATIONS_MAX = 10_000;
const COMPLAIN_EVERY_MS = 60_000;

/** Whether somebody may read a message at this moment. */
export type MayRead = (userId: string, serverId: string, messageId: string) => Promise<boolean>;
export type Wait = (ms: number, ending: AbortSignal) => Promise<void>;
export const realWait: Wait = (ms, signal) => sleep(ms, undefined, { signal, ref: false });

type Delivery = { news: Committed; placeName: string | null; userId: string; endpoint: string; tries: number };

export function createNotifier(deps: {
  db: Db;
  clock: Clock;
  logger: Logger;
  mayRead: MayRead;
  sender: Sender;
  wait: Wait;
}) {
  const { db, clock, logger, mayRead, sender, wait } = deps;
  const ending = new AbortController();
  const queue = createQueue({ parallel: PARALLEL, waiting: NOTIFICATIONS_MAX });
  const waiting = new Set<Promise<void>>();
  let messages = 0;
  let deliveries = 0;
  let complained = Number.NEGATIVE_INFINITY;

  /** At most once a minute: when a push service is down there is one for every notification. */
  const complain = (words: string, fields: Record<string, unknown>): void => {
    if (ending.signal.aborted) return;
    logger.debug(fields, words);
    if (clock.monotonic() - complained < COMPLAIN_EVERY_MS) return;
    complained = clock.monotonic();
    logger.warn(fields, words);
  };
  /** Unless the end comes first. */
  const after = async (ms: number, work: () => Promise<void> | void): Promise<void> => {
    if (ending.signal.aborted) return;
    const done: Promise<void> = wait(ms, ending.signal)
      .then(() => (ending.signal.aborted ? undefined : work()))
      .catch((error: unknown) => complain('notifications of a message were lost', { error: nameOf(error) }))
      .finally(() => waiting.delete(done));
    waiting.add(done);
    await done;
  };

  const enqueue = (delivery: Delivery): void => {
    // Whoever is meant alone does not wait for all who are called by @channel.
    const { message } = delivery.news;
    const isUrgent = message.scope === 'direct' || message.mentions.includes(delivery.userId);
    if (queue.add(() => deliver(delivery), isUrgent)) return;
    deliveries -= 1;
    complain('too many notifications at once', { dropped: 1 });
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const outcome = await attempt(delivery).catch((error: unknown): Outcome => {
      if (!ending.signal.aborted) logger.debug({ error: nameOf(error) }, 'a notification failed');
      return { is: 'failed', status: null, afterMs: 0 };
    });
    const pause = RETRY_MS[delivery.tries];
    if (outcome?.is === 'failed' && pause !== undefined && outcome.afterMs <= RETRY_AFTER_MAX_MS) {
      void after(Math.max(pause, outcome.afterMs), () => enqueue({ ...delivery, tries: delivery.tries + 1 }));
      return;
    }
    deliveries -= 1;
    if (outcome?.is === 'failed' || outcome?.is === 'refused') {
      const service = new URL(delivery.endpoint).host;
      complain('a notification could not be delivered', { service, status: outcome.status });
    }
  };

  /** Undefined: it is not wanted any more. Asked anew before every try, since the line may be long. */
  const attempt = async ({ news, placeName, userId, endpoint }: Delivery): Promise<Outcome | undefined> => {
    const { message } = news;
    const [target] = await repository.listTargets(db, news, { userIds: [userId], now: clock.now(), endpoint });
    if (!target || !(await mayRead(userId, message.server_id, message.id))) return undefined;
    const kind = message.scope === 'direct' ? 'direct' : news.called.includes(userId) ? 'mention' : 'reply';
    const payload = notificationOf({ ...message, content: target.content }, kind, placeName);
    const outcome = await sender.send(target, payload, ending.signal);
    if (outcome.is === 'gone') await repository.deleteEndpoint(db, endpoint);
    return outcome;
  };

  const spread = async (news: Committed): Promise<void> => {
    const userIds = [...new Set([...news.called, ...news.thread])];
    const targets = await repository.listTargets(db, news, { userIds, now: clock.now() });
    if (targets.length === 0) return;
    const placeName = (await repository.findPlaceName(db, news.message)) ?? null;
    for (const { user_id, endpoint } of targets) {
      if (deliveries >= NOTIFICATIONS_MAX) {
        complain('too many notifications at once', { dropped: targets.length });
        return;
      }
      deliveries += 1;
      enqueue({ news, placeName, userId: user_id, endpoint, tries: 0 });
    }
  };

  const notify: NotifyPort = (news) => {
    if (ending.signal.aborted || news.called.length + news.thread.length === 0) return;
    if (messages >= MESSAGES_MAX) return complain('too many messages to notify of at once', { dropped: 1 });
    messages += 1;
    void after(GRACE_MS, () => spread(news)).finally(() => {
      messages -= 1;
    });
  };

  return {
    notify,
    /** What is on its way is cut off; waits for the database alone. */
    async stop(): Promise<void> {
      ending.abort();
      await Promise.all([queue.close(), ...waiting]);
    },
  };
}

/** Of an error, without its words: those may name an address. */
const nameOf = (error: unknown): string => {
  const { name, code } = error as { name?: string; code?: string };
  return [name, code].filter(Boolean).join(' ');
};
