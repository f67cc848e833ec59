// Notifications of a browser that is closed: Web Push (RFC 8030, 8291, 8292) for mentions and direct messages.

import { z } from 'zod';
import { Id } from './common.ts';
import { route } from './route.ts';

export const PushSubscription = z.object({
  endpoint: z.url().max(2048),
  keys: z.object({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{20,30}={0,2}$/),
  }),
});
export type PushSubscription = z.output<typeof PushSubscription>;

/** What the service worker of the page gets, encrypted on its way. */
export const PushPayload = z.object({
  kind: z.enum(['mention', 'direct', 'reply']),
  title: z.string(),
  body: z.string(),
  /** A path of ours that shows the message. */
  path: z.string(),
  message_id: Id,
  /** Notifications with the same tag replace each other. */
  tag: z.string(),
});
export type PushPayload = z.infer<typeof PushPayload>;

const tag = 'Notifications';
export const pushRoutes = {
  key: route({
    method: 'get',
    path: '/push/key',
    summary: 'The public key that a browser subscribes with (VAPID)',
    tag,
    access: 'signed_in',
    answer: z.object({ public_key: z.string() }),
    status: 200,
    errors: [],
  }),
  subscribe: route({
    method: 'post',
    path: '/push/subscriptions',
    summary: 'Notify this browser, for as long as its session lives; of ten of an account the oldest makes room',
    tag,
    access: 'signed_in',
    body: PushSubscription,
    status: 204,
    errors: ['push/endpoint_refused'],
  }),
  unsubscribe: route({
    method: 'delete',
    path: '/push/subscriptions',
    summary: 'Do not notify this browser any more',
    tag,
    access: 'signed_in',
    body: PushSubscription.pick({ endpoint: true }),
    status: 204,
    errors: [],
  }),
};
