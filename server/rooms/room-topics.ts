// What reaches a world room from the rest of the product: kicks, bans, ended sessions, changed names, maps and messages.
// A lost message must not keep someone in who may not be: a look at the database every few seconds says the same.

import { CLOSE } from '../../shared/protocol/close-codes.ts';
import { shownStatus } from '../../shared/rules/presence.ts';
import type { ServerEvent, UserEvent } from '../platform/topics.ts';
import type { WorldDeps } from './world-deps.ts';
import type { HostedRoom, WorldHost } from './world-host.ts';

/** Sockets of an ended session or membership close within 5 s. */
const STANDING_CHECK_MS = 3_500;

export async function watchTopics(options: {
  host: WorldHost;
  room: HostedRoom;
  deps: WorldDeps;
}): Promise<() => Promise<void>> {
  const { host, room, deps } = options;
  const { serverId } = host;

  const expelUser = (userId: string, code: number, reason: string): void => {
    for (const [sessionId, caller] of [...host.people])
      if (caller.userId === userId) room.expel(sessionId, code, reason);
  };
  const expelSessions = (ended: readonly string[]): void => {
    for (const [sessionId, caller] of [...host.people]) {
      if (ended.includes(caller.sessionId)) room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
    }
  };

  const onServer = (event: ServerEvent): void => {
    if (event.type === 'message_sent') host.broadcast('chat:sent', event.message);
    else if (event.type === 'member_removed') {
      expelUser(event.user_id, event.banned ? CLOSE.BANNED : CLOSE.KICKED, event.banned ? 'banned' : 'removed');
    } else if (event.type === 'server_deleted') void room.disconnect(CLOSE.SERVER_DELETED);
    else if (event.type === 'map_changed') {
      host.changeMap().catch((error) => deps.logger.error({ err: error, server_id: serverId }, 'map not changed'));
    }
  };
  const onUser = (event: UserEvent): void => {
    if (event.type === 'session_revoked') expelSessions(event.session_ids);
    else if (event.type === 'profile_changed') {
      for (const body of host.world.all()) {
        if (body.userId !== event.user_id) continue;
        const { username, avatar_id } = event;
        room.state.players.get(body.id)?.assign({ username, avatar_id, status: shownStatus(event.status) });
      }
    }
  };

  const checkStandings = async (): Promise<void> => {
    const people = [...host.people].map(([, caller]) => ({ user_id: caller.userId, session_id: caller.sessionId }));
    const standings = new Map((await deps.listStandings(serverId, people)).map((row) => [row.session_id, row]));
    for (const [sessionId, caller] of [...host.people]) {
      const standing = standings.get(caller.sessionId);
      if (!standing) continue;
      if (standing.revoked) room.expel(sessionId, CLOSE.SESSION_REVOKED, 'session revoked');
      else if (standing.banned) room.expel(sessionId, CLOSE.BANNED, 'banned');
      else if (!standing.member) room.expel(sessionId, CLOSE.KICKED, 'removed');
    }
  };
  const timer = setInterval(() => {
    checkStandings().catch((error) => deps.logger.warn({ err: error, server_id: serverId }, 'standings not checked'));
  }, STANDING_CHECK_MS);

  const stops = [await deps.topics.onServer(serverId, onServer), await deps.topics.onUsers(onUser)];
  return async () => {
    clearInterval(timer);
    await Promise.all(stops.map((stop) => stop()));
  };
}
