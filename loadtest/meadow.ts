// The plainest ground: as large as the built-in maps, without walls, zones or spawns. What walking alone costs.

export const MEADOW = 'meadow';
const WIDTH = 64;
const HEIGHT = 48;

/** Tiled JSON. */
export function drawMeadow(): unknown {
  const size = { width: WIDTH, height: HEIGHT };
  const ground = { ...size, x: 0, y: 0, opacity: 1, visible: true, data: new Array<number>(WIDTH * HEIGHT).fill(0) };
  return {
    type: 'map',
    version: '1.10',
    tiledversion: '1.11.2',
    orientation: 'orthogonal',
    renderorder: 'right-down',
    infinite: false,
    ...size,
    tilewidth: 32,
    tileheight: 32,
    nextlayerid: 2,
    nextobjectid: 1,
    layers: [{ id: 1, name: 'ground', type: 'tilelayer', ...ground }],
    tilesets: [],
  };
}
