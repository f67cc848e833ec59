import assert from 'node:assert/strict';
import { inflate } from '../../server/maps/inflate.ts';
import type { GameMap } from '../../shared/maps/game-map.ts';
import { MapError } from '../../shared/maps/map-error.ts';
import { parseTiledMap } from '../../shared/maps/tiled.ts';
import type { MapDocument } from '../../shared/protocol/maps.ts';

/** Parses through JSON text, as every real map comes, with zone ids that are the same in every run. */
export function parsed(map: unknown): { game: GameMap; document: MapDocument } {
  return parseTiledMap(JSON.parse(JSON.stringify(map)), { inflate, makeZoneId });
}

export function gameOf(map: unknown): GameMap {
  return parsed(map).game;
}

function makeZoneId({ position }: { position: number }): string {
  return `01900000-0000-7000-8000-${String(position).padStart(12, '0')}`;
}

/** That a map is refused, in words that name the place of the fault. */
export function refused(map: unknown, expected: RegExp): void {
  assert.throws(
    () => parsed(map),
    (error: unknown) => {
      assert.ok(error instanceof MapError, String((error as Error).stack));
      assert.match(error.message, /^Invalid Map: /);
      assert.match(error.message, expected);
      return true;
    },
  );
}

/** Rows of `#` for blocked and `.` for free. */
export function blockedRows({ width, height, blocked }: GameMap): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from(blocked.subarray(y * width, (y + 1) * width), (tile) => (tile === 0 ? '.' : '#')).join(''),
  );
}

/** Rows of `o` for the tiles of a zone and `.` for the others of its bounds. */
export function zoneRows(game: GameMap, position = 0): string[] {
  const { bounds, tiles } = game.zones[position]!;
  return Array.from({ length: bounds.height }, (_, y) =>
    Array.from({ length: bounds.width }, (_, x) =>
      tiles === undefined || tiles[y * bounds.width + x] ? 'o' : '.',
    ).join(''),
  );
}
