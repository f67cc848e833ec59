// The OpenAPI 3.1 document, made from the very schemas that validate, and a page of it to read.

import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { ERRORS, ErrorAnswer, type ErrorCode } from '../../shared/protocol/errors.ts';
import { routes } from '../../shared/protocol/registry.ts';
import type { AnyRoute } from '../../shared/protocol/route.ts';
import { API_ROOT } from '../platform/http.ts';
import { docsPage } from './docs-page.ts';

type Paths = NonNullable<Parameters<typeof createDocument>[0]['paths']>;
type Operation = NonNullable<Paths[string]['get']>;
export type OpenApiDocument = ReturnType<typeof createDocument>;

const BEARER = 'access_token';

export function openApiDocument(): OpenApiDocument {
  const paths: Paths = {};
  for (const [feature, group] of Object.entries(routes) as [string, Record<string, AnyRoute>][]) {
    for (const [name, route] of Object.entries(group)) {
      const path = API_ROOT + route.path;
      paths[path] = { ...paths[path], [route.method]: operation(`${feature}.${name}`, route) };
    }
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'AtriumVerse',
        version: version(),
        description:
          'Accounts, virtual servers, maps and chat over REST. Lists take `limit` and `cursor`; an error is ' +
          '`{error: {code, message, details?, request_id}}` with a code of a closed list. What moves is on the ' +
          'room `world`, over WebSocket.',
      },
      paths,
      components: { securitySchemes: { [BEARER]: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    // Transforms only tidy what comes in: the shape on the wire is the one before.
    { allowEmptySchema: { transform: true, unknown: true } },
  );
}

function operation(operationId: string, route: AnyRoute): Operation {
  return {
    operationId,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'signed_in' && { security: [{ [BEARER]: [] }] }),
    requestParams: { ...(route.params && { path: route.params }), ...(route.query && { query: route.query }) },
    ...(route.body && { requestBody: requestBody(route) }),
    responses: {
      [route.status]: route.answer
        ? { description: 'Done', content: { 'application/json': { schema: route.answer } } }
        : { description: 'Done' },
      ...refusals(route),
    },
  };
}

function requestBody(route: AnyRoute): Operation['requestBody'] {
  const json = { schema: route.body };
  if (!route.multipart) return { content: { 'application/json': json } };
  const file = z.unknown().meta({ type: 'string', format: 'binary' });
  const files = Object.fromEntries(
    route.multipart.files.map((field) => [field, (field === 'images' ? z.array(file) : file).optional()]),
  );
  return {
    content: {
      'application/json': json,
      'multipart/form-data': { schema: (route.body as z.ZodObject).extend(files) },
    },
  };
}

/** What a route names, and what any route of its kind may answer. */
function refusals(route: AnyRoute): Operation['responses'] {
  const codes = new Set<ErrorCode>(route.errors);
  if (route.params || route.query || route.body) codes.add('invalid');
  if (route.access === 'signed_in') {
    codes.add('auth/token_missing').add('auth/token_invalid').add('auth/token_expired').add('auth/session_revoked');
  }
  codes.add('rate_limited').add('unavailable');
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${ERRORS[code][1]}`).join('\n\n'),
        content: { 'application/json': { schema: ErrorAnswer } },
      },
    ]),
  );
}

const version = (): string =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version as string;

/** Made when first asked for, then kept: the routes do not change while the process runs. */
export function mountOpenApi(app: Express): void {
  let made: { json: string; page: string } | undefined;
  const make = () => {
    if (!made) {
      const document = openApiDocument();
      made = { json: JSON.stringify(document), page: docsPage(document) };
    }
    return made;
  };
  app.get(`${API_ROOT}/openapi.json`, (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=300');
    res.type('json').send(make().json);
  });
  app.get(`${API_ROOT}/docs`, (_req, res) => {
    // The page needs its own style tag and nothing else.
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    res.setHeader('Cache-Control', 'public, max-age=300');
    res.type('html').send(make().page);
  });
}
