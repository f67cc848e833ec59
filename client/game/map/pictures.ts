// Loads the pictures of a map. One that does not come is drawn as a checkered board: a world with holes is still a world.

import type { MapDocument } from '../../../shared/protocol/maps.ts';
import { type Picture, picturesOf } from './tile-art.ts';

export async function loadPictures(
  document: MapDocument,
  onProgress: (part: number) => void,
): Promise<ReadonlyMap<string, Picture>> {
  const addresses = [...picturesOf(document)];
  const sizes = sizesOf(document);
  let done = 0;
  onProgress(addresses.length === 0 ? 1 : 0);
  const loaded = await Promise.all(
    addresses.map(async (address) => {
      const picture = await load(address).catch(() => checkers(sizes.get(address) ?? { width: 32, height: 32 }));
      onProgress(++done / addresses.length);
      return [address, picture] as const;
    }),
  );
  return new Map(loaded);
}

async function load(address: string): Promise<Picture> {
  const image = new Image();
  // A canvas that drew a picture of another origin without this could not be handed to the graphics card.
  image.crossOrigin = 'anonymous';
  image.src = address;
  await image.decode();
  return image;
}

function sizesOf(document: MapDocument): Map<string, { width: number; height: number }> {
  const sizes = new Map<string, { width: number; height: number }>();
  for (const { image, image_width, image_height, images } of document.tilesets) {
    if (image !== null) sizes.set(image, { width: image_width, height: image_height });
    for (const own of Object.values(images ?? {})) sizes.set(own.image, own);
  }
  return sizes;
}

const SQUARE = 16;
function checkers({ width, height }: { width: number; height: number }): Picture {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#8d8fa6';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#a5a7bd';
  for (let y = 0; y < height; y += SQUARE) {
    for (let x = (y / SQUARE) % 2 === 0 ? 0 : SQUARE; x < width; x += SQUARE * 2) pen.fillRect(x, y, SQUARE, SQUARE);
  }
  return canvas;
}
