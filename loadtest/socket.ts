// A WebSocket whose bytes on the wire are counted, headers of frames included.

import net from 'node:net';
import { WebSocket } from 'ws';

const OPEN_PATIENCE_MS = 20_000;

export type Traffic = { bytesDown: number; bytesUp: number; messagesDown: number };
export const NO_TRAFFIC: Traffic = { bytesDown: 0, bytesUp: 0, messagesDown: 0 };

export type CountedSocket = {
  ws: WebSocket;
  /** Since it was opened. */
  traffic(): Traffic;
};

export function openSocket(url: string): CountedSocket {
  const { hostname, port } = new URL(url);
  const line = net.connect({ host: hostname, port: Number(port), noDelay: true });
  let messagesDown = 0;
  const ws = new WebSocket(url, {
    createConnection: () => line,
    perMessageDeflate: false,
    handshakeTimeout: OPEN_PATIENCE_MS,
  });
  ws.binaryType = 'nodebuffer';
  ws.on('message', () => {
    messagesDown += 1;
  });
  return { ws, traffic: () => ({ bytesDown: line.bytesRead, bytesUp: line.bytesWritten, messagesDown }) };
}
