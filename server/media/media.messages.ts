// The socket edge of media: what two browsers say to each other to be connected, and what one says to the exchange.

import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { mediaMessages } from '../../shared/protocol/media.ts';
import { type Bucket, takeToken } from '../../shared/rules/token-bucket.ts';
import { AppError } from '../platform/errors.ts';
import type { Handlers } from '../rooms/dispatch.ts';
import type { RoomPort, Sender } from '../rooms/room-port.ts';
import type { Exchange } from './exchange.ts';
import type { MediaRoom, Talker } from './media-room.ts';

/** Of tokens: a description of a connection costs the other side more than a candidate. */
const COSTS = { 'signal:offer': 4, 'signal:answer': 4, 'signal:ice': 1 } as const;
const BURST = 80;

export type MediaMessagesDeps = {
  room: RoomPort;
  media: MediaRoom;
  exchange: Exchange | undefined;
  /** From one person to another. */
  signalsPerMinute: number;
  monotonic: () => number;
  report: (what: {
    state: 'connected' | 'failed';
    relayed: boolean;
    rttMs: number | null;
    loss: number | null;
  }) => void;
};

const inflateRaw = promisify(zlib.inflateRaw);
/** More than forty people need. */
const ANSWER_MAX = 128 * 1024;
const inflate = async (bytes: Uint8Array): Promise<string> => {
  try {
    return (await inflateRaw(bytes, { maxOutputLength: ANSWER_MAX })).toString();
  } catch {
    throw new AppError('media/sdp_refused');
  }
};

export function mediaHandlers(deps: MediaMessagesDeps): Handlers<typeof mediaMessages, Sender> {
  const { room, media } = deps;
  const allowances = new WeakMap<Talker, WeakMap<Talker, Bucket>>();
  const shape = { capacity: BURST, perMinute: deps.signalsPerMinute };

  const take = (from: Talker, to: Talker, cost: number): void => {
    if (deps.signalsPerMinute === Number.POSITIVE_INFINITY) return;
    const buckets = allowances.get(from) ?? new WeakMap<Talker, Bucket>();
    allowances.set(from, buckets);
    for (let n = 0; n < cost; n += 1) {
      const taken = takeToken(buckets.get(to), shape, deps.monotonic());
      buckets.set(to, taken.bucket);
      if (!taken.allowed) throw new AppError('rate_limited', { retry_after: Math.ceil(taken.retryAfterMs / 1000) });
    }
  };
  const relayTo = <K extends keyof typeof COSTS>(sender: Sender, type: K, target: string) => {
    const { from, to } = media.partner(sender.sessionId, target);
    take(from, to, COSTS[type]);
    // The sender is who the session says; what else it wrote about that is not passed on.
    return { id: to.id, from: { from: sender.userId, peer_id: from.peerId } };
  };
  const requireExchange = (sender: Sender): { exchange: Exchange; talker: Talker } => {
    const talker = media.required(sender.sessionId);
    if (!deps.exchange) throw new AppError('media/no_sfu');
    return { exchange: deps.exchange, talker };
  };

  return {
    'signal:offer': (sender, { target, sdp }) => {
      const { id, from } = relayTo(sender, 'signal:offer', target);
      room.send(id, 'signal:offer', { ...from, sdp });
    },
    'signal:answer': (sender, { target, sdp }) => {
      const { id, from } = relayTo(sender, 'signal:answer', target);
      room.send(id, 'signal:answer', { ...from, sdp });
    },
    'signal:ice': (sender, { target, candidate }) => {
      const { id, from } = relayTo(sender, 'signal:ice', target);
      room.send(id, 'signal:ice', { ...from, candidate });
    },
    'media:lock': ({ sessionId }, { is_locked }) => {
      media.lock(sessionId, is_locked);
      return { is_locked };
    },
    'media:report': ({ sessionId }, { target, rtt_ms, loss, relayed, state }) => {
      media.partner(sessionId, target);
      deps.report({ state, relayed, rttMs: rtt_ms, loss });
      return {};
    },
    'sfu:enter': (sender) => {
      const { exchange, talker } = requireExchange(sender);
      const { token, expiresAt } = exchange.enter(talker.peerId, (offer) => room.send(talker.id, 'sfu:offer', offer));
      exchange.listen(talker.peerId, media.ownersFor(talker));
      return { token, expires_at: expiresAt.toISOString() };
    },
    'sfu:publish': async (sender, offer) => {
      const { exchange, talker } = requireExchange(sender);
      return { sdp: await exchange.publish(talker.peerId, offer) };
    },
    'sfu:answer': async (sender, { deflated }) => {
      const { exchange, talker } = requireExchange(sender);
      await exchange.answer(talker.peerId, await inflate(deflated));
      return {};
    },
  };
}
