// The drawing board of a template: floors, walls, things, zones and spawns go in by tile coordinates, a Tiled map comes out.
// Things that share a cell are stacked on further layers, and collision follows from the tiles that were placed.
import type { ZoneType } from '../../shared/protocol/maps.ts';
import { between, pick, type Random, randomFrom } from '../random.ts';
import { FLOOR_VARIANTS } from '../tiles/floors.ts';
import { standingRows, TILE } from '../tiles/stamp.ts';
import { TILESET_IMAGE, type TileBlock, type Tileset } from '../tileset.ts';
import type { TiledMapJson, TiledObject, TiledObjectLayer, TiledTileLayer, TiledTileset } from './tiled.ts';

/** Bottom to top. */
const LAYERS = ['ground', 'floor-details', 'walls', 'furniture', 'above'] as const;
export type LayerName = (typeof LAYERS)[number];

/** Tiles. */
export type Area = { x: number; y: number; width: number; height: number };
export type Point = readonly [x: number, y: number];

const FIRST_GID = 1;

export class MapBuilder {
  readonly width: number;
  readonly height: number;
  readonly random: Random;
  readonly tileset: Tileset;
  private readonly stacks = new Map<LayerName, Int32Array[]>();
  private readonly floors: (string | undefined)[] = [];
  private readonly zones: TiledObject[] = [];
  private things: { x: number; y: number; id: number }[] = [];
  private readonly spawns: TiledObject[] = [];

  constructor(tileset: Tileset, size: { width: number; height: number; seed: number }) {
    this.tileset = tileset;
    this.width = size.width;
    this.height = size.height;
    this.random = randomFrom(size.seed);
  }

  contains(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  /** A floor of a theme of `tiles/floors.ts`, its variants mixed. */
  floor(theme: string, area: Area): void {
    this.each(area, (x, y) => {
      this.floors[y * this.width + x] = theme;
      this.set('ground', x, y, `${theme}-${between(this.random, 1, FLOOR_VARIANTS[theme] ?? 1)}`);
    });
  }

  floorAt(x: number, y: number): string | undefined {
    return this.contains(x, y) ? this.floors[y * this.width + x] : undefined;
  }

  /** Replaces whatever the layer has in the cell. */
  set(layer: LayerName, x: number, y: number, stamp: string): void {
    if (!this.contains(x, y)) return;
    for (const cells of this.stack(layer)) cells[y * this.width + x] = 0;
    this.stackOn(layer, x, y, this.block(stamp).ids[0] as number);
  }

  /** Puts a thing with its upper left corner at a tile, on top of what is there. */
  place(stamp: string, x: number, y: number, layer: LayerName = 'furniture'): void {
    const block = this.block(stamp);
    const standing = standingRows(block.stamp);
    this.forEachTile(block, (column, row, id) => {
      if (row >= standing.from && row < standing.to) this.stand(x + column, y + row, id);
      else this.stackOn(row < standing.from ? 'above' : layer, x + column, y + row, id);
    });
    const over = this.tileset.ids.get(`${stamp}:over`);
    if (over) this.forEachTile(over, (column, row, id) => this.stand(x + column, y + row, id));
  }

  /** The same thing at several places. */
  placeAll(stamp: string, ...places: readonly Point[]): void {
    for (const [x, y] of places) this.place(stamp, x, y);
  }

  /** Each tile of an area gets one of the stamps with the given chance. */
  scatter(stamps: readonly string[], area: Area, chance: number, layer: LayerName = 'floor-details'): void {
    this.each(area, (x, y) => {
      if (this.random() < chance && !this.isBlocked(x, y)) this.place(pick(this.random, stamps), x, y, layer);
    });
  }

  each({ x, y, width, height }: Area, visit: (x: number, y: number) => void): void {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) if (this.contains(column, row)) visit(column, row);
    }
  }

  /** A zone over whole tiles. */
  zone(name: string, type: ZoneType, area: Area): void {
    this.zones.push({
      ...this.object(name, 'zone', area),
      properties: [{ name: 'type', type: 'string', value: type }],
    });
  }

  /** `name` continues "Spawn ...". */
  spawn(name: string, x: number, y: number): void {
    const point = this.object(`Spawn ${name}`, 'spawn', { x: x + 0.5, y: y + 0.5, width: 0, height: 0 });
    this.spawns.push({ ...point, point: true });
  }

  /** Removes from a cell, in all layers but the ground, what is there. */
  clear(area: Area): void {
    const inside = (x: number, y: number) =>
      x >= area.x && y >= area.y && x < area.x + area.width && y < area.y + area.height;
    this.things = this.things.filter(({ x, y }) => !inside(x, y));
    this.each(area, (x, y) => {
      for (const layer of LAYERS.slice(1)) for (const cells of this.stack(layer)) cells[y * this.width + x] = 0;
    });
  }

  /** Nothing but the ground is there. */
  isBare(x: number, y: number): boolean {
    const cell = y * this.width + x;
    if (this.things.some((thing) => thing.x === x && thing.y === y)) return false;
    return LAYERS.slice(1).every((layer) => this.stack(layer).every((cells) => cells[cell] === 0));
  }

  isBlocked(x: number, y: number): boolean {
    if (!this.contains(x, y)) return true;
    const cell = y * this.width + x;
    return LAYERS.some((layer) =>
      this.stack(layer).some((cells) => this.tileset.properties.get((cells[cell] as number) - FIRST_GID)?.collides),
    );
  }

  toTiled(backgroundcolor: string): TiledMapJson {
    const layers: TiledMapJson['layers'] = [
      ...LAYERS.filter((name) => name !== 'above').flatMap((name) => this.tileLayers(name)),
      objectLayer('things', this.thingObjects()),
      ...this.tileLayers('above'),
      this.collisionLayer(),
      objectLayer('zones', this.zones),
      objectLayer('spawns', this.spawns),
    ];
    layers.forEach((layer, index) => {
      layer.id = index + 1;
    });
    return {
      type: 'map',
      version: '1.10',
      tiledversion: '1.11.0',
      orientation: 'orthogonal',
      renderorder: 'right-down',
      infinite: false,
      compressionlevel: -1,
      width: this.width,
      height: this.height,
      tilewidth: TILE,
      tileheight: TILE,
      nextlayerid: layers.length + 1,
      nextobjectid: this.zones.length + this.spawns.length + this.things.length + 1,
      backgroundcolor,
      layers,
      tilesets: [describeTileset(this.tileset)],
    };
  }

  private object(name: string, type: string, area: Area): TiledObject {
    return {
      id: this.zones.length + this.spawns.length + 1,
      name,
      type,
      x: area.x * TILE,
      y: area.y * TILE,
      width: area.width * TILE,
      height: area.height * TILE,
      rotation: 0,
      visible: true,
    };
  }

  private stand(x: number, y: number, id: number): void {
    if (id >= 0 && this.contains(x, y)) this.things.push({ x, y, id });
  }

  /** A tile sorts by its own lower edge: in front of who is behind that line, behind who is before it. */
  private thingObjects(): TiledObject[] {
    const first = this.zones.length + this.spawns.length + 1;
    return this.things
      .toSorted((a, b) => a.y - b.y)
      .map(({ x, y, id }, index) => ({
        ...this.object('', 'thing', { x, y: y + 1, width: 1, height: 1 }),
        id: first + index,
        gid: id + FIRST_GID,
      }));
  }

  private block(stamp: string): TileBlock {
    const block = this.tileset.ids.get(stamp);
    if (!block) throw new Error(`no stamp is named "${stamp}"`);
    return block;
  }

  private forEachTile({ columns, ids }: TileBlock, visit: (column: number, row: number, id: number) => void): void {
    for (const [index, id] of ids.entries()) visit(index % columns, Math.floor(index / columns), id);
  }

  private stack(layer: LayerName): Int32Array[] {
    const stack = this.stacks.get(layer) ?? [new Int32Array(this.width * this.height)];
    this.stacks.set(layer, stack);
    return stack;
  }

  private stackOn(layer: LayerName, x: number, y: number, id: number): void {
    if (id < 0 || !this.contains(x, y)) return;
    const cell = y * this.width + x;
    const stack = this.stack(layer);
    // Above the highest that is taken, so that what comes later lies on top.
    const level = stack.findLastIndex((cells) => cells[cell] !== 0) + 1;
    if (level === stack.length) stack.push(new Int32Array(this.width * this.height));
    (stack[level] as Int32Array)[cell] = id + FIRST_GID;
  }

  private tileLayers(name: LayerName): TiledTileLayer[] {
    return this.stack(name).map((cells, level) => ({
      ...this.tileLayer(level === 0 ? name : `${name}-${level + 1}`, [...cells]),
      ...(name === 'above' ? { properties: [{ name: 'above', type: 'bool' as const, value: true }] } : {}),
    }));
  }

  private collisionLayer(): TiledTileLayer {
    const mark = FIRST_GID + (this.block('blocked').ids[0] as number);
    const data = Array.from({ length: this.width * this.height }, (_, cell) =>
      this.isBlocked(cell % this.width, Math.floor(cell / this.width)) ? mark : 0,
    );
    return { ...this.tileLayer('collision', data), visible: false };
  }

  private tileLayer(name: string, data: number[]): TiledTileLayer {
    const { width, height } = this;
    return { id: 0, name, type: 'tilelayer', x: 0, y: 0, width, height, opacity: 1, visible: true, data };
  }
}

function objectLayer(name: string, objects: TiledObject[]): TiledObjectLayer {
  return { id: 0, name, type: 'objectgroup', x: 0, y: 0, opacity: 1, visible: true, draworder: 'topdown', objects };
}

function describeTileset(tileset: Tileset): TiledTileset {
  return {
    firstgid: FIRST_GID,
    name: tileset.name,
    image: TILESET_IMAGE,
    imagewidth: tileset.image.width,
    imageheight: tileset.image.height,
    tilewidth: tileset.tile_size,
    tileheight: tileset.tile_size,
    margin: tileset.margin,
    spacing: tileset.spacing,
    columns: tileset.columns,
    tilecount: tileset.tile_count,
    tiles: [...tileset.properties]
      .sort(([a], [b]) => a - b)
      .map(([id, { collides, animation }]) => ({
        id,
        ...(collides ? { properties: [{ name: 'collides', type: 'bool' as const, value: true }] } : {}),
        ...(animation ? { animation } : {}),
      })),
  };
}
