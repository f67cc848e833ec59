// What the services of this feature are given. Services know neither Express nor Colyseus.

import type { Db, Tx } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Cursors } from '../platform/cursor.ts';
import type { Limits } from '../platform/limits.ts';
import type { Part } from '../platform/multipart.ts';
import type { Topics } from '../platform/topics.ts';

/** Who is inside the worlds right now, in whichever process. */
export type OnlinePort = {
  /** How many people are inside each; who is not in the answer has none. */
  onlineCount(serverIds: readonly string[]): Promise<Map<string, number>>;
  onlineUsers(serverId: string): Promise<Set<string>>;
};

export type MapSource = {
  /** Tiled JSON, of whatever type a stranger has sent. */
  map?: unknown;
  template?: string;
  /** Pictures sent beside the map. */
  images: readonly Part[];
};

/** The maps feature as this one sees it: first read and check, outside any transaction; then store. */
export type MapPort<Prepared extends { id: string } = { id: string }> = {
  /** Throws `maps/invalid`, `maps/image_invalid` or `servers/unknown_template`; writes nothing. */
  prepare(source: MapSource): Promise<Prepared>;
  /** Rows of the map, its zones and its pictures. */
  store(tx: Tx, serverId: string, prepared: Prepared, now: Date): Promise<void>;
  /** Throws out what a server had: every map but `keepMapId`, and where people stood on it. */
  discardOthers(tx: Tx, serverId: string, keepMapId: string | null): Promise<void>;
};

/** The chat feature as this one sees it, within its own transactions. */
export type ChannelsPort = {
  /** The first channels of a new server: by its template, at least the one of the scope `global`. */
  seed(tx: Tx, serverId: string, options: { template: string | undefined; now: Date }): Promise<void>;
  /** Somebody became an active member. */
  memberEntered(tx: Tx, serverId: string, userId: string): Promise<void>;
  /** Somebody is no member any more. */
  memberLeft(tx: Tx, serverId: string, userId: string): Promise<void>;
  /** The server is about to be deleted, with all that was said on it. */
  serverLeaves(tx: Tx, serverId: string): Promise<void>;
};

export type ServersContext = {
  db: Db;
  clock: Clock;
  topics: Topics;
  limits: Limits;
  presence: OnlinePort;
  cursors: Cursors;
  maps: MapPort;
  channels: ChannelsPort;
};
