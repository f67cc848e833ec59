// The composition root: config -> database, Redis -> services -> rooms and REST routes. The only place that knows everything.

import { createServer } from 'node:http';
import { LocalDriver, LocalPresence, matchMaker } from '@colyseus/core';
import express from 'express';
import { sql } from 'kysely';
import { createAttachments } from './server/attachments/attachments.ts';
import { createAuth } from './server/auth/auth.ts';
import { channelsPort } from './server/chat/channel-templates.ts';
import { mountChat } from './server/chat/chat.routes.ts';
import { CHAT_BURST, type Chat, createChat } from './server/chat/chat.ts';
import { connectDatabase } from './server/db/database.ts';
import { migrateToLatest } from './server/db/migrate.ts';
import { createMaps } from './server/maps/maps.ts';
import { createMedia } from './server/media/media.ts';
import { createModeration } from './server/moderation/moderation.ts';
import { mountClient, securityHeaders } from './server/ops/client-files.ts';
import { createMetrics, mountHealth, type Probe } from './server/ops/health.ts';
import { mountMonitor } from './server/ops/monitor.ts';
import { mountOpenApi } from './server/ops/openapi.ts';
import { createBuckets } from './server/platform/buckets.ts';
import { type Clock, systemClock } from './server/platform/clock.ts';
import type { Config } from './server/platform/config.ts';
import { createCursors } from './server/platform/cursor.ts';
import { createApi, mountErrors, requestIds } from './server/platform/http.ts';
import { inTime } from './server/platform/in-time.ts';
import { createLimits } from './server/platform/limits.ts';
import { explainListen } from './server/platform/listen-error.ts';
import type { Logger } from './server/platform/logger.ts';
import { MAP_BYTES_MAX } from './server/platform/multipart.ts';
import { addressOf, cors, isOriginAllowed } from './server/platform/origins.ts';
import { connectRedis } from './server/platform/redis.ts';
import { createTopics } from './server/platform/topics.ts';
import { createPush } from './server/push/push.ts';
import { listLiveSessions, listMembershipsOf } from './server/rooms/hub.repository.ts';
import { defineHubRoom } from './server/rooms/hub-room.ts';
import { mountMatchmaking } from './server/rooms/matchmake.routes.ts';
import { mediaByRoom, nearbyByRoom, whereaboutsByRoom } from './server/rooms/nearby.ts';
import { AtomicRedisDriver } from './server/rooms/redis-driver.ts';
import { AtriumPresence } from './server/rooms/redis-presence.ts';
import { AtriumTransport } from './server/rooms/transport.ts';
import { defineWorldRoom } from './server/rooms/world-room.ts';
import { createVirtualServers, requireMember } from './server/virtual-servers/virtual-servers.ts';
import { createOnline } from './server/world/online.ts';
import { findEntry, listStandings, savePositions } from './server/world/world.repository.ts';
import { CLOSE } from './shared/protocol/close-codes.ts';

/** What does not end within these is left to its fate, so that a shutdown always ends, and within 20 s. */
const PATIENCE_MS = { rooms: 8_000, services: 2_000, database: 6_000 };

/** What stands around a map of the largest size in a JSON body. */
const BODY_SLACK_BYTES = 64 * 1024;

export type App = {
  /** Resolves with the port that is open. */
  listen(): Promise<number>;
  close(): Promise<void>;
};

export async function createApp(config: Config, logger: Logger, clock: Clock = systemClock): Promise<App> {
  const redis = config.redisUrl ? await connectRedis(config.redisUrl, logger) : undefined;
  const database = await connectDatabase(config, logger);
  await migrateToLatest(database.client, logger);
  const { db } = database;
  const presence = redis ? new AtriumPresence(redis, logger) : new LocalPresence();
  const sendAway = (roomId: string): void => void matchMaker.getLocalRoomById(roomId)?.disconnect(CLOSE.GOING_AWAY);
  const driver = redis ? new AtomicRedisDriver({ redis, logger, onLost: sendAway }) : new LocalDriver();

  const topics = createTopics(presence, logger);
  const limits = createLimits(config, redis);
  const online = createOnline(logger, redis);
  const auth = await createAuth({ db, config, logger, clock, topics, limits });
  const cursors = createCursors(auth.secret);
  const maps = createMaps({ db });
  const servers = createVirtualServers({
    db,
    config,
    clock,
    logger,
    topics,
    limits,
    cursors,
    presence: online,
    maps: maps.port,
    channels: channelsPort,
  });
  const chatShape = { capacity: CHAT_BURST, perMinute: config.limits.LIMIT_CHAT_PER_MINUTE };
  const allowances = createBuckets({ name: 'chat', shape: chatShape, monotonic: clock.monotonic, redis });
  // Chat, its files, its notifications and moderation ask each other; none does before all of them are there.
  const chatLater: { chat?: Chat } = {};
  const theChat = (): Chat => chatLater.chat!;
  const mayRead = (userId: string, serverId: string, messageId: string): Promise<boolean> =>
    theChat().mayRead(userId, serverId, messageId);
  const moderation = createModeration({ db, clock, topics, cursors, logger });
  const { guard } = moderation;
  const attachments = createAttachments({ db, config, logger, clock, limits, guard, mayReadMessage: mayRead });
  const push = await createPush({ db, config, logger, clock, mayRead });
  const chat = createChat({
    ...{ db, clock, config, cursors, topics, allowances, guard, online },
    ...{ attachments: attachments.port, notify: push.notify, whereabouts: whereaboutsByRoom },
  });
  chatLater.chat = chat;
  moderation.connect(chat.forModeration);
  const media = await createMedia({
    ...{ db, config, clock, logger, guard, port: mediaByRoom },
    requireMember: (serverId, caller) => requireMember(db, serverId, caller),
    channelType: chat.channelType,
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(requestIds, securityHeaders, cors(config));
  const http = createServer(app);
  const transport = new AtriumTransport({
    server: http,
    logger,
    connectionsPerAddress: config.rateLimits ? config.limits.LIMIT_CONNECTIONS_PER_ADDRESS : Number.POSITIVE_INFINITY,
    addressOf: (req) => addressOf(req, config.trustProxy),
    originAllowed: (origin, { host }) => isOriginAllowed(config, origin, host),
  });
  const metrics = createMetrics(transport, media.exchange?.figures);
  const probes: Probe[] = [{ name: 'database', check: async () => void (await sql`select 1`.execute(db)) }];
  if (redis) probes.push({ name: 'redis', check: async () => void (await redis.ping()) });

  mountHealth(app, { probes, metrics, metricsToken: config.metricsToken });
  mountMatchmaking(app, { config, limits, logger });
  const api = createApi({
    app,
    authenticate: auth.authenticate,
    limits,
    logger,
    bodyLimit: MAP_BYTES_MAX + BODY_SLACK_BYTES,
  });
  auth.mount(api);
  servers.mount(api);
  maps.mount(api);
  attachments.mount(api);
  moderation.mount(api);
  mountChat(api, chat, nearbyByRoom);
  media.mount(api);
  push.mount(api);
  mountOpenApi(app);
  mountMonitor(app, config);
  mountClient(app);
  mountErrors(app, logger);

  await matchMaker.setup(presence, driver, config.publicAddress);
  const WorldRoom = defineWorldRoom({
    authenticate: auth.authenticate,
    requireMember: (serverId, caller) => requireMember(db, serverId, caller),
    loadMap: maps.loadMap,
    findEntry: (serverId, userId) => findEntry(db, serverId, userId),
    savePositions: (serverId, positions) => savePositions(db, serverId, positions, clock.now()),
    keepStatus: async (userId, status) => {
      await auth.profiles.setStatus(userId, status);
    },
    listStandings: (serverId, people) => listStandings(db, serverId, people),
    chat,
    media,
    requireVoice: media.requireVoice,
    online: online.source('world'),
    topics,
    config,
    clock,
    logger,
    metrics: metrics.world,
  });
  matchMaker.defineRoomType('world', WorldRoom).filterBy(['server_id' as never]);
  const HubRoom = defineHubRoom(
    {
      authenticate: auth.authenticate,
      requireMember: (serverId, caller) => requireMember(db, serverId, caller),
      listMembershipsOf: (userIds) => listMembershipsOf(db, userIds),
      listLiveSessions: (sessionIds) => listLiveSessions(db, sessionIds),
      ...{ chat, nearby: nearbyByRoom, online: online.source(`hub:${matchMaker.processId}`) },
      ...{ topics, config, clock, logger, metrics: metrics.world },
    },
    () => matchMaker.processId,
  );
  matchMaker.defineRoomType('hub', HubRoom);
  await servers.seedDemo();

  return {
    async listen() {
      await matchMaker.accept();
      await matchMaker.handleCreateRoom('hub', {});
      await new Promise<void>((resolve, reject) => {
        http.once('error', (error) => reject(explainListen(error, config)));
        transport.listen(config.port, config.host, undefined, () => resolve());
      });
      const address = http.address();
      return typeof address === 'object' && address ? address.port : config.port;
    },
    async close() {
      const ended = (what: keyof typeof PATIENCE_MS, work: Promise<unknown>): Promise<void> =>
        inTime(PATIENCE_MS[what], work, () => new Error('took too long')).then(
          () => {},
          (error) => logger.error({ err: error }, `the end of the ${what} failed`),
        );
      http.close();
      await ended('rooms', matchMaker.gracefullyShutdown());
      transport.shutdown();
      http.closeAllConnections();
      await ended('services', Promise.all([media.stop(), push.stop(), attachments.stop(), auth.stop()]));
      await driver.shutdown();
      presence.shutdown();
      await ended('database', database.close());
    },
  };
}
