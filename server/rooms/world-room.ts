// The room of a virtual server, as the framework sees it: one for each across all processes, by its fixed id. `onCreate`
// returns at once (a slow one makes second rooms); the world is loaded when the first one joins. A room that lost the
// race for its id is never joined, so it loads nothing.

import {
  type AuthContext,
  type Client,
  ClientState,
  type Deferred,
  Room,
  type RoomException,
  ServerError,
} from '@colyseus/core';
import type { Message, SendBody } from '../../shared/protocol/chat.ts';
import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import type { ErrorCode, ErrorObject } from '../../shared/protocol/errors.ts';
import type { MediaState, Peer } from '../../shared/protocol/media.ts';
import { PROTOCOL_VERSION, WorldJoinOptions } from '../../shared/protocol/world.ts';
import { WorldState } from '../../shared/state/world.ts';
import type { StartBody } from '../media/ports.ts';
import { AppError, errorObject, isAppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import { roomIdOf } from './room-id.ts';
import type { AtriumClient } from './transport.ts';
import type { WorldDeps } from './world-deps.ts';
import { WorldHost } from './world-host.ts';

/** How long a dropped connection keeps its avatar. */
export const RECONNECTION_SECONDS = 20;
const SEAT_SECONDS = 20;
/** The framework's patch timer is not used: a patch leaves at the end of the tick. This is the longest a timer can be. */
const NEVER_MS = 2 ** 31 - 1;
const SERVICE_RESTART = 4001;

export type WorldClient = Client<{ auth: { caller: Caller } }> & AtriumClient;
/** The framework binds this to every socket that joins; private to it, and the one place where frames come in. */
type FrameTaker = { _onMessage(client: WorldClient, frame: Buffer): void };
/** What a call from another process gets back: errors lose their class on the way. */
export type Answer<T> = { value?: T; error?: ErrorObject };

export function defineWorldRoom(deps: WorldDeps) {
  const { logger } = deps;

  /** What the host of this room says; `unless` where it has none yet. */
  const asAnswer = async <T>(
    host: WorldHost | undefined,
    unless: ErrorCode,
    work: (host: WorldHost) => Promise<T> | T,
  ): Promise<Answer<T>> => {
    try {
      if (!host) throw new AppError(unless);
      return { value: await work(host) };
    } catch (error) {
      if (!isAppError(error)) logger.error({ err: error }, 'what was asked of a world failed');
      return { error: errorObject(error) };
    }
  };

  return class WorldRoom extends Room<{ state: WorldState; client: WorldClient }> {
    override state = new WorldState();
    override seatReservationTimeout = SEAT_SECONDS;
    override patchRate: number | null = NEVER_MS;
    serverId = '';
    private loading: Promise<WorldHost> | undefined;
    host: WorldHost | undefined;
    readonly heldSeats = new Map<string, Deferred<Client>>();

    static override async onAuth(token: string, options: unknown, context: AuthContext): Promise<{ caller: Caller }> {
      try {
        const parsed = WorldJoinOptions.safeParse(options);
        if (!parsed.success) throw new AppError('invalid', { message: 'Join with {server_id, protocol}.' });
        if (parsed.data.protocol < PROTOCOL_VERSION) throw new AppError('protocol_too_old');
        if (!token) throw new AppError('auth/token_missing');
        const caller = await deps.authenticate(token);
        // One id has one spelling: another would be another room.
        if (parsed.data.server_id !== parsed.data.server_id.toLowerCase()) throw new AppError('servers/not_found');
        await deps.requireMember(parsed.data.server_id, caller);
        // Wrapped: the framework takes a `sessionId` of what is returned here for the seat's own.
        return { caller };
      } catch (error) {
        if (!isAppError(error)) logger.error({ err: error, address: context.ip }, 'a join could not be checked');
        throw refusal(error);
      }
    }

    override onCreate(options: { server_id: string }): void {
      this.serverId = options.server_id;
      this.roomId = roomIdOf(this.serverId);
      const edge = this as unknown as FrameTaker;
      const forward = edge._onMessage.bind(this);
      edge._onMessage = (client, frame) => {
        if (this.host?.takeFrame(client, frame) === false) {
          const joining = client.state === ClientState.JOINING;
          forward(client, frame);
          // Only now: a tick that was named before the client was ready would be old when it arrives.
          if (joining && client.state === ClientState.JOINED) this.host.welcome(client);
        }
      };
    }

    /** The world, loaded by the first who asks; what failed is tried again by the next. */
    private load(): Promise<WorldHost> {
      this.loading ??= WorldHost.open(this, deps).then(
        (host) => {
          this.host = host;
          return host;
        },
        (error) => {
          this.loading = undefined;
          throw error;
        },
      );
      return this.loading;
    }

    override async onJoin(client: WorldClient, options: { server_id?: string }): Promise<void> {
      try {
        // By its id a room is joined with any options: what was checked must be this very server.
        if (options.server_id !== this.serverId) throw new AppError('servers/not_found');
        const host = await this.load();
        await host.enter(client);
      } catch (error) {
        if (!isAppError(error)) logger.error({ err: error, server_id: this.serverId }, 'a join failed');
        throw refusal(error);
      }
    }

    override onDrop(client: WorldClient, code?: number): void {
      this.host?.rest(client);
      if (code === undefined || FINAL_CLOSES.includes(code) || code === SERVICE_RESTART) return;
      if (client.state === ClientState.JOINING || !this.host?.isInside(client)) return;
      const seat = this.allowReconnection(client, RECONNECTION_SECONDS);
      this.heldSeats.set(client.sessionId, seat);
      const done = () => this.heldSeats.delete(client.sessionId);
      seat.then(done, done);
      this.host?.noteDrop(client);
    }

    override onReconnect(client: WorldClient): void {
      this.host?.resume(client);
    }

    override async onLeave(client: WorldClient): Promise<void> {
      await this.host?.leave(client.sessionId);
    }

    /** Closes the connection of a session, or gives up the seat that is held for it. */
    expel(sessionId: string, code: number, reason: string): void {
      // At once, not when the other side gets around to answering the close.
      void this.host?.leave(sessionId);
      this.clients.get(sessionId)?.leave(code, reason);
      this.heldSeats.get(sessionId)?.reject(new ServerError(code, reason));
    }

    // For REST and the hub, called by other processes too: somebody in this room speaks to those nearby, or talks.
    sayNearby(userId: string, body: SendBody): Promise<Answer<Message>> {
      return asAnswer(this.host, 'chat/not_in_world', (host) => host.sayNearby(userId, body));
    }
    typeNearby(userId: string, isTyping: boolean): Promise<Answer<void>> {
      return asAnswer(this.host, 'chat/not_in_world', (host) => host.typeNearby(userId, isTyping));
    }
    startMedia(userId: string, body: StartBody): Promise<Answer<string>> {
      return asAnswer(this.host, 'media/not_in_world', (host) =>
        host.media.start(host.bodyOf(userId, 'media/not_in_world'), body),
      );
    }
    setMedia(userId: string, state: MediaState): Promise<Answer<void>> {
      return asAnswer(this.host, 'media/not_started', (host) =>
        host.media.setState(host.bodyOf(userId, 'media/not_started').id, state),
      );
    }
    stopMedia(userId: string): Promise<Answer<void>> {
      return asAnswer(this.host, 'media/not_started', (host) =>
        host.media.stop(host.bodyOf(userId, 'media/not_started').id),
      );
    }
    mediaPeers(userId: string, at: { x?: number; y?: number }): Promise<Answer<Peer[]>> {
      return asAnswer(this.host, 'media/not_in_world', (host) => host.mediaPeers(userId, at));
    }

    /** The zones that somebody stands in; none for who is not inside. */
    zonesOf(userId: string): string[] {
      return this.host?.zonesOf(userId) ?? [];
    }

    override onUncaughtException(error: RoomException, method: string): void {
      if (error.cause instanceof ServerError) return;
      logger.error({ err: error.cause ?? error, method, server_id: this.serverId }, 'the room caught an exception');
    }

    override async onBeforeShutdown(): Promise<void> {
      this.host?.notice('world/going_away');
      await this.disconnect(CLOSE.GOING_AWAY);
    }

    override async onDispose(): Promise<void> {
      // It may still be loading, and would run for ever then.
      const host = await this.loading?.catch(() => undefined);
      if (!host) return;
      await host.close();
      logger.info({ server_id: this.serverId }, 'world room closed');
    }
  };
}
export type WorldRoom = InstanceType<ReturnType<typeof defineWorldRoom>>;

/** A refused join carries the status as its code and the plain words; the SDK shows both. */
export function refusal(error: unknown): ServerError {
  const known = isAppError(error) ? error : new AppError('internal');
  return new ServerError(known.status, known.message);
}
