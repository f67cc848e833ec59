import assert from 'node:assert/strict';
import { createGameMap } from '../../shared/maps/game-map.ts';
import { advance, type Ground, type Segment } from '../../shared/rules/movement.ts';
import { Track } from './world-track.ts';

const SIDE = 16;
const blocked = new Uint8Array(SIDE * SIDE);
for (let y = 0; y < SIDE; y++) blocked[y * SIDE + 12] = 1;
const map = createGameMap({
  width: SIDE,
  height: SIDE,
  tile_width: 32,
  tile_height: 32,
  blocked,
  zones: [],
  spawns: [],
});
const ground: Ground = { map, closed: null };

describe('a track', () => {
  const out = { x: 0, y: 0 };

  it('[UW5] is where the shared rule says at every tick, whatever ticks are asked for', () => {
    for (const segment of [
      { x: 96, y: 160, dir: 3, tick: 100 },
      { x: 96, y: 160, dir: 4, tick: 100 },
      { x: 700, y: 160, dir: 2, tick: 100 },
      { x: 96, y: 96, dir: 0, tick: 100 },
    ] satisfies Segment[]) {
      const track = new Track(ground, segment);
      for (const tick of [90, 100, 101, 107, 140, 104, 139, 400]) {
        track.sample(tick, out);
        assert.deepEqual(out, advance(ground, segment, tick - segment.tick), `dir ${segment.dir} tick ${tick}`);
      }
    }
  });

  it('[UW5] moves evenly between two ticks', () => {
    const track = new Track(ground, { x: 96, y: 160, dir: 3, tick: 100 });
    track.sample(102.25, out);
    assert.deepEqual(out, { x: 96 + 2.25 * 16, y: 160 });
  });
});
