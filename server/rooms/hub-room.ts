// The hub of a process, as the framework sees it: a room without a state, which everybody joins in whichever process they
// have reached.

import {
  type AuthContext,
  type Client,
  ClientState,
  type Deferred,
  Room,
  type RoomException,
  ServerError,
} from '@colyseus/core';
import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import { HubJoinOptions } from '../../shared/protocol/hub.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/world.ts';
import { AppError, isAppError } from '../platform/errors.ts';
import { type HubClient, type HubDeps, HubHost } from './hub-host.ts';
import { RECONNECTION_SECONDS, refusal } from './world-room.ts';

const SERVICE_RESTART = 4001;
/** There is no state to patch. */
const NEVER_MS = 2 ** 31 - 1;
type FrameTaker = { _onMessage(client: HubClient, frame: Buffer): void };

/** One a process. */
export const hubIdOf = (processId: string): string => `hub_${processId}`;

export function defineHubRoom(deps: HubDeps, processId: () => string) {
  const { logger } = deps;

  return class HubRoom extends Room<{ client: HubClient }> {
    override patchRate: number | null = NEVER_MS;
    override autoDispose = false;
    private host: HubHost | undefined;
    readonly heldSeats = new Map<string, Deferred<Client>>();

    static override async onAuth(token: string, options: unknown, context: AuthContext): Promise<HubClient['auth']> {
      try {
        const parsed = HubJoinOptions.safeParse(options);
        if (!parsed.success) throw new AppError('invalid', { message: 'Join with {protocol, server_id?}.' });
        if ((parsed.data.protocol ?? PROTOCOL_VERSION) < PROTOCOL_VERSION) throw new AppError('protocol_too_old');
        if (!token) throw new AppError('auth/token_missing');
        const caller = await deps.authenticate(token);
        const only = parsed.data.server_id;
        if (only !== undefined) await deps.requireMember(only, caller);
        return { caller, only };
      } catch (error) {
        if (!isAppError(error)) logger.error({ err: error, address: context.ip }, 'a join could not be checked');
        throw refusal(error);
      }
    }

    override async onCreate(): Promise<void> {
      this.roomId = hubIdOf(processId());
      const edge = this as unknown as FrameTaker;
      const forward = edge._onMessage.bind(this);
      edge._onMessage = (client, frame) => {
        if (this.host?.takeFrame(client, frame) === false) forward(client, frame);
      };
      this.host = await HubHost.open(this, deps);
    }

    override async onJoin(client: HubClient): Promise<void> {
      try {
        await this.host?.enter(client);
      } catch (error) {
        if (!isAppError(error)) logger.error({ err: error }, 'a join failed');
        throw refusal(error);
      }
    }

    override onDrop(client: HubClient, code?: number): void {
      if (code === undefined || FINAL_CLOSES.includes(code) || code === SERVICE_RESTART) return;
      if (client.state === ClientState.JOINING || !this.host?.isInside(client)) return;
      const seat = this.allowReconnection(client, RECONNECTION_SECONDS);
      this.heldSeats.set(client.sessionId, seat);
      const done = () => this.heldSeats.delete(client.sessionId);
      seat.then(done, done);
      this.host.noteDrop(client);
    }

    override onReconnect(client: HubClient): void {
      this.host?.resume(client);
    }

    override onLeave(client: HubClient): void {
      this.host?.leave(client.sessionId);
    }

    /** Closes the connection of a session, or gives up the seat that is held for it. */
    expel(sessionId: string, code: number, reason: string): void {
      this.host?.leave(sessionId);
      this.clients.get(sessionId)?.leave(code, reason);
      this.heldSeats.get(sessionId)?.reject(new ServerError(code, reason));
    }

    override onUncaughtException(error: RoomException, method: string): void {
      if (error.cause instanceof ServerError) return;
      logger.error({ err: error.cause ?? error, method }, 'the hub caught an exception');
    }

    override async onBeforeShutdown(): Promise<void> {
      await this.disconnect(CLOSE.GOING_AWAY);
    }

    override async onDispose(): Promise<void> {
      await this.host?.close();
    }
  };
}
