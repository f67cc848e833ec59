// Matchmaking over HTTP, with what the framework's own endpoint lacks: a bounded body, a rate, our origins, and no way
// to create a room with options of one's own.

import { createAuthContext, matchMaker } from '@colyseus/core';
import express, { type Express } from 'express';
import type { Config } from '../platform/config.ts';
import { AppError, errorObject, isAppError } from '../platform/errors.ts';
import { inTime } from '../platform/in-time.ts';
import type { Limits } from '../platform/limits.ts';
import type { Logger } from '../platform/logger.ts';
import { isOriginAllowed } from '../platform/origins.ts';
import { isRedisAway } from '../platform/redis.ts';
import { hubIdOf } from './hub-room.ts';

const METHODS = new Set(['joinOrCreate', 'joinById', 'reconnect']);
const BODY_BYTES_MAX = 4 * 1024;
/** To find out that a process died and to open its world elsewhere takes about 5 s; beyond, something is away. */
const PATIENCE_MS = 12_000;
/** Of the framework: a seat or a room that is gone. */
const MATCHMAKE_CODES = { from: 520, to: 526 };

export function mountMatchmaking(
  app: Express,
  { config, limits, logger }: { config: Config; limits: Limits; logger: Logger },
): void {
  app.post('/matchmake/:method/:name', express.json({ limit: BODY_BYTES_MAX }), async (req, res) => {
    const { method, name } = req.params as { method: string; name: string };
    try {
      if (!isOriginAllowed(config, req.headers.origin, req.headers.host)) throw new AppError('origin_refused');
      if (!METHODS.has(method)) throw new AppError('not_found');
      await limits.take('LIMIT_JOIN_PER_MINUTE', req.ip ?? 'unknown');
      const options: unknown = req.body ?? {};
      if (typeof options !== 'object' || Array.isArray(options)) throw new AppError('invalid');
      const context = createAuthContext({ headers: req.headers as Record<string, string>, req });
      if (matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN) throw new AppError('world/going_away');
      // A hub is a gateway: each process has its own, and whoever has reached this process takes this one.
      const isHub = name === 'hub' && method === 'joinOrCreate';
      const [how, what] = isHub ? ['joinById', hubIdOf(matchMaker.processId)] : [method, name];
      const seat = matchMaker.controller.invokeMethod(how, what, options as object, context);
      // Parts of the framework wait for ever for what fails; a seat that is found too late expires.
      res.json(await inTime(PATIENCE_MS, seat, away));
    } catch (error) {
      const { code, message } = error as { code?: unknown; message?: string };
      const known = isAppError(error) ? error : isRedisAway(error) ? away(error) : undefined;
      const isFramework = typeof code === 'number' && code >= MATCHMAKE_CODES.from && code <= MATCHMAKE_CODES.to;
      const isStatus = typeof code === 'number' && code >= 400 && code < 520;
      if (!known && !isFramework && !isStatus) logger.error({ err: error }, 'matchmaking failed');
      const status = known?.status ?? (isStatus ? (code as number) : isFramework ? 404 : 500);
      const answer = {
        code: isFramework ? code : status,
        error: isFramework || isStatus ? message : errorObject(known).message,
      };
      if (known?.data.retry_after !== undefined) res.setHeader('Retry-After', known.data.retry_after);
      res.status(status).json(answer);
    }
  });
}

const away = (cause?: unknown): AppError => new AppError('unavailable', { retry_after: 1 }, { cause });
