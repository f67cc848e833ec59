// Which picture stands behind each name in a document: what was sent, else what is built in, else placeholder tiles.

import { createHash } from 'node:crypto';
import type { DocumentLayer, DocumentTileset, MapDocument } from '../../shared/protocol/maps.ts';
import { AppError } from '../platform/errors.ts';
import { API_ROOT } from '../platform/http.ts';
import type { Part } from '../platform/multipart.ts';
import { checkImage, placeholderImage, placeholderTileset } from './images.ts';
import type { Picture } from './map-store.repository.ts';

export type BuiltInPictures = (name: string) => Uint8Array | undefined;
type Sources = { sent: readonly Part[]; builtIn: BuiltInPictures };

/** Each costs drawing and room; a map that misses more was sent without its pictures by mistake. */
const PLACEHOLDERS_MAX = 64;

/** What both sides are matched by: neither folders nor case, which differ between machines, tell pictures apart. */
const nameOf = (path: string): string => (path.split(/[\\/]/).at(-1) ?? path).toLowerCase();
const urlOf = ({ hash }: Picture): string => `${API_ROOT}/files/${hash}`;
const pictureOf = (name: string, bytes: Uint8Array, mime = 'image/png'): Picture => ({
  name,
  hash: createHash('sha256').update(bytes).digest('hex'),
  mime,
  bytes,
});

/**
 * The document with URLs in place of names, and the pictures that they lead to.
 * Throws `maps/image_invalid` for a picture that was sent and is none, whether the map uses it or not.
 */
export async function resolvePictures(
  document: MapDocument,
  sources: Sources,
): Promise<{ document: MapDocument; pictures: Picture[] }> {
  const find = await createFinder(sources);
  const placeholders = createPlaceholders();
  const used = new Map<string, Picture>();
  const use = (picture: Picture): string => {
    used.set(picture.name, picture);
    return urlOf(picture);
  };

  const tilesets: DocumentTileset[] = [];
  for (const tileset of document.tilesets) {
    const { image, images } = tileset;
    if (image !== null) {
      tilesets.push({ ...tileset, image: use(find(image) ?? (await placeholders.forSheet(tileset))) });
      continue;
    }
    const found: NonNullable<DocumentTileset['images']> = {};
    for (const [id, single] of Object.entries(images ?? {})) {
      found[id] = { ...single, image: use(find(single.image) ?? (await placeholders.forImage(single))) };
    }
    tilesets.push({ ...tileset, images: found });
  }
  const layers: DocumentLayer[] = [];
  for (const layer of document.layers) {
    const picture = layer.kind === 'image' ? find(layer.image) : undefined;
    if (layer.kind !== 'image') layers.push(layer);
    // A missing one has no tiles to stand in for it, and is left out.
    else if (picture) layers.push({ ...layer, image: use(picture) });
  }
  return { document: { ...document, tilesets, layers }, pictures: [...used.values()] };
}

async function createFinder({ sent, builtIn }: Sources): Promise<(image: string) => Picture | undefined> {
  const known = new Map<string, Picture>();
  for (const { filename, bytes } of sent) {
    const { mime } = await checkImage(bytes, filename);
    known.set(nameOf(filename), pictureOf(nameOf(filename), bytes, mime));
  }
  return (image) => {
    const name = nameOf(image);
    const bytes = known.has(name) ? undefined : builtIn(name);
    if (bytes) known.set(name, pictureOf(name, bytes));
    return known.get(name);
  };
}

function createPlaceholders() {
  const drawn = new Map<string, Picture>();
  const once = async (cut: string, draw: () => Promise<Uint8Array>): Promise<Picture> => {
    const kept = drawn.get(cut);
    if (kept) return kept;
    if (drawn.size === PLACEHOLDERS_MAX) {
      throw invalid(`more than ${PLACEHOLDERS_MAX} of its pictures are missing. Send them along with it.`);
    }
    const picture = pictureOf(`placeholder-${cut}.png`, await draw());
    drawn.set(cut, picture);
    return picture;
  };
  return {
    /** The same for every tileset of the same cut. */
    forSheet(tileset: DocumentTileset): Promise<Picture> {
      const { image_width, image_height, tile_width, tile_height, margin, spacing } = tileset;
      const cut = [image_width, image_height, tile_width, tile_height, margin, spacing].join('-');
      return once(cut, () => placeholderTileset(tileset));
    },
    forImage: (size: { width: number; height: number }): Promise<Picture> =>
      once(`${size.width}-${size.height}`, () => placeholderImage(size)),
  };
}

const invalid = (fault: string): AppError => new AppError('maps/invalid', { message: `Invalid Map: ${fault}` });
