// Brings one notification to one push service: encrypted for the browser (RFC 8291), signed by us (RFC 8292), never
// redirected, never for longer than ten seconds. An address is as good as a password: none is ever logged.

import webPush from 'web-push';
import type { PushPayload } from '../../shared/protocol/push.ts';
import type { Endpoints } from './endpoints.ts';
import type { SubscriptionRow, VapidKeys } from './push.repository.ts';

const TIMEOUT_MS = 10_000;
/** How long a push service keeps it for a browser that is away. */
const TTL_SECONDS = 24 * 60 * 60;

export type Outcome =
  | { is: 'sent' | 'gone' | 'refused'; status: number | null }
  /** May work later; `afterMs` where the service says when. */
  | { is: 'failed'; status: number | null; afterMs: number };

export function createSender(options: { keys: VapidKeys; contact: string; endpoints: Endpoints }) {
  const { keys, contact, endpoints } = options;
  return {
    async send(
      { endpoint, p256dh, auth }: Pick<SubscriptionRow, 'endpoint' | 'p256dh' | 'auth'>,
      payload: PushPayload,
      ending: AbortSignal,
    ): Promise<Outcome> {
      const url = new URL(endpoint);
      // It was allowed when it was kept; the operator may have changed their mind.
      if (!endpoints.allows(url)) return { is: 'refused', status: null };
      const { cipherText } = webPush.encrypt(p256dh, auth, JSON.stringify(payload), 'aes128gcm');
      const signed = webPush.getVapidHeaders(url.origin, contact, keys.public_key, keys.private_key, 'aes128gcm');
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            Authorization: signed.Authorization,
            'Content-Encoding': 'aes128gcm',
            'Content-Type': 'application/octet-stream',
            TTL: String(TTL_SECONDS),
            Urgency: payload.kind === 'reply' ? 'normal' : 'high',
          },
          body: new Uint8Array(cipherText),
          signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ending]),
        });
      } catch {
        return { is: 'failed', status: null, afterMs: 0 };
      }
      const { status } = response;
      // What a service answers beside its status is of no use here, and may be endless.
      await response.body?.cancel().catch(() => undefined);
      if (status >= 200 && status < 300) return { is: 'sent', status };
      if (status === 404 || status === 410) return { is: 'gone', status };
      if (status !== 429 && status < 500) return { is: 'refused', status };
      const seconds = Number(response.headers.get('retry-after'));
      return { is: 'failed', status, afterMs: Number.isFinite(seconds) ? seconds * 1000 : 0 };
    },
  };
}
export type Sender = ReturnType<typeof createSender>;
