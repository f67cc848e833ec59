// From what a stranger sends to rows: everything that can fail because of it happens here, before the first row.

import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { AppError } from '../platform/errors.ts';
import type { Part } from '../platform/multipart.ts';
import { resolvePictures } from './map-store.pictures.ts';
import type { NewMap } from './map-store.repository.ts';
import { parseMapJson } from './maps.parse.ts';
import type { Templates } from './templates.ts';

export type MapSource = { map?: unknown; template?: string; images: readonly Part[] };

/** Throws `maps/invalid`, `maps/image_invalid` or `servers/unknown_template`; writes nothing. */
export async function prepareMap({ map, template, images }: MapSource, templates: Templates): Promise<NewMap> {
  const tiled = map === undefined ? templates.draw(template ?? '') : map;
  if (tiled === undefined) {
    throw new AppError('servers/unknown_template', { details: { known: templates.ids } });
  }
  const parsed = parseMapJson(tiled);
  const { document, pictures } = await resolvePictures(parsed.document, { sent: images, builtIn: templates.picture });
  const text = JSON.stringify(document);
  const { width, height, zones } = parsed.game;
  return {
    id: uuidv7(),
    hash: createHash('sha256').update(text).digest('hex'),
    tiled: JSON.stringify(tiled),
    document: text,
    width,
    height,
    zones,
    pictures,
  };
}
