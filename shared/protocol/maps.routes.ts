// What is read of a map over REST, and the files that belong to maps.

import { z } from 'zod';
import { IdParam } from './common.ts';
import { mapDocumentSchema, minimapSchema, zonesAnswerSchema } from './maps.ts';
import { route } from './route.ts';

const params = z.object({ server_id: IdParam });
const tag = 'Maps';

export const Template = z
  .object({ id: z.string(), title: z.string(), description: z.string(), preview_url: z.string() })
  .meta({ id: 'Template' });
export type Template = z.infer<typeof Template>;

export const mapRoutes = {
  zones: route({
    method: 'get',
    path: '/servers/{server_id}/zones',
    summary: 'The zones of the map, in tiles',
    tag,
    access: 'signed_in',
    params,
    answer: zonesAnswerSchema,
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member'],
  }),
  minimap: route({
    method: 'get',
    path: '/servers/{server_id}/minimap',
    summary: 'Bounds, zones, spawns and blocked tiles',
    tag,
    access: 'signed_in',
    params,
    answer: minimapSchema,
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member'],
  }),
  document: route({
    method: 'get',
    path: '/servers/{server_id}/map',
    summary: 'The whole map, ready to draw; `hash` tells versions apart',
    tag,
    access: 'signed_in',
    params,
    answer: z.object({ hash: z.string(), document: mapDocumentSchema }),
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member'],
  }),
  templates: route({
    method: 'get',
    path: '/templates',
    summary: 'The built-in maps',
    tag,
    access: 'anyone',
    answer: z.object({ templates: z.array(Template) }),
    status: 200,
    errors: [],
  }),
  templatePreview: route({
    method: 'get',
    path: '/templates/{id}/preview.png',
    summary: 'A picture of a built-in map',
    tag,
    access: 'anyone',
    params: z.object({ id: z.string().max(64) }),
    status: 200,
    errors: ['not_found'],
  }),
};

export const fileRoutes = {
  /** Named by the SHA-256 of its bytes: immutable, cached for good, and no path of ours in the name. */
  file: route({
    method: 'get',
    path: '/files/{hash}',
    summary: 'A stored picture',
    tag,
    access: 'anyone',
    params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    status: 200,
    errors: ['files/not_found'],
  }),
};
