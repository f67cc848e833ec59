// The built-in maps and their pictures. Drawn when first needed and kept: they are always the same.

import { createHash } from 'node:crypto';
import { Pixels } from '../../art/pixels.ts';
import { encodePng } from '../../art/png.ts';
import { TEMPLATES } from '../../art/templates/index.ts';
import { drawTileset, TILESET_IMAGE } from '../../art/tileset.ts';
import type { Template } from '../../shared/protocol/maps.routes.ts';
import { API_ROOT } from '../platform/http.ts';
import { parseMapJson } from './maps.parse.ts';
import { renderPreview } from './preview.ts';

/** Pixels of a tile in a preview. */
const PREVIEW_TILE = 8;

export type PreviewPicture = { mime: string; bytes: Uint8Array; tag: string };

export const listTemplates = (): Template[] =>
  TEMPLATES.map(({ id, title, description }) => ({
    id,
    title,
    description,
    preview_url: `${API_ROOT}/templates/${id}/preview.png`,
  }));

export function createTemplates() {
  const tileset = once(drawTileset);
  const sheet = once(() => encodePng(tileset().image));
  const maps = new Map(TEMPLATES.map(({ id, draw }) => [id as string, once(() => draw(tileset()))]));
  const previews = new Map(TEMPLATES.map(({ id }) => [id as string, once(() => drawPreview(id))]));

  function drawPreview(id: string): PreviewPicture {
    const { document } = parseMapJson(maps.get(id)?.());
    const raster = renderPreview(document, { side: PREVIEW_TILE, sheet: () => tileset().image });
    const pixels = new Pixels(raster.width, raster.height);
    pixels.data.set(raster.data);
    const bytes = encodePng(pixels);
    return { mime: 'image/png', bytes, tag: createHash('sha256').update(bytes).digest('hex') };
  }

  return {
    ids: [...maps.keys()],
    /** Tiled JSON, not to be changed; undefined for an id that there is not. */
    draw: (id: string): unknown => maps.get(id)?.(),
    preview: (id: string): PreviewPicture | undefined => previews.get(id)?.(),
    /** A built-in picture by its name in lower case. */
    picture: (name: string): Uint8Array | undefined => (name === TILESET_IMAGE ? sheet() : undefined),
  };
}
export type Templates = ReturnType<typeof createTemplates>;

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
