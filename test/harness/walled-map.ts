// A small world for tests: walls around, and whatever else a test needs at known tiles.

import { objectLayer, point, properties, rectangle, TILE, tileLayer, tileset } from './tiled-map.ts';

export type TileMapOptions = {
  width?: number;
  height?: number;
  walls?: readonly (readonly [x: number, y: number])[];
  zones?: readonly {
    name: string;
    type: string;
    /** In tiles. */
    at: readonly [x: number, y: number, width: number, height: number];
    properties?: Record<string, unknown>;
  }[];
  spawn?: readonly [x: number, y: number];
};

export function walledMap(options: TileMapOptions = {}): Record<string, unknown> {
  const { width = 40, height = 20, walls = [], zones = [], spawn = [2, 2] } = options;
  const cells = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => Number(x === 0 || y === 0 || x === width - 1 || y === height - 1)),
  );
  for (const [x, y] of walls) cells[y]![x] = 1;
  return {
    type: 'map',
    version: '1.10',
    tiledversion: '1.11.0',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    infinite: false,
    width,
    height,
    tilewidth: TILE,
    tileheight: TILE,
    nextlayerid: 9,
    nextobjectid: 99,
    tilesets: [tileset()],
    layers: [
      tileLayer('collision', cells),
      objectLayer(
        'zones',
        zones.map(({ name, type, at: [x, y, w, h], properties: extra }) =>
          rectangle(name, [x * TILE, y * TILE, w * TILE, h * TILE], { properties: properties({ type, ...extra }) }),
        ),
      ),
      objectLayer('spawns', [point('Spawn', [spawn[0] * TILE + TILE / 2, spawn[1] * TILE + TILE / 2])]),
    ],
  };
}
