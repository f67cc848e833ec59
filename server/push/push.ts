// Notifications of closed browsers, put together: Web Push for mentions, direct messages and answers in threads.

import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Api } from '../platform/http.ts';
import type { Logger } from '../platform/logger.ts';
import { createEndpoints } from './endpoints.ts';
import { createNotifier, type MayRead, realWait, type Wait } from './notifier.service.ts';
import { mountPush } from './push.routes.ts';
import { createSender } from './sender.ts';
import { createSubscriptions } from './subscriptions.service.ts';
import { contactOf, loadVapidKeys } from './vapid.ts';

export type PushDeps = {
  db: Db;
  config: Pick<Config, 'mailFrom' | 'publicUrl' | 'pushHosts'>;
  logger: Logger;
  clock: Clock;
  /** Asked before every try: nobody gets a byte of what they may not read. */
  mayRead: MayRead;
  /** None: real time. */
  wait?: Wait;
};

export async function createPush({ db, config, logger, clock, mayRead, wait = realWait }: PushDeps) {
  const endpoints = createEndpoints(config.pushHosts);
  const keys = await loadVapidKeys(db);
  const sender = createSender({ keys, contact: contactOf(config), endpoints });
  const notifier = createNotifier({ db, clock, logger, mayRead, sender, wait });
  const subscriptions = createSubscriptions({ db, clock, endpoints });

  return {
    mount: (api: Api): void => mountPush(api, { subscriptions, publicKey: keys.public_key }),
    /** Never throws, and answers at once. */
    notify: notifier.notify,
    stop: notifier.stop,
  };
}
export type Push = Awaited<ReturnType<typeof createPush>>;
