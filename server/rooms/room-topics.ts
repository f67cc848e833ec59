// What reaches a world room from the rest of the product: kicks, bans, ended sessions, changed names, maps and messages.
// A lost message must not keep someone in who may not be: a look at the database every few seconds says the same. When
// more may have been missed, all of it is read again.

import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { Status } from '../../shared/protocol/users.ts';
import { shownStatus } from '../../shared/rules/presence.ts';
import { isAppError } from '../platform/errors.ts';
import type { ServerEvent, UserEvent } from '../platform/topics.ts';
import type { WorldDeps } from './world-deps.ts';
import type { HostedRoom, WorldHost } from './world-host.ts';

/** Sockets of an ended session or membership close within 5 s. */
const STANDING_CHECK_MS = 3_500;
/** Two processes' clocks, and a commit that took its time. */
const GAP_MARGIN_MS = 5_000;

type Look = { username: string; avatar_id: string; status: Status };

export async function watchTopics(options: {
  host: WorldHost;
  room: HostedRoom;
  deps: WorldDeps;
}): Promise<() => Promise<void>> {
  const { host, room, deps } = options;
  const { serverId } = host;

  const expelUser = (userId: string, code: number, reason: string): void => {
    for (const [sessionId, { caller }] of [...host.people])
      if (caller.userId === userId) room.expel(sessionId, code, reason);
  };
  const expelSessions = (ended: readonly string[]): void => {
    for (const [sessionId, { caller }] of [...host.people]) {
      if (ended.includes(caller.sessionId)) room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
    }
  };
  const showAs = (userId: string, { username, avatar_id, status }: Look): void => {
    for (const body of host.world.all()) {
      if (body.userId !== userId) continue;
      room.state.players.get(body.id)?.assign({ username, avatar_id, status: shownStatus(status) });
    }
  };
  const changeMap = async (): Promise<void> => {
    try {
      await host.changeMap();
    } catch (error) {
      if (isAppError(error) && error.code === 'servers/not_found') void room.disconnect(CLOSE.SERVER_DELETED);
      else throw error;
    }
  };
  const orWarn = (work: Promise<void>, what: string): void => {
    work.catch((error) => deps.logger.warn({ err: error, server_id: serverId }, what));
  };

  const onServer = (event: ServerEvent): void => {
    if (event.type === 'chat') host.delivery.deliver(event);
    else if (event.type === 'channels_changed') {
      host.delivery.rulesChanged();
      void host.media.recheck();
    } else if (event.type === 'moderation_changed') {
      host.delivery.moderationChanged();
      void host.media.recheck();
    } else if (event.type === 'member_changed') host.setRole(event.user_id, event.role);
    else if (event.type === 'member_removed') {
      expelUser(event.user_id, event.banned ? CLOSE.BANNED : CLOSE.KICKED, event.banned ? 'banned' : 'removed');
    } else if (event.type === 'server_deleted') void room.disconnect(CLOSE.SERVER_DELETED);
    else if (event.type === 'map_changed') {
      deps.chat.directory.forget(serverId);
      orWarn(changeMap(), 'the map was not changed');
    }
  };
  const onUser = (event: UserEvent): void => {
    if (event.type === 'session_revoked') expelSessions(event.session_ids);
    else showAs(event.user_id, event);
  };

  const checkStandings = async ({ looksToo = false } = {}): Promise<void> => {
    const people = [...host.people].map(([, { caller }]) => ({ user_id: caller.userId, session_id: caller.sessionId }));
    const standings = new Map((await deps.listStandings(serverId, people)).map((row) => [row.session_id, row]));
    for (const [sessionId, { caller }] of [...host.people]) {
      const standing = standings.get(caller.sessionId);
      if (!standing) continue;
      if (standing.revoked) room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
      else if (standing.banned) room.expel(sessionId, CLOSE.BANNED, 'banned');
      else if (standing.role === null) room.expel(sessionId, CLOSE.KICKED, 'removed');
      else {
        host.setRole(caller.userId, standing.role);
        if (looksToo) showAs(caller.userId, standing);
      }
    }
  };
  const openedAt = deps.clock.now().getTime();
  const catchUp = async (since: Date): Promise<void> => {
    await changeMap();
    await checkStandings({ looksToo: true });
    const from = new Date(Math.max(openedAt, since.getTime() - GAP_MARGIN_MS));
    host.delivery.rulesChanged();
    await host.media.recheck();
    const missed = await deps.chat.messages.since(serverId, from);
    for (const { where, message } of missed ?? []) {
      const author_id = message.user_id;
      host.delivery.deliver({
        ...{ type: 'chat', server_id: serverId, where, author_id, name: 'chat:sent', body: message },
      });
    }
    // Whatever else was missed: what was changed, or more than is told again.
    host.delivery.gap();
  };
  const onGap = (since: Date): void => orWarn(catchUp(since), 'what was missed could not be read');

  const timer = setInterval(() => orWarn(checkStandings(), 'standings not checked'), STANDING_CHECK_MS);
  const stops = [
    await deps.topics.onServer(serverId, onServer, onGap),
    await deps.topics.onUsers(onUser, () => orWarn(checkStandings({ looksToo: true }), 'names not read')),
  ];
  return async () => {
    clearInterval(timer);
    await Promise.all(stops.map((stop) => stop()));
  };
}
