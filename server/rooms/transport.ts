// The WebSocket transport: Colyseus's own, with what it lacks.
// - A patch is copied and framed once, and the same bytes go to every socket. The framework hands the encoder's shared
//   buffer to sockets that may still hold it when the next patch overwrites it: a slow reader then ends with a wrong
//   state, silently. The copy mends that; framing once makes it cheaper than before.
// - Who does not read is cut: what waits for a socket is measured, and past the limit it is closed as too slow.
// - Sockets are counted per address, origins are checked before the handshake, a stray socket does not linger.

import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { ClientState, CloseCode, connectClientToRoom, createAuthContext, matchMaker, Protocol } from '@colyseus/core';
import { WebSocketClient, WebSocketTransport } from '@colyseus/ws-transport';
import { WebSocket } from 'ws';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { Logger } from '../platform/logger.ts';
import { frame } from './frame.ts';

/** One frame of a client, in bytes. */
export const FRAME_BYTES_MAX = 16 * 1024;
/** What may wait for one socket, in bytes; more, and it is closed as too slow and may resume. */
export const BACKLOG_BYTES_MAX = 1024 * 1024;
const PING_INTERVAL_MS = 3000;
/** A socket that is silent for two pings is dead. */
const PINGS_MISSED_MAX = 2;
/** A close frame behind a full backlog may never arrive. */
const CLOSE_PATIENCE_MS = 2000;
const STRAY_SOCKET_MS = 1000;

type Raw = WebSocket & { pingCount: number; _socket?: Socket };

/** A patch and a broadcast reach the clients one after the other as the same array: its frame is made once. */
class LastFrame {
  private bytes: Uint8Array | undefined;
  private framed: Buffer = Buffer.alloc(0);
  of(bytes: Uint8Array): Buffer {
    if (bytes !== this.bytes) {
      this.framed = frame(bytes);
      this.bytes = bytes;
    }
    return this.framed;
  }
}

export class AtriumClient extends WebSocketClient {
  /** What was written up to here (monotonic milliseconds) has arrived for sure: a later ping was answered. */
  confirmedAt = performance.now();
  /** Set once the socket is being closed as too slow. */
  cut = false;
  private readonly lastFrame: LastFrame;
  private readonly onCut: () => void;

  constructor(sessionId: string, raw: WebSocket, options: { lastFrame: LastFrame; onCut: () => void }) {
    super(sessionId, raw);
    this.lastFrame = options.lastFrame;
    this.onCut = options.onCut;
  }

  override raw(data: Uint8Array): void {
    const raw = this.ref as Raw;
    const socket = raw._socket;
    if (raw.readyState !== WebSocket.OPEN || !socket || !socket.writable) return;
    if (socket.writableLength > BACKLOG_BYTES_MAX) {
      if (this.cut) return;
      this.cut = true;
      this.onCut();
      this.leave(CLOSE.TOO_SLOW, 'too slow');
      return;
    }
    socket.write(this.lastFrame.of(data));
  }

  /** Who does not answer the close frame is cut all the same. */
  override leave(code?: number, reason?: string): void {
    super.leave(code, reason);
    setTimeout(() => this.ref.terminate(), CLOSE_PATIENCE_MS).unref();
  }
}

export type TransportDeps = {
  server: Server;
  logger: Logger;
  connectionsPerAddress: number;
  addressOf: (req: IncomingMessage) => string;
  originAllowed: (origin: string | null, req: { host: string | null }) => boolean;
};

export class AtriumTransport extends WebSocketTransport {
  private readonly deps: TransportDeps;
  private readonly perAddress = new Map<string, number>();
  private readonly lastFrame = new LastFrame();
  private cuts = 0;

  constructor(deps: TransportDeps) {
    super({
      server: deps.server,
      maxPayload: FRAME_BYTES_MAX,
      pingInterval: PING_INTERVAL_MS,
      pingMaxRetries: PINGS_MISSED_MAX,
      // Compressed frames cost 3.5 times the CPU and open the door to bombs.
      perMessageDeflate: false,
      beforeUpgrade: (_request: unknown, context: { headers: Headers }) =>
        deps.originAllowed(context.headers.get('origin'), { host: context.headers.get('host') })
          ? undefined
          : new Response('{"error":{"code":"origin_refused"}}', {
              status: 403,
              headers: { 'content-type': 'application/json' },
            }),
    } as ConstructorParameters<typeof WebSocketTransport>[0]);
    this.deps = deps;
    // The base class prints what whoever listens is told anyway, e.g. a port in use.
    deps.server.removeAllListeners('error').on('error', (error) => deps.logger.debug({ err: error }, 'HTTP server'));
    // The base class binds its own listener in its constructor, before `deps` is there.
    this.wss.removeAllListeners('connection');
    this.wss.on('connection', (raw, req) => {
      this.accept(raw as Raw, req).catch((error) => {
        deps.logger.error({ err: error }, 'a connection failed');
        raw.terminate();
      });
    });
  }

  get connections(): number {
    return this.wss.clients.size;
  }

  /** The most that waits for one socket, in bytes. */
  get backlog(): number {
    let most = 0;
    for (const { bufferedAmount } of this.wss.clients) most = Math.max(most, bufferedAmount);
    return most;
  }

  /** How many sockets were closed as too slow so far. */
  get tooSlow(): number {
    return this.cuts;
  }

  private async accept(raw: Raw, req: IncomingMessage): Promise<void> {
    raw.on('error', (error) => this.deps.logger.debug({ err: error }, 'socket error'));
    raw.pingCount = 0;
    if (!this.countIn(raw, req)) return;

    const url = new URL(`ws://server${req.url ?? '/'}`);
    const sessionId = url.searchParams.get('sessionId');
    const roomId = /\/[\w-]+\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (!sessionId || !roomId) {
      // The SDK measures latency on a socket without a session; it gets one echo.
      const timer = setTimeout(() => raw.terminate(), STRAY_SOCKET_MS);
      raw.once('message', () => raw.send(new Uint8Array([Protocol.PING])));
      raw.once('close', () => clearTimeout(timer));
      return;
    }
    const onCut = (): void => {
      this.cuts += 1;
    };
    const client = new AtriumClient(sessionId, raw, { lastFrame: this.lastFrame, onCut });
    raw.on('pong', () => {
      raw.pingCount = 0;
      client.confirmedAt = performance.now() - PING_INTERVAL_MS;
    });
    const reconnectionToken = url.searchParams.get('reconnectionToken') ?? undefined;
    try {
      await connectClientToRoom(
        matchMaker.getLocalRoomById(roomId),
        client,
        createAuthContext({
          headers: req.headers as Record<string, string>,
          token: url.searchParams.get('_authToken'),
          remoteAddress: req.socket.remoteAddress,
        }),
        { reconnectionToken, skipHandshake: url.searchParams.has('skipHandshake') },
      );
    } catch (error) {
      const { code, message } = error as { code?: number; message?: string };
      client.state = ClientState.LEAVING;
      client.error(typeof code === 'number' ? code : 500, message ?? '');
      raw.close(reconnectionToken ? CloseCode.FAILED_TO_RECONNECT : CloseCode.WITH_ERROR);
      this.deps.logger.debug({ err: error }, 'a join failed');
    }
  }

  private countIn(raw: Raw, req: IncomingMessage): boolean {
    const address = this.deps.addressOf(req);
    const open = (this.perAddress.get(address) ?? 0) + 1;
    if (open > this.deps.connectionsPerAddress) {
      raw.close(CLOSE.FLOOD, 'too many connections');
      setTimeout(() => raw.terminate(), CLOSE_PATIENCE_MS).unref();
      return false;
    }
    this.perAddress.set(address, open);
    raw.once('close', () => {
      const left = (this.perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.perAddress.set(address, left);
      else this.perAddress.delete(address);
    });
    return true;
  }
}
