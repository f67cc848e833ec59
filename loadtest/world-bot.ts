// A walker in a world room over the bare wire: it joins, acknowledges, learns the tick from the welcome and sends moves.
// What comes down is counted and thrown away, so that thousands fit into one process.

import { decode, encode, type Iterator } from '@colyseus/schema';
import { pack, unpack } from 'msgpackr';
import { PROTOCOL_VERSION, TICK_MS, worldMessages } from '../shared/protocol/world.ts';
import type { Bot } from './bot.ts';
import { openSocket } from './socket.ts';

/** Codes of the framework's protocol, the first byte of a message. */
const JOIN_ROOM = 10;
const ERROR = 11;
const ROOM_DATA = 13;
const JOIN_PATIENCE_MS = 30_000;

const MOVE = header('world:move');
const WELCOME = 'world:welcome';

export type Place = { endpoint: string; serverId: string };
type Seat = { sessionId: string; processId: string; roomId: string; publicAddress?: string };

/** Resolves once the room has welcomed it. */
export async function joinWorld({ endpoint, serverId }: Place, token: string): Promise<Bot> {
  const seat = await reserve(endpoint, serverId, token);
  const host = seat.publicAddress ?? new URL(endpoint).host;
  const query = `sessionId=${seat.sessionId}&_authToken=${token}`;
  const { ws, traffic } = openSocket(`ws://${host}/${seat.processId}/${seat.roomId}?${query}`);
  let ended: string | undefined;
  let tick = { number: 0, at: 0 };
  let seq = 0;

  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no welcome came in time')), JOIN_PATIENCE_MS);
    ws.on('error', reject);
    ws.on('close', (code, reason) => {
      ended = `closed with ${code} ${reason.toString()}`.trim();
      clearTimeout(late);
      reject(new Error(`a bot was not let in: ${ended}`));
    });
    const onMessage = (data: Buffer): void => {
      const it: Iterator = { offset: 1 };
      if (data[0] === JOIN_ROOM) ws.send(new Uint8Array([JOIN_ROOM]));
      else if (data[0] === ERROR) {
        decode.number(data, it);
        reject(new Error(`a bot was not let in: ${decode.string(data, it)}`));
      } else if (data[0] === ROOM_DATA && decode.string(data, it) === WELCOME) {
        const welcome = worldMessages[WELCOME].body.parse(unpack(data.subarray(it.offset)));
        tick = { number: welcome.tick, at: performance.now() };
        clearTimeout(late);
        ws.off('message', onMessage);
        resolve();
      }
    };
    ws.on('message', onMessage);
  });

  return {
    id: seat.sessionId,
    turn(dir) {
      seq += 1;
      const step = tick.number + Math.floor((performance.now() - tick.at) / TICK_MS);
      ws.send(Buffer.concat([MOVE, pack({ seq, dir, step })]));
    },
    traffic,
    ended: () => ended,
    leave: () => ws.terminate(),
  };
}

async function reserve(endpoint: string, serverId: string, token: string): Promise<Seat> {
  const response = await fetch(`${endpoint}/matchmake/joinOrCreate/world`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ server_id: serverId, protocol: PROTOCOL_VERSION }),
    signal: AbortSignal.timeout(JOIN_PATIENCE_MS),
  });
  const body = (await response.json()) as Seat & { error?: string };
  if (!response.ok) throw new Error(`a bot got no seat: ${response.status} ${body.error ?? ''}`);
  return body;
}

/** The bytes before the payload of a message of this type. */
function header(type: string): Uint8Array {
  const bytes = new Uint8Array(64);
  const it: Iterator = { offset: 1 };
  bytes[0] = ROOM_DATA;
  encode.string(bytes, type, it);
  return bytes.slice(0, it.offset);
}
