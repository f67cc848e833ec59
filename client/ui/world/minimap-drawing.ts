// The map in small: ground once, life on it ten times a second.

import { type GameMap, isBlocked, zoneAt } from '../../../shared/maps/game-map.ts';
import { EARSHOT_TILES } from '../../../shared/rules/earshot.ts';
import { UNITS_PER_TILE } from '../../../shared/rules/movement.ts';
import type { WorldSession } from '../../state/world.ts';

export type Size = { width: number; height: number };

const PAINT = {
  light: {
    floor: '#e6eee6',
    wall: '#8fa59b',
    PUBLIC: '#d3e6d6',
    PRIVATE: '#d9cdea',
    SILENT: '#c9dcf2',
    STAGE: '#f6dfa6',
  },
  dark: {
    floor: '#25363b',
    wall: '#4d6a69',
    PUBLIC: '#2c4843',
    PRIVATE: '#473a63',
    SILENT: '#2b456a',
    STAGE: '#64511f',
  },
} as const;
const VEIL = {
  PRIVATE: 'rgb(143 111 192 / 0.45)',
  SILENT: 'rgb(63 131 201 / 0.4)',
  STAGE: 'rgb(224 165 48 / 0.4)',
} as const;
const CROWD = 50;
const SPAWN = 'rgb(255 255 255 / 0.75)';
const SELF = '#ffc95c';
const OTHER = '#2fa876';
const OUTLINE = '#15232a';

/** As large as fits into a square of `side` CSS pixels. */
export function minimapSize({ width, height }: GameMap, side: number): Size {
  const scale = side / Math.max(width, height);
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) };
}

/** One pixel a tile: scaled up it stays crisp. */
export function drawGround(map: GameMap, dark: boolean): HTMLCanvasElement {
  const paint = dark ? PAINT.dark : PAINT.light;
  const canvas = document.createElement('canvas');
  canvas.width = map.width;
  canvas.height = map.height;
  const pen = canvas.getContext('2d')!;
  for (let y = 0; y < map.height; y++) {
    for (let x = 0; x < map.width; x++) {
      const zone = map.zones[zoneAt(map, x, y)];
      pen.fillStyle = isBlocked(map, x, y) ? paint.wall : zone ? paint[zone.type] : paint.floor;
      pen.fillRect(x, y, 1, 1);
    }
  }
  return canvas;
}

export function drawLife(
  pen: CanvasRenderingContext2D,
  options: { session: WorldSession; map: GameMap; ground: HTMLCanvasElement; size: Size },
): void {
  const { session, map, ground } = options;
  const { canvas } = pen;
  const perTile = canvas.width / map.width;
  // In a crowd people are smaller, or they would cover the map.
  const dot = (canvas.width / options.size.width) * (session.walkers.size > CROWD ? 1 : 1.6);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(ground, 0, 0, canvas.width, canvas.height);
  const { self, camera, picture } = session.view;
  if (picture) {
    pen.imageSmoothingEnabled = true;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    drawZones(pen, map, perTile);
  }
  drawSpawns(pen, { map, perTile, dot });
  const x = (self.x / UNITS_PER_TILE) * perTile;
  const y = (self.y / UNITS_PER_TILE) * perTile;

  pen.strokeStyle = 'rgb(255 201 92 / 0.9)';
  pen.lineWidth = dot / 2.5;
  pen.beginPath();
  pen.arc(x, y, EARSHOT_TILES * perTile, 0, 2 * Math.PI);
  pen.stroke();
  const eye = [camera.x * perTile, camera.y * perTile, camera.width * perTile, camera.height * perTile] as const;
  pen.strokeStyle = 'rgb(21 35 42 / 0.6)';
  pen.lineWidth = dot * 1.6;
  pen.strokeRect(...eye);
  pen.strokeStyle = 'rgb(255 255 255 / 0.9)';
  pen.lineWidth = dot * 0.7;
  pen.strokeRect(...eye);

  const now = session.clock.now();
  const place = { x: 0, y: 0 };
  for (const { track } of session.walkers.values()) {
    track.sample(now, place);
    spot(pen, { x: (place.x / UNITS_PER_TILE) * perTile, y: (place.y / UNITS_PER_TILE) * perTile, dot, colour: OTHER });
  }
  spot(pen, { x, y, dot: dot * 1.25, colour: SELF });
}

/** Where people come in: a small diamond. */
function drawSpawns(pen: CanvasRenderingContext2D, options: { map: GameMap; perTile: number; dot: number }): void {
  const { map, perTile, dot } = options;
  pen.fillStyle = SPAWN;
  for (const spawn of map.spawns) {
    const [x, y] = [(spawn.x + 0.5) * perTile, (spawn.y + 0.5) * perTile];
    pen.beginPath();
    pen.moveTo(x, y - dot);
    pen.lineTo(x + dot, y);
    pen.lineTo(x, y + dot);
    pen.lineTo(x - dot, y);
    pen.fill();
  }
}

/** Over the picture, where the colours of the ground do not show. */
function drawZones(pen: CanvasRenderingContext2D, map: GameMap, perTile: number): void {
  for (const { type, bounds } of map.zones) {
    if (type === 'PUBLIC') continue;
    pen.fillStyle = VEIL[type];
    pen.fillRect(bounds.x * perTile, bounds.y * perTile, bounds.width * perTile, bounds.height * perTile);
  }
}

function spot(
  pen: CanvasRenderingContext2D,
  { x, y, dot, colour }: { x: number; y: number; dot: number; colour: string },
): void {
  pen.fillStyle = OUTLINE;
  pen.fillRect(Math.round(x - dot - 1), Math.round(y - dot - 1), Math.round(dot * 2) + 2, Math.round(dot * 2) + 2);
  pen.fillStyle = colour;
  pen.fillRect(Math.round(x - dot), Math.round(y - dot), Math.round(dot * 2), Math.round(dot * 2));
}
