// Sorting out the files that someone gives for a map: which is the map, which are its images, and what is missing.

/** Images that the server has itself. */
export const BUILT_IN_IMAGES: readonly string[] = ['atrium-tiles.png'];
const IMAGE = /\.(png|jpe?g|webp|gif)$/i;
const MAP = /\.(json|tmj)$/i;

export type Sorted<F> = { map: F | null; images: F[]; refused: string[] };

/** Adds files to what is there. A second map takes the place of the first, an image of the same name too. */
export function sortFiles<F extends { name: string }>(
  before: Pick<Sorted<F>, 'map' | 'images'>,
  files: readonly F[],
): Sorted<F> {
  const sorted: Sorted<F> = { map: before.map, images: [...before.images], refused: [] };
  for (const file of files) {
    if (MAP.test(file.name)) sorted.map = file;
    else if (IMAGE.test(file.name)) sorted.images = [...sorted.images.filter(({ name }) => name !== file.name), file];
    else sorted.refused.push(file.name);
  }
  return sorted;
}

/** The base names of all images that a Tiled map uses; empty for what is not such a map. */
export function imagesOf(json: unknown): string[] {
  const names = new Set<string>();
  for (const tileset of list(field(json, 'tilesets'))) {
    add(names, field(tileset, 'image'));
    for (const tile of list(field(tileset, 'tiles'))) add(names, field(tile, 'image'));
  }
  const layers = (parent: unknown, depth: number): void => {
    for (const layer of list(field(parent, 'layers'))) {
      add(names, field(layer, 'image'));
      if (depth < 8) layers(layer, depth + 1);
    }
  };
  layers(json, 0);
  return [...names];
}

export type ImageState = { name: string; state: 'sent' | 'built_in' | 'missing' };

/** What becomes of each image: images match by base name, and one that is sent comes before a built-in one. */
export function imageStates(wanted: readonly string[], sent: readonly { name: string }[]): ImageState[] {
  const given = new Set(sent.map(({ name }) => name));
  return wanted.map((name) => ({
    name,
    state: given.has(name) ? 'sent' : BUILT_IN_IMAGES.includes(name) ? 'built_in' : 'missing',
  }));
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
function add(names: Set<string>, path: unknown): void {
  const base = typeof path === 'string' ? path.split(/[/\\]/).at(-1) : undefined;
  if (base) names.add(base);
}
