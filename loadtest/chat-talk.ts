// People in one world room talk in its default channel: some with the real SDK, who write and read, and as many as it
// takes beside them who only have everything sent to them.

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { PROTOCOL_VERSION } from '../shared/protocol/world.ts';
import type { Bot } from './bot.ts';
import type { Installation } from './installation.ts';
import { joinWorld } from './world-bot.ts';

/** Those who write and read; more would measure this process. */
const TALKERS_MAX = 20;

type Heard = { content: string };
export type Talker = {
  /** Resolves with the milliseconds until the message was acknowledged. */
  say(content: string): Promise<number>;
  ended(): string | undefined;
  leave(): void;
};
export type Talk = {
  talkers: Talker[];
  bots: Bot[];
  ended(): string[];
};

/** `onHeard` is called for every message that any talker was sent. `stack` makes them leave. */
export async function gatherTalk(
  stack: AsyncDisposableStack,
  { accounts, endpoint, serverId }: Installation,
  { onHeard, signal }: { onHeard: (content: string) => void; signal: AbortSignal },
): Promise<Talk> {
  const talkers: Talker[] = [];
  const bots: Bot[] = [];
  stack.defer(() => {
    for (const one of [...talkers, ...bots]) one.leave();
  });
  for (const [index, { token }] of accounts.entries()) {
    signal.throwIfAborted();
    if (index < TALKERS_MAX) talkers.push(await joinTalker({ endpoint, serverId, token }, onHeard));
    else bots.push(await joinWorld({ endpoint, serverId }, token));
  }
  return {
    talkers,
    bots,
    ended: () => [...talkers, ...bots].flatMap((one) => one.ended() ?? []),
  };
}

async function joinTalker(
  { endpoint, serverId, token }: { endpoint: string; serverId: string; token: string },
  onHeard: (content: string) => void,
): Promise<Talker> {
  const client = new Client(endpoint);
  client.auth.token = token;
  const room = await client.joinOrCreate('world', { server_id: serverId, protocol: PROTOCOL_VERSION });
  room.reconnection.enabled = false;
  let ended: string | undefined;
  room.onLeave((code, reason) => {
    ended = `closed with ${code} ${reason ?? ''}`.trim();
  });
  room.onMessage('chat:sent', ({ content }: Heard) => onHeard(content));
  room.onMessage('*', () => {});
  return {
    async say(content) {
      const at = performance.now();
      await room.request('chat:send' as never, { content, scope: 'global', client_msg_id: content } as never);
      return performance.now() - at;
    },
    ended: () => ended,
    leave: () => void room.leave(false),
  };
}

/** Writes `rate` messages a second for a while, in turn by all talkers; `onSent` hears each before it goes. */
export async function talk(
  talkers: readonly Talker[],
  options: {
    rate: number;
    milliseconds: number;
    name: string;
    onSent: (content: string) => void;
    onAck: (milliseconds: number) => void;
    signal: AbortSignal;
  },
): Promise<number> {
  const { rate, milliseconds, name, onSent, onAck, signal } = options;
  const began = performance.now();
  const pending: Promise<void>[] = [];
  let sent = 0;
  while (performance.now() - began < milliseconds) {
    const due = Math.floor(((performance.now() - began) / 1000) * rate);
    for (; sent < due; sent += 1) {
      const content = `${name}-${sent}`;
      onSent(content);
      pending.push(talkers[sent % talkers.length]!.say(content).then(onAck));
    }
    await sleep(2, undefined, { signal });
  }
  await Promise.all(pending);
  return sent;
}
