import assert from 'node:assert/strict';
import { createGameMap, type GameMap } from '../maps/game-map.ts';
import { findPath } from '../maps/path.ts';
import { advance, centreOf, type Ground, planWalk, type Segment, tileOf, turn, walk } from './movement.ts';

/** Rows of `#` and `.`; `p` is a free tile of the one zone. */
function groundOf(rows: string[], { closed = false } = {}): Ground {
  const width = rows[0]!.length;
  const cells = rows.join('');
  const tiles = Uint8Array.from(cells, (cell) => Number(cell === 'p'));
  const map: GameMap = createGameMap({
    width,
    height: rows.length,
    tile_width: 32,
    tile_height: 32,
    blocked: Uint8Array.from(cells, (cell) => Number(cell === '#')),
    zones: tiles.includes(1)
      ? [
          {
            id: '01900000-0000-7000-8000-000000000001',
            name: 'Room',
            type: 'PRIVATE',
            bounds: { x: 0, y: 0, width, height: rows.length },
            tiles,
            locked: closed,
            capacity: null,
            properties: {},
          },
        ]
      : [],
    spawns: [{ name: 'Spawn', x: 1, y: 1 }],
  });
  return { map, closed: closed ? Uint8Array.of(1) : null };
}
const at = (x: number, y: number, dir = 0, tick = 100): Segment => ({ x: centreOf(x), y: centreOf(y), dir, tick });
const OPEN = groundOf(['##########', '#........#', '#........#', '#........#', '##########']);

describe('movement', () => {
  it('[WR1] walks 16 units a tick straight, 11 on each axis on a diagonal', () => {
    assert.deepEqual(advance(OPEN, at(1, 1, 3), 4), { x: centreOf(2), y: centreOf(1) });
    assert.deepEqual(advance(OPEN, at(1, 1, 4), 5), { x: centreOf(1) + 55, y: centreOf(1) + 55 });
    assert.deepEqual(advance(OPEN, at(1, 1, 0), 99), { x: centreOf(1), y: centreOf(1) });
  });

  it('[WR2] never enters a blocked tile or leaves the map, in any direction, from any place', () => {
    const rows = ['.....', '.#.#.', '..#..', '.#...', '.....'];
    const ground = groundOf(rows);
    for (let dir = 1; dir <= 8; dir++) {
      for (let x = 0; x < 5; x++) {
        for (let y = 0; y < 5; y++) {
          if (rows[y]![x] === '#') continue;
          for (let tick = 1; tick < 60; tick++) {
            const place = advance(ground, at(x, y, dir), tick);
            assert.notEqual(rows[tileOf(place.y)]?.[tileOf(place.x)] ?? '#', '#', `dir ${dir} from ${x},${y}`);
          }
        }
      }
    }
  });

  it('[WR3] slides along a wall on a diagonal and does not cut corners', () => {
    const slid = advance(OPEN, at(1, 1, 2), 20);
    assert.equal(tileOf(slid.y), 1);
    assert.equal(slid.x, centreOf(1) + 220);
    const corner = groundOf(['.#', '#.']);
    const before = { x: centreOf(0), y: centreOf(0) };
    walk(corner, before, 4, 3);
    assert.equal(tileOf(before.x), 0);
    assert.equal(tileOf(before.y), 0, 'between two blocked tiles there is no way');
  });

  it('[WR4] gives the same place whether ticks are taken one by one or all at once', () => {
    for (let dir = 1; dir <= 8; dir++) {
      const stepwise = { x: centreOf(4), y: centreOf(2) };
      for (let tick = 1; tick <= 80; tick++) {
        walk(OPEN, stepwise, dir, 1);
        assert.deepEqual(advance(OPEN, at(4, 2, dir), tick), stepwise);
      }
    }
  });

  it('[WR5] replays a late turn at the tick that it names', () => {
    const walker = { segment: at(1, 1, 3), seq: 1 };
    const turned = turn(OPEN, walker, { seq: 2, dir: 0, step: 104 }, 107);
    assert.deepEqual(turned, { ...at(2, 1, 0), tick: 104 });
  });

  it('[WR6] clamps a step to the last 10 ticks and the next 2, and never before the previous turn', () => {
    const walker = { segment: at(1, 1, 3), seq: 1 };
    assert.equal(turn(OPEN, walker, { seq: 2, dir: 5, step: 0 }, 150)?.tick, 140);
    assert.equal(turn(OPEN, walker, { seq: 2, dir: 5, step: 4_000_000_000 }, 150)?.tick, 152);
    assert.equal(turn(OPEN, walker, { seq: 2, dir: 5, step: 0 }, 105)?.tick, 100);
  });

  it('[WR7] ignores a seq that does not grow, and a turn to where one walks already', () => {
    const walker = { segment: at(1, 1, 3), seq: 7 };
    assert.equal(turn(OPEN, walker, { seq: 7, dir: 5, step: 101 }, 101), null);
    assert.equal(turn(OPEN, walker, { seq: 6, dir: 5, step: 101 }, 101), null);
    assert.equal(turn(OPEN, walker, { seq: 8, dir: 3, step: 101 }, 101), null);
  });

  it('[WR8] lets no sequence of moves get further than the speed, the clamp and a tick allow', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const long = groundOf(['.'.repeat(400), '.'.repeat(400), '.'.repeat(400)]);
    for (let round = 0; round < 300; round++) {
      let segment = at(200, 1);
      let seq = 0;
      const began = segment;
      let now = 100;
      for (let moves = 0; moves < 60; moves++) {
        now += random(4);
        const turned = turn(long, { segment, seq }, { seq: ++seq, dir: random(9), step: now - 40 + random(80) }, now);
        if (turned) segment = turned;
        const place = advance(long, segment, now - segment.tick);
        const far = Math.max(Math.abs(place.x - began.x), Math.abs(place.y - began.y));
        assert.ok(far <= 16 * (now + 2 - began.tick), `walked ${far} units in ${now - began.tick} ticks`);
      }
    }
  });

  it('[WR9] keeps out of a closed zone whoever is not in it, and lets out whoever is', () => {
    const closed = groundOf(['.....', '..ppp', '.....'], { closed: true });
    assert.equal(tileOf(advance(closed, at(0, 1, 3), 40).x), 1);
    assert.equal(tileOf(advance(closed, at(3, 1, 7), 40).x), 0);
    const open = groundOf(['.....', '..ppp', '.....']);
    assert.equal(tileOf(advance(open, at(0, 1, 3), 40).x), 4);
  });

  it('[WR10] plans a walk to the centre of the goal, never faster than walking', () => {
    const ground = groundOf(['........', '.####...', '....#.#.', '.##...#.', '........']);
    for (const offset of [0, 7, 32, 50, 63]) {
      const start: Segment = { x: offset, y: 4 * 64 + offset, dir: 0, tick: 10 };
      const path = findPath(ground.map, { x: 0, y: 4 }, { x: 7, y: 0 });
      assert.ok(path);
      const legs = planWalk(start, path);
      assert.deepEqual({ ...legs.at(-1), tick: 0 }, { x: centreOf(7), y: centreOf(0), dir: 0, tick: 0 });
      for (let i = 0; i + 1 < legs.length; i++) {
        const [leg, next] = [legs[i]!, legs[i + 1]!];
        const reached = advance(ground, leg, next.tick - leg.tick);
        assert.ok(
          Math.abs(reached.x - next.x) < 16 && Math.abs(reached.y - next.y) < 16,
          JSON.stringify({ leg, next }),
        );
        const far = Math.max(Math.abs(next.x - leg.x), Math.abs(next.y - leg.y));
        assert.ok(far <= 16 * (next.tick - leg.tick));
      }
    }
  });
});
