// People with the real SDK who stand together, are connected by the server, and signal each other.

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { PROTOCOL_VERSION } from '../shared/protocol/world.ts';

/** About what a browser writes when it calls with sound and a picture. */
const CALL = 'a=candidate'.repeat(400);
const WALK_PATIENCE_MS = 30_000;

export type Signaler = {
  userId: string;
  /** Ids of the users with whom the server has connected it. */
  peers: ReadonlySet<string>;
  call(target: string, number: number): void;
  onHeard: (number: number) => void;
  ended(): string | undefined;
  leave(): void;
};

export async function joinSignaler(options: {
  endpoint: string;
  serverId: string;
  token: string;
  userId: string;
  /** In tiles. */
  place: { x: number; y: number };
}): Promise<Signaler> {
  const { endpoint, serverId, token, userId, place } = options;
  const client = new Client(endpoint);
  client.auth.token = token;
  // biome-ignore lint/suspicious/noExplicitAny: only its messages are of interest
  const room = await client.joinOrCreate<any>('world', { server_id: serverId, protocol: PROTOCOL_VERSION });
  room.reconnection.enabled = false;
  let ended: string | undefined;
  const peers = new Set<string>();
  const self: Signaler = {
    ...{ userId, peers, onHeard: () => {} },
    // The number rides in the description.
    call: (target, number) =>
      void room
        .request('signal:offer', { target, sdp: { type: 'offer', sdp: `${number} ${CALL}` } })
        .catch((error: Error) => {
          ended ??= `a signal was refused: ${error.message}`;
        }),
    ended: () => ended,
    leave: () => void room.leave(false),
  };
  room.onLeave((code) => {
    ended = `closed with ${code}`;
  });
  room.onMessage('media:peers', ({ joined, left }: { joined: { user_id: string }[]; left: string[] }) => {
    for (const id of left) peers.delete(id);
    for (const { user_id } of joined) peers.add(user_id);
  });
  room.onMessage('signal:offer', ({ sdp }: { sdp: { sdp: string } }) => self.onHeard(Number.parseInt(sdp.sdp, 10)));
  room.onMessage('*', () => {});
  await room.request('world:walk_to', place);
  const deadline = performance.now() + WALK_PATIENCE_MS;
  const isThere = (): boolean => {
    const me = room.state?.players?.get(room.sessionId);
    return me?.dir === 0 && Math.floor(me.x / 64) === place.x && Math.floor(me.y / 64) === place.y;
  };
  while (!isThere()) {
    if (performance.now() > deadline) throw new Error('somebody did not get to where people talk');
    await sleep(50);
  }
  return self;
}

/** Each in turn calls the next of those whom it is connected with; answers how long each call was on its way. */
export async function signal(
  signalers: readonly Signaler[],
  { rate, milliseconds, signal: abort }: { rate: number; milliseconds: number; signal: AbortSignal },
): Promise<{ sent: number; arrived: number[] }> {
  const sentAt = new Map<number, number>();
  const arrived: number[] = [];
  const together = new Set(signalers.map(({ userId }) => userId));
  for (const one of signalers) {
    one.onHeard = (number) => {
      const at = sentAt.get(number);
      if (at !== undefined) arrived.push(performance.now() - at);
    };
    if ([...one.peers].filter((id) => together.has(id)).length === 0)
      throw new Error('somebody is connected with nobody');
  }
  const began = performance.now();
  let sent = 0;
  while (performance.now() - began < milliseconds) {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent += 1) {
      const one = signalers[sent % signalers.length]!;
      const targets = [...one.peers].filter((id) => together.has(id));
      sentAt.set(sent, performance.now());
      one.call(targets[Math.floor(sent / signalers.length) % targets.length]!, sent);
    }
    await sleep(2, undefined, { signal: abort });
  }
  await sleep(1_000, undefined, { signal: abort });
  return { sent, arrived };
}
