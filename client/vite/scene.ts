// The picture behind the sign-in pages: a built-in map, drawn by our own art while the client is built, with ways for
// people to walk on it. So the page loads two small pictures instead of the code that draws tiles.

import sharp from 'sharp';
import type { Plugin } from 'vite';
import { type Random, randomFrom } from '../../art/random.ts';
import { renderMap } from '../../art/render.ts';
import { TEMPLATES, type TiledMapJson } from '../../art/templates/index.ts';
import { drawTileset, type Tileset } from '../../art/tileset.ts';
import { createGameMap, type GameMap, isBlocked } from '../../shared/maps/game-map.ts';
import { findPath, type Tile } from '../../shared/maps/path.ts';
import type { SceneData } from '../ui/scene/scene-data.ts';

const NAME = 'virtual:scene';
const TEMPLATE = 'park';
const WALKERS = 22;
const STOPS = 4;
const SEED = 20;
/** The share of each side of the map that the view does not reach, and where nobody has to walk. */
const RIM = 0.16;
/** Tiles. Nearer neighbours would turn on the spot. */
const LEG_MIN = 5;
const LEG_MAX = 22;

type Drawn = { below: Buffer; above: Buffer; data: Omit<SceneData, 'below' | 'above'> };

export function scene(): Plugin {
  let drawn: Promise<Drawn> | undefined;
  let serving = false;
  const draw = (): Promise<Drawn> => {
    drawn ??= drawScene();
    return drawn;
  };
  return {
    name: 'atrium-scene',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null;
      const { below, above, data } = await draw();
      const place = (layer: string, source: Buffer): string => {
        if (serving) return JSON.stringify(`/@scene/${layer}.webp`);
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: `scene-${layer}.webp`, source })}`;
      };
      return `export default {...${JSON.stringify(data)}, below: ${place('below', below)}, above: ${place('above', above)}};`;
    },
    configureServer(server) {
      server.middlewares.use('/@scene', (request, response) => {
        draw().then(({ below, above }) => {
          response.setHeader('Content-Type', 'image/webp');
          response.end(request.url?.startsWith('/above') ? above : below);
        });
      });
    },
  };
}

async function drawScene(): Promise<Drawn> {
  const template = TEMPLATES.find(({ id }) => id === TEMPLATE);
  if (!template) throw new Error(`There is no template "${TEMPLATE}".`);
  const tileset = drawTileset();
  const map = template.draw(tileset);
  const picture = (keep: (name: string) => boolean): Promise<Buffer> => {
    const layers = map.layers.filter((layer) => keep(layer.name));
    const { data, width, height } = renderMap({ ...map, layers }, tileset);
    return sharp(data, { raw: { width, height, channels: 4 } })
      .webp({ lossless: true, effort: 6 })
      .toBuffer();
  };
  // What stands among people is nearly always in front of who walks by.
  const over = (name: string) => name === 'things' || name.startsWith('above');
  const [below, above] = await Promise.all([picture((name) => !over(name)), picture(over)]);
  const { width, height, tilewidth: tile } = map;
  const [focus = { x: width / 2, y: height / 2 }] = findStamps(map, tileset, 'fountain');
  const lights = findStamps(map, tileset, 'lantern');
  return { below, above, data: { width, height, tile, focus, lights, walks: walksOn(gameMapOf(map)) } };
}

/** Where the upper row of a thing stands, by the middle of it: found by its first tile that is not empty. */
function findStamps(map: TiledMapJson, tileset: Tileset, name: string): { x: number; y: number }[] {
  const block = tileset.ids.get(name);
  if (!block) return [];
  const first = block.ids.findIndex((id) => id >= 0);
  const gid = (map.tilesets[0]?.firstgid ?? 1) + (block.ids[first] as number);
  const left = first % block.columns;
  const up = Math.floor(first / block.columns);
  return map.layers.flatMap((layer) => {
    const data = layer.type === 'tilelayer' ? layer.data : [];
    const cells = [...data.keys()].filter((cell) => data[cell] === gid);
    return cells.map((cell) => ({
      x: (cell % map.width) - left + block.columns / 2,
      y: Math.floor(cell / map.width) - up + 0.5,
    }));
  });
}

/** Only what walking needs. */
function gameMapOf({ width, height, tilewidth, tileheight, layers }: TiledMapJson): GameMap {
  const collision = layers.find(({ name }) => name === 'collision');
  const cells = collision?.type === 'tilelayer' ? collision.data : [];
  const blocked = Uint8Array.from({ length: width * height }, (_none, cell) => (cells[cell] ? 1 : 0));
  return createGameMap({
    width,
    height,
    tile_width: tilewidth,
    tile_height: tileheight,
    blocked,
    zones: [],
    spawns: [],
  });
}

/** Round trips: from stop to stop and back to the first. */
function walksOn(map: GameMap): SceneData['walks'] {
  const random = randomFrom(SEED);
  const walks: SceneData['walks'] = [];
  for (let tries = 0; walks.length < WALKERS && tries < 400; tries++) {
    const walk = roundTrip(map, random);
    if (walk) walks.push(walk);
  }
  return walks;
}

function roundTrip(map: GameMap, random: Random): SceneData['walks'][number] | null {
  const stops: Tile[] = [anyTile(map, random)];
  const walk: SceneData['walks'][number] = [];
  for (let stop = 1; stop <= STOPS; stop++) {
    const from = stops.at(-1) as Tile;
    const to = stop === STOPS ? (stops[0] as Tile) : anyTile(map, random);
    const way = findPath(map, from, to);
    if (!way || (stop < STOPS && way.length < LEG_MIN) || way.length > LEG_MAX) return null;
    walk.push(corners([from, ...way]).map(({ x, y }) => [x, y]));
    stops.push(to);
  }
  return walk;
}

function anyTile(map: GameMap, random: Random): Tile {
  for (let tries = 0; tries < 10_000; tries++) {
    const along = (side: number): number => Math.floor(side * (RIM + random() * (1 - 2 * RIM)));
    const tile = { x: along(map.width), y: along(map.height) };
    if (!isBlocked(map, tile.x, tile.y)) return tile;
  }
  throw new Error(`There is nowhere to walk in the template "${TEMPLATE}".`);
}

/** A way without the tiles that it passes straight. */
function corners(way: readonly Tile[]): Tile[] {
  return way.filter((tile, index) => {
    const before = way[index - 1];
    const after = way[index + 1];
    if (!before || !after) return index === 0 || !same(tile, before as Tile);
    return tile.x - before.x !== after.x - tile.x || tile.y - before.y !== after.y - tile.y;
  });
}
const same = (one: Tile, other: Tile): boolean => one.x === other.x && one.y === other.y;
