// What goes on in the hub of a process: clients outside of the world (the chat page, bots) hear what concerns them, of
// all virtual servers of their account over one connection. It is a gateway, not a place: nothing is known here that the
// database and the topics do not say.

import { type Client, getMessageBytes, Protocol } from '@colyseus/core';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { hubRoomMessages } from '../../shared/protocol/registry.ts';
import type { ServerRole } from '../../shared/protocol/servers.ts';
import { type ChatSender, chatHandlers } from '../chat/chat.messages.ts';
import type { Chat } from '../chat/chat.ts';
import { createDelivery, type Delivery } from '../chat/delivery.ts';
import type { NearbyPort } from '../chat/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import type { Logger } from '../platform/logger.ts';
import type { ChatNews, PersonalEvent, ServerEvent, Topics, UserEvent } from '../platform/topics.ts';
import { ONLINE_BEAT_MS, type OnlineSource } from '../world/online.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import type { HubMembership } from './hub.repository.ts';
import { Missed } from './missed.ts';
import { PersonalTopics } from './personal-topics.ts';
import type { AtriumClient } from './transport.ts';
import type { WorldMetrics } from './world-deps.ts';

/** Connections of an ended session close, and those who are no members any more hear nothing, within 5 s. */
const STANDING_CHECK_MS = 3_500;
/** Two processes' clocks, and a commit that took its time. */
const GAP_MARGIN_MS = 5_000;

export type HubDeps = {
  authenticate: (token: string) => Promise<Caller>;
  /** Throws what REST would answer. */
  requireMember: (serverId: string, caller: Caller) => Promise<unknown>;
  listMembershipsOf: (userIds: readonly string[]) => Promise<HubMembership[]>;
  listLiveSessions: (sessionIds: readonly string[]) => Promise<Set<string>>;
  chat: Chat;
  nearby: NearbyPort;
  online: OnlineSource;
  topics: Topics;
  config: Config;
  clock: Clock;
  logger: Logger;
  metrics: Pick<WorldMetrics, 'refused'>;
};
export type HubClient = Client<{ auth: { caller: Caller; only: string | undefined } }> & AtriumClient;
export type HostedHub = {
  readonly clients: { get(sessionId: string): HubClient | undefined };
  expel(sessionId: string, code: number, reason: string): void;
};

/** `only`: the one server that this connection asked for. */
type Visitor = { caller: Caller; only: string | undefined; roles: Map<string, ServerRole> };
type Listened = { delivery: Delivery; sessions: Set<string>; stop: Promise<() => Promise<void>> };

export class HubHost {
  readonly people = new Map<string, Visitor>();
  private readonly servers = new Map<string, Listened>();
  private readonly room: HostedHub;
  private readonly deps: HubDeps;
  private readonly dispatch: Dispatch;
  private readonly personal: PersonalTopics;
  private readonly missed: Missed;
  private readonly undo: (() => unknown)[] = [];

  static async open(room: HostedHub, deps: HubDeps): Promise<HubHost> {
    const host = new HubHost(room, deps);
    await host.start();
    return host;
  }

  private constructor(room: HostedHub, deps: HubDeps) {
    this.room = room;
    this.deps = deps;
    const { config, clock, logger } = deps;
    this.missed = new Missed(clock.monotonic);
    this.dispatch = createDispatch({
      ...{ messages: hubRoomMessages, handlers: this.handlers(), logger, monotonic: clock.monotonic },
      framesPerSecond: config.rateLimits ? config.limits.LIMIT_SOCKET_PER_SECOND : Number.POSITIVE_INFINITY,
      chatPerMinute: config.rateLimits ? config.limits.LIMIT_SOCKET_CHAT_PER_MINUTE : Number.POSITIVE_INFINITY,
      refused: deps.metrics.refused,
    });
    this.personal = new PersonalTopics({
      topics: deps.topics,
      onEvent: (event) => this.onPersonal(event),
      onGap: (userId) => this.tellPerson(userId, { name: 'chat:gap', body: {} }),
    });
  }

  private async start(): Promise<void> {
    const { deps } = this;
    const check = setInterval(() => this.orWarn(this.checkStandings(), 'standings not checked'), STANDING_CHECK_MS);
    const beat = setInterval(() => this.orWarn(this.keepOnline(), 'who is online was not told'), ONLINE_BEAT_MS);
    const onGap = (): void => this.orWarn(this.checkStandings(), 'standings not checked');
    this.undo.push(
      () => clearInterval(check),
      () => clearInterval(beat),
      await deps.topics.onUsers((event) => this.onUser(event), onGap),
      () => this.personal.close(),
    );
  }

  /** False: the frame is one of the framework's own. */
  takeFrame(client: HubClient, frame: Buffer): boolean {
    return this.dispatch.take(client, frame);
  }

  async enter(client: HubClient): Promise<void> {
    const { auth, sessionId } = client;
    if (!auth) throw new AppError('auth/token_missing');
    const { caller, only } = auth;
    // First the ear, then the look: what changes in between is heard.
    await this.personal.enter(caller.userId);
    const visitor: Visitor = { caller, only, roles: new Map() };
    this.people.set(sessionId, visitor);
    try {
      await this.setRoles(sessionId, await this.deps.listMembershipsOf([caller.userId]));
      if (client.ref.readyState !== client.ref.OPEN) throw new AppError('unavailable');
    } catch (error) {
      this.leave(sessionId);
      throw error;
    }
  }

  isInside(client: HubClient): boolean {
    return this.people.has(client.sessionId);
  }

  leave(sessionId: string): void {
    const visitor = this.people.get(sessionId);
    this.missed.forget(sessionId);
    if (!visitor) return;
    for (const serverId of [...visitor.roles.keys()]) this.drop(sessionId, visitor, serverId);
    this.people.delete(sessionId);
    this.personal.leave(visitor.caller.userId);
  }

  noteDrop(client: HubClient): void {
    this.missed.noteDrop(client);
  }

  resume(client: HubClient): void {
    const visitor = this.people.get(client.sessionId);
    if (visitor) this.missed.resume(client as Parameters<Missed['resume']>[0], visitor.caller.userId);
  }

  async close(): Promise<void> {
    for (const sessionId of [...this.people.keys()]) this.leave(sessionId);
    for (const undo of this.undo.splice(0)) await undo();
    await Promise.all([...this.servers.values()].map(async ({ stop }) => (await stop)()));
    this.servers.clear();
  }

  /** Which servers a connection hears of, and as whom. */
  private async setRoles(sessionId: string, memberships: readonly HubMembership[]): Promise<void> {
    const visitor = this.people.get(sessionId);
    if (!visitor) return;
    const now = new Map(
      memberships
        .filter(
          ({ user_id, server_id }) => user_id === visitor.caller.userId && (visitor.only ?? server_id) === server_id,
        )
        .map(({ server_id, role }) => [server_id, role]),
    );
    for (const serverId of [...visitor.roles.keys()]) {
      if (!now.has(serverId)) this.drop(sessionId, visitor, serverId);
    }
    const listening: Promise<unknown>[] = [];
    for (const [serverId, role] of now) {
      if (!visitor.roles.has(serverId)) listening.push(this.listen(sessionId, visitor, serverId));
      visitor.roles.set(serverId, role);
    }
    await Promise.all(listening);
  }

  /** Where the news of it was lost: the client is told as by the news. */
  private async mendRoles(sessionId: string, memberships: readonly HubMembership[]): Promise<void> {
    const before = new Map(this.people.get(sessionId)?.roles);
    await this.setRoles(sessionId, memberships);
    const after = this.people.get(sessionId)?.roles ?? new Map<string, ServerRole>();
    for (const server_id of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(server_id) === after.get(server_id)) continue;
      this.tell([sessionId], { name: 'chat:memberships_changed', body: { server_id } }, () => true);
    }
  }

  private async listen(sessionId: string, visitor: Visitor, serverId: string): Promise<void> {
    let listened = this.servers.get(serverId);
    if (!listened) {
      listened = {
        delivery: this.deliveryOf(serverId),
        sessions: new Set(),
        stop: this.deps.topics.onServer(
          serverId,
          (event) => this.onServer(event),
          (since) => this.orWarn(this.catchUp(serverId, since), 'what was missed could not be read'),
        ),
      };
      this.servers.set(serverId, listened);
    }
    listened.sessions.add(sessionId);
    await listened.stop;
    await this.deps.online.enter(serverId, visitor.caller.userId);
  }

  private drop(sessionId: string, visitor: Visitor, serverId: string): void {
    visitor.roles.delete(serverId);
    const listened = this.servers.get(serverId);
    if (!listened) return;
    listened.sessions.delete(sessionId);
    const { userId } = visitor.caller;
    const others = [...listened.sessions].some((id) => this.people.get(id)?.caller.userId === userId);
    if (!others) void this.deps.online.leave(serverId, userId);
    if (listened.sessions.size > 0) return;
    this.servers.delete(serverId);
    void listened.stop.then((stop) => stop());
  }

  private deliveryOf(serverId: string): Delivery {
    const { chat, logger } = this.deps;
    return createDelivery({
      ...{ serverId, directory: chat.directory, logger },
      port: {
        toAll: (news) => this.tellSome(serverId, news, () => true),
        toSome: (news, may) => this.tellSome(serverId, news, may),
        // Where somebody stands is the world's to know, and the world tells them.
        standsIn: () => false,
      },
    });
  }

  private tellSome(
    serverId: string,
    news: ChatNews,
    may: (listener: { userId: string; role: ServerRole }) => boolean,
  ): void {
    const sessions = this.servers.get(serverId)?.sessions ?? [];
    this.tell(sessions, news, ({ caller, roles }) => {
      const role = roles.get(serverId);
      return role !== undefined && may({ userId: caller.userId, role });
    });
  }

  private tellPerson(userId: string, news: ChatNews): void {
    this.tell(this.people.keys(), news, ({ caller }) => caller.userId === userId);
  }

  /** The bytes are made once. */
  private tell(sessions: Iterable<string>, { name, body }: ChatNews, may: (visitor: Visitor) => boolean): void {
    const to = new Set<string>();
    let bytes: Uint8Array | undefined;
    for (const sessionId of sessions) {
      const visitor = this.people.get(sessionId);
      if (!visitor || !may(visitor)) continue;
      to.add(visitor.caller.userId);
      bytes ??= getMessageBytes.raw(Protocol.ROOM_DATA, name, body);
      this.room.clients.get(sessionId)?.enqueueRaw(bytes);
    }
    if (to.size > 0) this.missed.keep(to, name, body);
  }

  private onServer(event: ServerEvent): void {
    const listened = this.servers.get(event.server_id);
    if (!listened) return;
    const { delivery } = listened;
    if (event.type === 'chat') delivery.deliver(event);
    else if (event.type === 'channels_changed') delivery.rulesChanged();
    else if (event.type === 'moderation_changed') delivery.moderationChanged();
    else if (event.type === 'map_changed') this.deps.chat.directory.forget(event.server_id);
    else if (event.type === 'member_changed') this.setRole(event.user_id, event.server_id, event.role);
    else if (event.type === 'member_removed') this.setRole(event.user_id, event.server_id, null);
    else if (event.type === 'server_deleted') {
      const news: ChatNews = { name: 'chat:memberships_changed', body: { server_id: event.server_id } };
      this.tellSome(event.server_id, news, () => true);
      for (const sessionId of [...listened.sessions])
        this.leaveServer(sessionId, event.server_id, CLOSE.SERVER_DELETED);
    }
  }

  private onUser(event: UserEvent): void {
    if (event.type !== 'session_revoked') return;
    for (const [sessionId, { caller }] of [...this.people]) {
      if (event.session_ids.includes(caller.sessionId)) {
        this.room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
      }
    }
  }

  private onPersonal(event: PersonalEvent): void {
    const { user_id } = event;
    if (event.type === 'chat') this.tellPerson(user_id, { name: event.name, body: event.body } as ChatNews);
    else if (event.type === 'blocks_changed') this.tellPerson(user_id, { name: 'chat:blocks_changed', body: {} });
    else {
      const { server_id } = event;
      this.setRole(user_id, server_id, event.role);
      this.tellPerson(user_id, { name: 'chat:memberships_changed', body: { server_id } });
    }
  }

  private setRole(userId: string, serverId: string, role: ServerRole | null): void {
    for (const [sessionId, visitor] of [...this.people]) {
      if (visitor.caller.userId !== userId || (visitor.only ?? serverId) !== serverId) continue;
      if (role === null) {
        if (visitor.roles.has(serverId)) this.leaveServer(sessionId, serverId, CLOSE.KICKED);
      } else {
        const isNew = !visitor.roles.has(serverId);
        visitor.roles.set(serverId, role);
        if (isNew) this.orWarn(this.listen(sessionId, visitor, serverId), 'a server could not be listened to');
      }
    }
  }

  /** A connection that was for this server alone has nothing to hear any more. */
  private leaveServer(sessionId: string, serverId: string, code: number): void {
    const visitor = this.people.get(sessionId);
    if (!visitor) return;
    this.drop(sessionId, visitor, serverId);
    if (visitor.only === serverId) this.room.expel(sessionId, code, 'no member any more');
  }

  private async checkStandings(): Promise<void> {
    const visitors = [...this.people.values()];
    if (visitors.length === 0) return;
    const [live, memberships] = await Promise.all([
      this.deps.listLiveSessions([...new Set(visitors.map(({ caller }) => caller.sessionId))]),
      this.deps.listMembershipsOf([...new Set(visitors.map(({ caller }) => caller.userId))]),
    ]);
    const byUser = Map.groupBy(memberships, ({ user_id }) => user_id);
    for (const [sessionId, { caller, only, roles }] of [...this.people]) {
      // Who came while we asked is not in the answer.
      if (!visitors.includes(this.people.get(sessionId)!)) continue;
      if (!live.has(caller.sessionId)) {
        this.room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
        continue;
      }
      await this.mendRoles(sessionId, byUser.get(caller.userId) ?? []);
      if (only !== undefined && roles.size === 0) this.room.expel(sessionId, CLOSE.KICKED, 'no member any more');
    }
  }

  private async catchUp(serverId: string, since: Date): Promise<void> {
    const { chat } = this.deps;
    this.servers.get(serverId)?.delivery.rulesChanged();
    await this.checkStandings();
    const missed = await chat.messages.since(serverId, new Date(since.getTime() - GAP_MARGIN_MS));
    const delivery = this.servers.get(serverId)?.delivery;
    for (const { where, message } of missed ?? []) {
      const author_id = message.user_id;
      delivery?.deliver({ type: 'chat', server_id: serverId, where, author_id, name: 'chat:sent', body: message });
    }
    // Whatever else was missed: what was changed, or more than is told again.
    delivery?.gap();
  }

  private async keepOnline(): Promise<void> {
    await Promise.all(
      [...this.servers].map(([serverId, { sessions }]) => {
        const userIds = new Set([...sessions].flatMap((id) => this.people.get(id)?.caller.userId ?? []));
        return this.deps.online.keep(serverId, [...userIds]);
      }),
    );
  }

  private handlers(): Record<string, (client: Client, body: unknown) => unknown> {
    const handlers = chatHandlers(this.deps.chat, this.deps.nearby) as Record<
      string,
      (sender: ChatSender, body: unknown) => unknown
    >;
    const withSender = (handle: (typeof handlers)[string]) => (client: Client, body: unknown) => {
      const visitor = this.people.get(client.sessionId);
      if (!visitor) throw new AppError('auth/session_revoked');
      return handle({ userId: visitor.caller.userId, serverId: visitor.only }, body);
    };
    return Object.fromEntries(Object.entries(handlers).map(([type, handle]) => [type, withSender(handle)]));
  }

  private orWarn(work: Promise<unknown>, what: string): void {
    work.catch((error) => this.deps.logger.warn({ err: error }, what));
  }
}
