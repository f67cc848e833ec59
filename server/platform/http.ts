// The REST edge. The order never changes: size and rate, parse, who is it, may they, do.
// A route is defined once in shared/protocol; a feature gives it a handler with `api.serve`.

import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { z } from 'zod';
import type { AnswerOf, AnyRoute, BodyOf, ParamsOf, QueryOf } from '../../shared/protocol/route.ts';
import type { PlatformRole } from '../../shared/protocol/users.ts';
import { AppError, errorObject, isAppError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Logger } from './logger.ts';
import { type Part, readMultipart } from './multipart.ts';

/** Who calls; from the access token, never from the payload. */
export type Caller = { userId: string; username: string; role: PlatformRole; sessionId: string };
export type Authenticate = (token: string) => Promise<Caller>;

export type Call<R extends AnyRoute> = {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  /** Set when the route's access is `signed_in`. */
  caller: R['access'] extends 'signed_in' ? Caller : Caller | undefined;
  /** Files of a multipart call, by field. */
  files: Part[];
  req: Request;
  res: Response;
};
type Handler<R extends AnyRoute> = (call: Call<R>) => Promise<AnswerOf<R> extends undefined ? void : AnswerOf<R>>;

export type ApiOptions = {
  app: Express;
  authenticate: Authenticate;
  limits: Limits;
  logger: Logger;
  /** Largest JSON body in bytes. */
  bodyLimit: number;
};
export const API_ROOT = '/api/v1';
const JSON_LIMIT = 256 * 1024;

export function createApi({ app, authenticate, limits, logger, bodyLimit }: ApiOptions) {
  const served: AnyRoute[] = [];
  const smallJson = express.json({ limit: JSON_LIMIT, strict: true });
  const largeJson = express.json({ limit: bodyLimit, strict: true });

  const serve = <R extends AnyRoute>(route: R, handler: Handler<R>): void => {
    served.push(route);
    const path = API_ROOT + route.path.replace(/\{(\w+)\}/g, ':$1');
    const json = route.multipart ? largeJson : smallJson;
    app[route.method](path, json, async (req: Request, res: Response) => {
      const caller = await identify(req, route.access === 'signed_in', authenticate);
      const state = await limits.take('LIMIT_REST_PER_MINUTE', caller?.userId ?? req.ip ?? 'unknown');
      if (state) {
        res.setHeader('RateLimit-Limit', state.limit);
        res.setHeader('RateLimit-Remaining', state.remaining);
        res.setHeader('RateLimit-Reset', state.resetSeconds);
      }
      const params = parse(route.params, req.params, 'params');
      const query = parse(route.query, req.query, 'query');
      const uploads = req.is('multipart/form-data') ? route.multipart?.files : undefined;
      const { fields, files } = uploads ? await readMultipart(req, uploads) : { fields: req.body, files: [] as Part[] };
      if (route.body && req.headers['content-length'] && req.headers['content-length'] !== '0') {
        if (!uploads && !req.is('application/json')) throw new AppError('unsupported_media_type');
      }
      const body = parse(route.body, fields, 'body');
      const answer = await handler({ params, query, body, caller, files, req, res } as unknown as Call<R>);
      if (res.headersSent) return;
      res.status(route.status);
      if (answer === undefined) res.end();
      else res.json(answer);
    });
  };
  return { serve, served, logger };
}
export type Api = ReturnType<typeof createApi>;

async function identify(req: Request, required: boolean, authenticate: Authenticate): Promise<Caller | undefined> {
  const header = req.headers.authorization;
  if (!header) {
    if (required) throw new AppError('auth/token_missing');
    return undefined;
  }
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (!token) {
    if (required) throw new AppError('auth/token_invalid');
    return undefined;
  }
  if (!required) return undefined;
  return authenticate(token);
}

export function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error, where);
}

/** A 400 that names each fault: `{details: {issues: [{path, message}]}}`. */
export function invalid(error: z.ZodError, where: string): AppError {
  const issues = error.issues
    .slice(0, 20)
    .map((issue) => ({ path: [where, ...issue.path.map(String)].join('.'), message: issue.message }));
  const first = issues[0];
  return new AppError('invalid', {
    message: first ? `${first.path}: ${first.message}` : undefined,
    details: { issues },
  });
}

/** First in line: every answer and every log line carries the id of its request. */
export function requestIds(req: Request, res: Response, next: NextFunction): void {
  const id = randomUUID();
  res.locals.requestId = id;
  res.setHeader('X-Request-Id', id);
  void req;
  next();
}

/** Last in line: what nobody answered, and every error, in one shape. */
export function mountErrors(app: Express, logger: Logger): void {
  app.use(API_ROOT, (_req, _res) => {
    throw new AppError('not_found');
  });
  app.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    const known = translate(error);
    const requestId = String(res.locals.requestId ?? '');
    if (known.status >= 500) {
      logger.error({ err: error, request_id: requestId, method: req.method, path: req.path }, 'request failed');
    }
    if (res.headersSent) return next(error);
    if (known.data.retry_after !== undefined) res.setHeader('Retry-After', known.data.retry_after);
    if (known.code === 'rate_limited' && known.data.details) {
      res.setHeader('RateLimit-Limit', String(known.data.details.limit));
      res.setHeader('RateLimit-Remaining', '0');
      res.setHeader('RateLimit-Reset', String(known.data.details.reset));
    }
    res.status(known.status).json({ error: errorObject(known, requestId) });
  });
}

/** Express's and body-parser's own errors, in our codes. */
function translate(error: unknown): AppError {
  if (isAppError(error)) return error;
  const { type, status, statusCode } = (error ?? {}) as { type?: string; status?: number; statusCode?: number };
  if (type === 'entity.too.large') return new AppError('too_large', {}, { cause: error });
  if (type === 'entity.parse.failed')
    return new AppError('invalid', { message: 'The body is not JSON.' }, { cause: error });
  const code = status ?? statusCode;
  if (code === 415) return new AppError('unsupported_media_type', {}, { cause: error });
  if (code !== undefined && code >= 400 && code < 500) return new AppError('invalid', {}, { cause: error });
  return new AppError('internal', {}, { cause: error });
}
