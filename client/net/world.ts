// The connection of one stay in a world: joins, resumes, joins again, and knows when it is over.

import { decodeDocument } from '../../shared/maps/document.ts';
import { CLOSE, FINAL_CLOSES } from '../../shared/protocol/close-codes.ts';
import type { MapDocument } from '../../shared/protocol/maps.ts';
import { addNotice, type Ending, type WorldSession } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import { CHAT_EVENTS, type ChatCarrier, type ChatEars } from './chat-carrier.ts';
import { MEDIA_EVENTS, type MediaEars } from './media-events.ts';
import { lineDown } from './room-errors.ts';
import { backoff } from './wait.ts';
import type { WorldRoom } from './world-room.ts';
import { forgetPeople, refreshGround, syncState } from './world-sync.ts';

export type WorldLinkDeps = {
  session: WorldSession;
  /** Who hears the chat; told as well when the line stands and when it is down. */
  ears: ChatEars;
  /** Who sets up voice and video. */
  media?: MediaEars;
  /** Joins with a fresh access token. Rejects with ApiError. */
  join: () => Promise<WorldRoom>;
  loadMap: () => Promise<{ hash: string; document: MapDocument }>;
  /** Resolves after `ms`, or sooner when the network comes back. */
  wait: (ms: number) => Promise<void>;
  random: () => number;
};

export type WorldLink = ChatCarrier & {
  /** The room while the connection stands. */
  room(): WorldRoom | null;
  /** Leaves for good. */
  close(): void;
};

/** A room that closes sends everybody away at once: they come back over this time. */
const SPREAD_MS = 1000;

export function openWorld(deps: WorldLinkDeps): WorldLink {
  const { session, ears, media } = deps;
  const { store } = session;
  let room: WorldRoom | null = null;
  let live = false;
  let closed = false;
  let mapWanted: string | null = null;

  const end = (ending: Ending): void => {
    closed = true;
    live = false;
    session.intent.goal = null;
    ears.onDown();
    media?.onDown();
    store.setState({ phase: 'ended', ending });
  };

  const fetchMap = async (): Promise<void> => {
    for (let attempt = 1; !closed; attempt++) {
      try {
        const { hash, document } = await deps.loadMap();
        if (closed || store.getState().map?.hash === hash) return;
        store.setState({ map: { hash, document, game: decodeDocument(document) }, loaded: 0 });
        refreshGround(session);
        const state = room?.state();
        if (state) syncState(session, state);
        return;
      } catch (error) {
        const refused = endingOfJoin(error);
        if (refused) return end(refused);
        await deps.wait(backoff(attempt, deps.random));
      }
    }
  };
  /** The map that the room walks on, where it is another one than ours. */
  const wantMap = (hash: string | null): void => {
    if (hash !== null && (hash === mapWanted || hash === store.getState().map?.hash)) return;
    mapWanted = hash;
    void fetchMap();
  };

  const goLive = (isFresh: boolean): void => {
    live = true;
    store.setState({ phase: 'live', attempt: 0 });
    ears.onLive();
    media?.onLive(isFresh);
  };

  const attach = (joined: WorldRoom): void => {
    room = joined;
    forgetPeople(session);
    store.setState({ sessionId: joined.sessionId });
    joined.on('world:welcome', ({ tick, map_hash }) => {
      session.clock.sync(tick);
      store.setState({ welcomed: true });
      wantMap(map_hash);
    });
    joined.on('world:emoted', ({ user_id, emote }) => session.events.emit('emoted', { userId: user_id, emote }));
    joined.on('world:notice', ({ code, message }) => {
      addNotice(session, code, message);
      if (code === 'world/map_changed') wantMap(null);
    });
    joined.on('world:zone_entered', () => {});
    joined.on('world:zone_left', () => {});
    for (const type of CHAT_EVENTS) {
      joined.on(type, (body) => {
        if (room === joined) ears.heard(type, body as never);
      });
    }
    for (const type of MEDIA_EVENTS) {
      joined.on(type, (body) => {
        if (room === joined) media?.heard(type, body as never);
      });
    }
    joined.onState(() => {
      const state = joined.state();
      if (state) syncState(session, state);
    });
    joined.onDrop(() => {
      live = false;
      session.intent.goal = null;
      ears.onDown();
      media?.onDown();
      store.setState(({ attempt }) => ({ phase: 'reconnecting', attempt: attempt + 1 }));
    });
    joined.onResume(() => goLive(false));
    joined.onLeave((code) => {
      if (room !== joined || closed) return;
      room = null;
      live = false;
      session.intent.goal = null;
      if (FINAL_CLOSES.includes(code)) return end(endingOfClose(code));
      ears.onDown();
      media?.onDown();
      store.setState({ phase: 'reconnecting' });
      void deps.wait(deps.random() * SPREAD_MS).then(join);
    });
    goLive(true);
  };

  const join = async (): Promise<void> => {
    for (let attempt = 1; !closed; attempt++) {
      try {
        const joined = await deps.join();
        if (closed) return joined.leave();
        return attach(joined);
      } catch (error) {
        if (closed) return;
        const refused = endingOfJoin(error);
        if (refused) return end(refused);
        store.setState(({ phase }) => ({ phase: phase === 'joining' ? phase : 'reconnecting', attempt }));
        await deps.wait(backoff(attempt, deps.random));
      }
    }
  };

  void join();
  void fetchMap();
  return {
    room: () => (live ? room : null),
    isLive: () => live && room !== null,
    request: (type, body) => {
      if (live && room) return room.request(type, body as never) as Promise<never>;
      return Promise.reject(lineDown()) as Promise<never>;
    },
    close: () => {
      closed = true;
      live = false;
      room?.leave();
      room = null;
    },
  };
}

/** Refusals that no further try can change; null for those that one can. */
export function endingOfJoin(error: unknown): Ending | null {
  if (!(error instanceof ApiError)) {
    return { title: 'Something went wrong', message: String(error), again: 'Try again' };
  }
  const { status, message } = error;
  if (status === 0 || status === 429 || status >= 500) return null;
  const title = TITLES[status] ?? 'You can not enter';
  return { title, message, again: status === 404 ? null : 'Try again', page: status === 403 };
}
const TITLES: Record<number, string> = {
  400: 'This page is out of date',
  401: 'You are signed out',
  403: 'You can not enter',
  404: 'There is no such world',
};

export function endingOfClose(code: number): Ending {
  return ENDINGS[code] ?? { title: 'You left', message: 'The connection was closed.', again: 'Come back in' };
}
const ENDINGS: Record<number, Ending> = {
  [CLOSE.CONSENTED]: { title: 'You left', message: 'See you soon.', again: 'Come back in' },
  [CLOSE.FLOOD]: {
    title: 'Too much at once',
    message: 'This page sent more than the server takes, so the server closed the connection. You can come back in.',
    again: 'Come back in',
  },
  [CLOSE.JOINED_ELSEWHERE]: {
    title: 'You are here in another place',
    message:
      'You entered this world from another tab or device, and only one of you can walk in it. Come back here to go on here.',
    again: 'Come back in',
  },
  [CLOSE.KICKED]: {
    title: 'You were asked to leave',
    message: 'Someone who looks after this server removed you from it. Ask them if you think that was a mistake.',
    again: null,
  },
  [CLOSE.BANNED]: {
    title: 'You were banned',
    message: 'You can not come back to this server unless someone who looks after it lifts the ban.',
    again: null,
  },
  [CLOSE.SESSION_REVOKED]: {
    title: 'You were signed out',
    message: 'Your session ended. Sign in again to go on.',
    again: null,
  },
  [CLOSE.SERVER_DELETED]: {
    title: 'This server is gone',
    message: 'Its owner deleted it. Your account and your other servers are as they were.',
    again: null,
  },
};
