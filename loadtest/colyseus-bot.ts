// The bots of the standard front end: started by colyseus.ts, which says in the environment who they are.

import { setTimeout as sleep } from 'node:timers/promises';
import { cli } from '@colyseus/loadtest';
import { Client, type Room } from '@colyseus/sdk';
import { PROTOCOL_VERSION, TICK_MS } from '../shared/protocol/world.ts';
import { readCast } from './cast.ts';
import { turnsOf } from './workload.ts';

const cast = readCast();

cli(async ({ endpoint, roomName, numClients, clientId }) => {
  try {
    const client = new Client(endpoint);
    client.auth.token = cast.tokens[clientId] ?? '';
    const room = await client.joinOrCreate(roomName, { server_id: cast.serverId, protocol: PROTOCOL_VERSION });
    room.reconnection.enabled = false;
    // The front end counts what is written here as errors.
    room.onLeave((code, reason) => console.error(`closed with ${code} ${reason ?? ''}`));
    room.onMessage('world:welcome', ({ tick }: { tick: number }) => walk(room, { tick, seed: clientId }));
    room.onMessage('*', () => {});
  } finally {
    // It never ends by itself; this signal makes it write its report and end.
    if (clientId === numClients - 1) setTimeout(() => process.kill(process.pid, 'SIGINT'), cast.seconds * 1000);
  }
});

async function walk(room: Room, { tick, seed }: { tick: number; seed: number }): Promise<void> {
  const welcomed = performance.now();
  let seq = 0;
  for (const { wait, dir } of turnsOf(seed)) {
    await sleep(wait);
    if (!room.connection.isOpen) return;
    seq += 1;
    room.send('world:move', { seq, dir, step: tick + Math.floor((performance.now() - welcomed) / TICK_MS) });
  }
}
