// The bare minimum that a room is measured against: a WebSocket server that knows nothing, checks nothing and keeps
// nothing. Each tick one frame with all turns of the tick goes, framed once, to every socket. A process of its own.

import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { frame } from '../server/rooms/frame.ts';
import { startTicking } from '../server/world/tick-loop.ts';
import { RECORD_BYTES, TURN_BYTES, writeRecord } from './bare-wire.ts';

const lines = new Set<Socket>();
let turns: { walker: number; turn: Buffer }[] = [];
let walkers = 0;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (ws, request) => {
  const line = request.socket;
  line.setNoDelay(true);
  lines.add(line);
  const walker = walkers++;
  const number = Buffer.allocUnsafe(2);
  number.writeUInt16LE(walker);
  // The first message tells a walker its number.
  ws.send(number);
  ws.on('message', (turn: Buffer) => {
    if (turn.byteLength === TURN_BYTES) turns.push({ walker, turn });
  });
  ws.on('error', () => {});
  ws.on('close', () => lines.delete(line));
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`open at ws://127.0.0.1:${address.port}\n`);
});

startTicking({
  monotonic: () => performance.now(),
  onTick() {
    if (turns.length === 0) return;
    const records = Buffer.allocUnsafe(turns.length * RECORD_BYTES);
    turns.forEach((record, index) => {
      writeRecord(records, index * RECORD_BYTES, record);
    });
    turns = [];
    const bytes = frame(records);
    for (const line of lines) if (line.writable) line.write(bytes);
  },
  onError(error) {
    throw error;
  },
});

// Who started it has gone, however it ended.
process.stdin.on('end', () => process.exit(0)).resume();
