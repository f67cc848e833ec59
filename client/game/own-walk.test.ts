import assert from 'node:assert/strict';
import { createGameMap } from '../../shared/maps/game-map.ts';
import { centreOf, type Ground, type Move, tileOf, turn, type Walker } from '../../shared/rules/movement.ts';
import { OwnWalk } from './own-walk.ts';
import { findRoute } from './route.ts';

/** `#` is a wall. */
function groundOf(rows: readonly string[]): Ground {
  const [width, height] = [rows[0]!.length, rows.length];
  const blocked = Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0));
  return {
    map: createGameMap({
      width,
      height,
      tile_width: 32,
      tile_height: 32,
      blocked,
      zones: [],
      spawns: [{ name: '', x: 0, y: 0 }],
    }),
    closed: null,
  };
}

const MAZE = groundOf([
  '............',
  '.####.#####.',
  '.#....#...#.',
  '.#.####.#.#.',
  '.#......#.#.',
  '.########.#.',
  '............',
]);

const counter = () => {
  let seq = 0;
  return () => ++seq;
};

/** Frames of `ms` until the route is over; the moves go through the server's own rule, `late` ticks late. */
function walkTo(goal: { x: number; y: number }, options: { from: { x: number; y: number }; ms: number; late: number }) {
  const segment = { ...options.from, dir: 0, tick: 100 };
  const walker: Walker = { segment, seq: 0 };
  const moves: { move: Move; at: number }[] = [];
  let time = 100;
  const walk = new OwnWalk({
    ground: MAZE,
    segment,
    nextSeq: counter(),
    send: (move) => moves.push({ move, at: time }),
  });
  const found = findRoute(MAZE, { x: tileOf(segment.x), y: tileOf(segment.y) }, goal);
  assert.ok(found);
  walk.route = found.route;
  const out = { x: 0, y: 0 };
  let jump = 0;
  const last = { ...options.from };
  for (let frame = 0; frame < 4000 && (walk.route || frame < 10); frame++) {
    walk.steer(0, time);
    walk.sample(time, out);
    jump = Math.max(jump, Math.hypot(out.x - last.x, out.y - last.y));
    Object.assign(last, out);
    time += options.ms / 50;
  }
  for (const { move, at } of moves)
    walker.segment = turn(MAZE, walker, move, Math.floor(at) + options.late) ?? walker.segment;
  return { walk, end: walk.place(Math.floor(time) + 5), server: walker.segment, jump, found, moves };
}

describe('the own walk', () => {
  it('[UW6] walks a route round walls to the middle of the goal, as the server sees it', () => {
    for (const ms of [7, 16.7, 33, 120]) {
      const { end, server, moves } = walkTo({ x: 9, y: 2 }, { from: { x: 50, y: 20 }, ms, late: 4 });
      assert.deepEqual({ x: tileOf(end.x), y: tileOf(end.y) }, { x: 9, y: 2 }, `${ms} ms`);
      assert.ok(Math.abs(end.x - centreOf(9)) <= 8 && Math.abs(end.y - centreOf(2)) <= 8, `${ms} ms`);
      assert.deepEqual({ x: server.x, y: server.y, dir: server.dir }, { ...end, dir: 0 }, `${ms} ms`);
      assert.ok(moves.length < 40, `${moves.length} moves`);
    }
  });

  it('[UW6] never shows a jump on the way', () => {
    const { jump } = walkTo({ x: 11, y: 6 }, { from: { x: 32, y: 32 }, ms: 16.7, late: 3 });
    // A frame at full speed, and what is left of a blend.
    assert.ok(jump <= (16 / 50) * 16.7 * 1.8, String(jump));
  });

  it('[UW6] walks beside what is occupied', () => {
    const { found, end } = walkTo({ x: 1, y: 3 }, { from: { x: 32, y: 32 }, ms: 16, late: 0 });
    assert.deepEqual({ x: found.goal.x, y: found.goal.y }, { x: 0, y: 3 });
    assert.equal(tileOf(end.x), 0);
  });

  const open = groundOf(Array.from({ length: 20 }, () => '.'.repeat(20)));
  const start = (moves: Move[]) =>
    new OwnWalk({
      ground: open,
      nextSeq: counter(),
      segment: { x: 352, y: 352, dir: 0, tick: 10 },
      send: (move) => moves.push(move),
    });
  const shown = (walk: OwnWalk, time: number) => {
    const out = { x: 0, y: 0 };
    walk.sample(time, out);
    return out;
  };

  it('[UW7] moves with the frame that follows a key, whatever the phase of the tick', () => {
    for (const phase of [0, 0.3, 0.9]) {
      const moves: Move[] = [];
      const walk = start(moves);
      const pressed = 20 + phase;
      walk.steer(3, pressed);
      assert.deepEqual(moves, [{ seq: 1, dir: 3, step: 20 }]);
      for (const later of [0.001, 0.05, 1 / 3]) {
        const moved = shown(walk, pressed + later).x - 352;
        assert.ok(moved > 5 && moved < 16, `${phase} + ${later}: ${moved}`);
      }
    }
  });

  it('[UW7] keys end a route, and letting go ends the walk with the tick', () => {
    const moves: Move[] = [];
    const walk = start(moves);
    walk.route = findRoute(open, { x: 5, y: 5 }, { x: 15, y: 5 })!.route;
    walk.steer(0, 20);
    walk.steer(5, 21.2);
    assert.equal(walk.route, null);
    walk.steer(0, 22.4);
    assert.deepEqual(
      moves.map(({ dir, step }) => [dir, step]),
      [
        [3, 20],
        [5, 21],
        [0, 23],
      ],
    );
  });

  it('[UW8] glides to where a correction puts it, and forgets the route', () => {
    const walk = start([]);
    walk.route = findRoute(open, { x: 5, y: 5 }, { x: 15, y: 5 })!.route;
    walk.steer(0, 20);
    walk.reconcile({ x: 352, y: 352, dir: 3, tick: 20 }, 23);
    const before = shown(walk, 24);
    assert.equal(walk.reconcile({ x: 300, y: 352, dir: 0, tick: 22 }, 24).kind, 'corrected');
    assert.equal(walk.corrections, 1);
    assert.equal(walk.route, null);
    assert.deepEqual(shown(walk, 24), before);
    assert.ok(shown(walk, 25).x < before.x && shown(walk, 25).x > 300);
    assert.deepEqual(shown(walk, 26), { x: 300, y: 352 });
  });

  it('[UW8] takes the word of the server when an answer never came', () => {
    const walk = start([]);
    walk.steer(3, 20);
    walk.settle({ x: 352, y: 352, dir: 0, tick: 10 }, 50);
    assert.equal(walk.dir, 3);
    walk.settle({ x: 352, y: 352, dir: 0, tick: 10 }, 61);
    assert.equal(walk.dir, 0);
  });
});
