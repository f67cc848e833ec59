// What of the layers is drawn, bottom to top, in the form that clients read.
import type { DocumentLayer, DocumentObject } from '../protocol/maps.ts';
import { encodeBase64 } from './base64.ts';
import { readFlag } from './tiled.fields.ts';
import { readBaseName } from './tiled.images.ts';
import type { Layer } from './tiled.layers.ts';
import type { MapGrid, MapObject } from './tiled.objects.ts';

export function drawLayers(
  layers: readonly Layer[],
  { cells, objects, grid }: { cells: ReadonlyMap<Layer, Uint32Array>; objects: readonly MapObject[]; grid: MapGrid },
): DocumentLayer[] {
  const drawn: DocumentLayer[] = [];
  for (const layer of layers) {
    if (!layer.visible || layer.marker || layer.opacity === 0) continue;
    const picture =
      layer.kind === 'tiles'
        ? drawTiles(layer, cells.get(layer))
        : layer.kind === 'objects'
          ? drawObjects(layer, objects)
          : drawImage(layer, grid);
    if (picture !== undefined) drawn.push(picture);
  }
  return drawn;
}

function drawTiles(layer: Layer, cells: Uint32Array | undefined): DocumentLayer | undefined {
  if (cells === undefined || isEmpty(cells)) return undefined;
  const bytes = new Uint8Array(cells.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < cells.length; i++) view.setUint32(i * 4, cells[i]!, true);
  return { kind: 'tiles', ...look(layer), offset: layer.offset, data: encodeBase64(bytes) };
}

function isEmpty(cells: Uint32Array): boolean {
  for (const cell of cells) if (cell !== 0) return false;
  return true;
}

function drawObjects(layer: Layer, objects: readonly MapObject[]): DocumentLayer | undefined {
  const pictures: DocumentObject[] = [];
  for (const object of objects) {
    if (object.layer === layer && object.visible && object.picture !== undefined) pictures.push(object.picture);
  }
  if (pictures.length === 0) return undefined;
  // The default order draws what stands further down over what stands further up.
  if (layer.fields.draworder !== 'index') pictures.sort((a, b) => a.y - b.y);
  return { kind: 'objects', ...look(layer), objects: pictures };
}

function drawImage(layer: Layer, { frame, tile_width, tile_height }: MapGrid): DocumentLayer | undefined {
  if (typeof layer.fields.image !== 'string' || layer.fields.image === '') return undefined;
  return {
    kind: 'image',
    ...look(layer),
    offset: { x: layer.offset.x - frame.x * tile_width, y: layer.offset.y - frame.y * tile_height },
    image: readBaseName(layer.fields, layer.place),
    repeat_x: readFlag(layer.fields, 'repeatx', false),
    repeat_y: readFlag(layer.fields, 'repeaty', false),
  };
}

function look({ name, above, opacity }: Layer): Pick<DocumentLayer, 'name' | 'above' | 'opacity'> {
  return { name, above, opacity };
}
