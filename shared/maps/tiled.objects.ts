// Objects of all object layers, with their outlines on the map: offsets of layers, rotation and the anchors of tile objects worked in.
import type { DocumentObject } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError, quote } from './map-error.ts';
import { capsulePoints, ellipsePoints, type Point } from './shapes.ts';
import type { TileTable } from './tile-table.ts';
import { GID_MASK } from './tiled.cells.ts';
import {
  type Fields,
  readClass,
  readFields,
  readFlag,
  readInteger,
  readList,
  readNumber,
  readText,
} from './tiled.fields.ts';
import type { Frame } from './tiled.frame.ts';
import type { Layer } from './tiled.layers.ts';

export type MapObject = {
  layer: Layer;
  name: string;
  /** Tiled's class or type, in lower case. */
  kind: string;
  /** For messages: `object "Kitchen" (12) in layer "zones"`. */
  place: string;
  fields: Fields;
  /** In tiles, as fractions. */
  at: Point;
  /** In tiles; undefined for what has no area: points, lines, texts. */
  outline: Point[] | undefined;
  /** What it looks like; only tile objects have it. */
  picture: DocumentObject | undefined;
  visible: boolean;
};

export type MapGrid = { frame: Frame; tile_width: number; tile_height: number; tiles: TileTable };

const ROTATION = { min: -1_000_000, max: 1_000_000, fallback: 0 };
const LENGTH = { min: 0, max: MAP_LIMITS.coordinate, fallback: 0 };

export function readObjects(layers: readonly Layer[], grid: MapGrid): MapObject[] {
  const objects: MapObject[] = [];
  for (const layer of layers) {
    if (layer.kind !== 'objects') continue;
    for (const entry of readList(layer.fields, 'objects', layer.place, MAP_LIMITS.objects)) {
      if (objects.length === MAP_LIMITS.objects)
        throw new MapError(`there are more than ${MAP_LIMITS.objects} objects.`);
      const object = readObject(entry, layer, grid);
      if (object !== undefined) objects.push(object);
    }
  }
  return objects;
}

function readObject(entry: unknown, layer: Layer, grid: MapGrid): MapObject | undefined {
  const fields = readFields(entry, `an object in ${layer.place}`);
  const name = readText(fields, 'name', `an object in ${layer.place}`);
  const id = typeof fields.id === 'number' ? ` (${fields.id})` : '';
  const place = `object${name === '' ? '' : ` ${quote(name)}`}${id} in ${layer.place}`;
  const shared = { layer, name, place, fields, kind: readClass(fields), visible: readFlag(fields, 'visible', true) };
  if (typeof fields.template === 'string') return templated(shared);
  const origin = {
    x: readNumber(fields, 'x', place) + layer.offset.x - grid.frame.x * grid.tile_width,
    y: readNumber(fields, 'y', place) + layer.offset.y - grid.frame.y * grid.tile_height,
  };
  const rotation = readNumber(fields, 'rotation', place, ROTATION);
  const { corners, picture } = readShape(fields, place, grid);
  const toMap = (point: Point) => {
    const turned = turn(point, rotation);
    return { x: origin.x + turned.x, y: origin.y + turned.y };
  };
  const toTiles = ({ x, y }: Point) => ({ x: x / grid.tile_width, y: y / grid.tile_height });
  return {
    ...shared,
    at: toTiles(origin),
    outline: corners?.map((corner) => toTiles(toMap(corner))),
    picture: picture && { ...picture.size, gid: picture.gid, ...toMap(picture.bottomLeft), rotation },
  };
}

/** An instance of a template names a file that did not come along, and holds only what differs from it. */
function templated({ name, place, layer, kind }: Pick<MapObject, 'name' | 'place' | 'layer' | 'kind'>): undefined {
  if (!isZone({ layer, kind }) && !isSpawn({ layer, name })) return undefined;
  throw new MapError(
    `${place} is an instance of a template. Detach it: in Tiled, with "Detach" in its menu, or with the export option "Detach templates".`,
  );
}

const ZONE_KIND = /^(zone|area)$/;
const SPAWN_NAME = /^spawn/i;

export function isZone({ layer, kind }: Pick<MapObject, 'layer' | 'kind'>): boolean {
  return layer.name.toLowerCase() === 'zones' || ZONE_KIND.test(kind);
}

export function isSpawn({ layer, name }: Pick<MapObject, 'layer' | 'name'>): boolean {
  return layer.name.toLowerCase() === 'spawns' || SPAWN_NAME.test(name);
}

type Shape = {
  /** In pixels from the object's x and y, before the turn. */
  corners?: Point[];
  picture?: { gid: number; size: { width: number; height: number }; bottomLeft: Point };
};

function readShape(fields: Fields, place: string, grid: MapGrid): Shape {
  if (fields.gid !== undefined && fields.gid !== null) return readTileObject(fields, place, grid.tiles);
  if (fields.polygon !== undefined) return { corners: readPoints(fields, place) };
  if (fields.point === true || fields.polyline !== undefined || fields.text !== undefined) return {};
  const width = readNumber(fields, 'width', place, LENGTH);
  const height = readNumber(fields, 'height', place, LENGTH);
  // What was clicked rather than drawn has no size, and means its place.
  if (width === 0 || height === 0) return {};
  const box = { x: 0, y: 0, width, height };
  if (fields.ellipse === true) return { corners: ellipsePoints(box) };
  if (fields.capsule === true) return { corners: capsulePoints(box) };
  return { corners: rectanglePoints(box) };
}

function readTileObject(fields: Fields, place: string, tiles: TileTable): Shape {
  const gid = readInteger(fields, 'gid', place, { min: 1, max: 0xffff_ffff });
  const id = gid & GID_MASK;
  const tileset = tiles.tilesetOf(id);
  if (tileset === undefined) throw new MapError(`${place}: its tile ${id} is in no tileset.`);
  const { first_gid, images, tile_width, tile_height } = tileset.drawn;
  const own = images?.[id - first_gid];
  const width = readNumber(fields, 'width', place, LENGTH) || (own?.width ?? tile_width);
  const height = readNumber(fields, 'height', place, LENGTH) || (own?.height ?? tile_height);
  const [x, y] = [-tileset.anchor.x * width, -tileset.anchor.y * height];
  return {
    corners: rectanglePoints({ x, y, width, height }),
    picture: { gid, size: { width, height }, bottomLeft: { x, y: y + height } },
  };
}

function rectanglePoints({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

function readPoints(fields: Fields, place: string): Point[] {
  return readList(fields, 'polygon', place, MAP_LIMITS.polygon_points).map((entry, index) => {
    const at = `${place}, point ${index + 1}`;
    const point = readFields(entry, at);
    return { x: readNumber(point, 'x', at), y: readNumber(point, 'y', at) };
  });
}

/** Clockwise, in degrees, about the object's own point. */
function turn({ x, y }: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const angle = (degrees / 180) * Math.PI;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}
