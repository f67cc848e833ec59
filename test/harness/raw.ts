// A client with nothing between it and the wire: for frames that no SDK would send.

import { pack, unpack } from 'msgpackr';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { eventually } from './eventually.ts';

const JOIN_ROOM = 10;
const ROOM_DATA = 13;
const ROOM_REQUEST = 21;
const ROOM_RESPONSE = 22;

export type RawVisit = {
  socket: WebSocket;
  closed: { code: number | undefined };
  /** Sends a frame as it is. */
  frame(bytes: Uint8Array): void;
  send(type: string, body: unknown): void;
  /** The status of the answer (0 resolved, 1 rejected, 2 error) and what it carries. */
  request(type: string, body: unknown): Promise<{ status: number; body: unknown }>;
};

const header = (type: string): Buffer => Buffer.concat([Buffer.from([0xa0 + type.length]), Buffer.from(type)]);
export const dataFrame = (type: string, body: unknown): Buffer =>
  Buffer.concat([Buffer.from([ROOM_DATA]), header(type), pack(body)]);

export async function reserve(
  url: string,
  token: string,
  serverId: string,
  room: 'world' | 'hub' = 'world',
): Promise<{ endpoint: string }> {
  const response = await fetch(`${url}/matchmake/joinOrCreate/${room}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ server_id: serverId, protocol: PROTOCOL_VERSION }),
  });
  const seat = (await response.json()) as { processId: string; roomId: string; sessionId: string };
  if (response.status !== 200) throw new Error(JSON.stringify(seat));
  return { endpoint: `${url.replace('http', 'ws')}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}` };
}

export async function rawVisit(
  url: string,
  token: string,
  serverId: string,
  room: 'world' | 'hub' = 'world',
): Promise<RawVisit> {
  const { endpoint } = await reserve(url, token, serverId, room);
  const socket = new WebSocket(endpoint, { perMessageDeflate: false });
  const closed: RawVisit['closed'] = { code: undefined };
  const answers = new Map<number, { status: number; body: unknown }>();
  let joined = false;
  let requests = 0;
  socket.on('close', (code) => {
    closed.code = code;
  });
  socket.on('error', () => {});
  socket.on('message', (data: Buffer) => {
    if (data[0] === JOIN_ROOM) {
      socket.send(Buffer.from([JOIN_ROOM]));
      joined = true;
    }
    // Ids below 128 are one byte; no test asks more often.
    if (data[0] === ROOM_RESPONSE) {
      answers.set(data[1]!, { status: data[2]!, body: data.length > 3 ? unpack(data.subarray(3)) : undefined });
    }
  });
  await eventually(() => joined);
  return {
    socket,
    closed,
    frame: (bytes) => socket.send(bytes),
    send: (type, body) => socket.send(dataFrame(type, body)),
    request: async (type, body) => {
      requests += 1;
      const id = requests;
      socket.send(Buffer.concat([Buffer.from([ROOM_REQUEST, id]), header(type), pack(body)]));
      return eventually(() => answers.get(id));
    },
  };
}
