import { TICK_MS } from '../shared/protocol/world.ts';
import { readRecords, writeTurn } from './bare-wire.ts';
import type { Bot, OnSeen } from './bot.ts';
import { openSocket } from './socket.ts';

/** A walker on the bare server; with `onSeen` it reads all that comes, else it counts it and throws it away. */
export async function joinBare(endpoint: string, onSeen?: OnSeen): Promise<Bot> {
  const { ws, traffic } = openSocket(endpoint);
  let ended: string | undefined;
  let seq = 0;
  const number = await new Promise<number>((resolve, reject) => {
    ws.once('error', reject);
    ws.once('close', () => reject(new Error('the bare server closed a socket')));
    ws.once('message', (data: Buffer) => resolve(data.readUInt16LE(0)));
  });
  ws.on('error', () => {});
  ws.on('close', (code) => {
    ended = `closed with ${code}`;
  });
  if (onSeen) ws.on('message', (data: Buffer) => readRecords(data, (walker, dir) => onSeen(String(walker), dir)));
  return {
    id: String(number),
    turn(dir) {
      seq += 1;
      ws.send(writeTurn({ seq, dir, step: Math.floor(performance.now() / TICK_MS) }));
    },
    traffic,
    ended: () => ended,
    leave: () => ws.terminate(),
  };
}
