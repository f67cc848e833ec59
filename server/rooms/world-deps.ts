// What a world room is given by the composition root.

import type { GameMap } from '../../shared/maps/game-map.ts';
import type { Status } from '../../shared/protocol/users.ts';
import type { Chat } from '../chat/chat.ts';
import type { Speaker } from '../chat/ports.ts';
import type { Exchange } from '../media/exchange.ts';
import type { MediaSessions } from '../media/media-sessions.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Caller } from '../platform/http.ts';
import type { Logger } from '../platform/logger.ts';
import type { Topics } from '../platform/topics.ts';
import type { OnlineSource } from '../world/online.ts';
import type { Entry, Position, Standing } from '../world/world.repository.ts';
import type { Refused } from './dispatch.ts';

export type WorldDeps = {
  authenticate: (token: string) => Promise<Caller>;
  /** Throws what REST would answer: `servers/not_found`, `servers/not_a_member` ... */
  requireMember: (serverId: string, caller: Caller) => Promise<unknown>;
  loadMap: (serverId: string) => Promise<{ hash: string; game: GameMap }>;
  findEntry: (serverId: string, userId: string) => Promise<Entry | undefined>;
  savePositions: (serverId: string, positions: readonly Position[]) => Promise<void>;
  listStandings: (serverId: string, people: { user_id: string; session_id: string }[]) => Promise<Standing[]>;
  /** Remembers the status for the next time. */
  keepStatus: (userId: string, status: Status) => Promise<void>;
  chat: Chat;
  media: { sessions: MediaSessions; exchange: Exchange | undefined };
  /** Throws where somebody is muted, or may not be in that voice channel. */
  requireVoice: (speaker: Speaker, channelId: string | null) => Promise<void>;
  online: OnlineSource;
  topics: Topics;
  config: Config;
  clock: Clock;
  logger: Logger;
  metrics: WorldMetrics;
};

export type WorldMetrics = {
  /** How long a tick took, in seconds. */
  tick(seconds: number): void;
  refused(kind: Refused): void;
  players(change: 1 | -1): void;
  /** What a browser has measured of its connection with another. */
  connection(what: {
    state: 'connected' | 'failed';
    relayed: boolean;
    rttMs: number | null;
    loss: number | null;
  }): void;
};
