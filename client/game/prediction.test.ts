import assert from 'node:assert/strict';
import { createGameMap, type GameMap } from '../../shared/maps/game-map.ts';
import { advance, type Ground, type Segment, turn, type Walker } from '../../shared/rules/movement.ts';
import { WorldClock } from '../net/clock.ts';
import { Prediction } from './prediction.ts';

const TICK = 50;
/** Odd, so that the walks begin at any phase of the tick. */
const FRAME = 7;

/** mulberry32: the same walk for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function field(width: number, height: number, isWall: (x: number, y: number) => boolean): GameMap {
  const blocked = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) blocked[y * width + x] = isWall(x, y) ? 1 : 0;
  return createGameMap({
    width,
    height,
    tile_width: 32,
    tile_height: 32,
    blocked,
    zones: [],
    spawns: [{ name: '', x: 1, y: 1 }],
  });
}

/** Letters on the way: in order, each no earlier than the one before. */
function wire<T>(random: () => number, base: number, jitter: number) {
  const letters: { at: number; body: T }[] = [];
  let last = 0;
  return {
    send(now: number, body: T): void {
      last = Math.max(last, now + base + random() * jitter);
      letters.push({ at: last, body });
    },
    take(now: number): T[] {
      const due = letters.findIndex((letter) => letter.at > now);
      return letters.splice(0, due < 0 ? letters.length : due).map(({ body }) => body);
    },
  };
}

const counter =
  (from = 0) =>
  () =>
    ++from;

type Walk = { seed: number; latency: number; jitter: number; seconds: number };

/** A client that turns at random against the server's rule, over a line with latency. */
function simulate({ seed, latency, jitter, seconds }: Walk) {
  const random = seeded(seed);
  const ground: Ground = { map: field(24, 18, (x, y) => x % 7 === 3 && y % 5 !== seed % 5), closed: null };
  const start: Segment = { x: 96, y: 96, dir: 0, tick: 1000 };

  const walker: Walker = { segment: start, seq: 0 };
  const up = wire<Parameters<typeof turn>[2]>(random, latency, jitter);
  const down = wire<Segment | number>(random, latency, jitter);
  const phase = random() * TICK;
  const serverTick = (now: number): number => 1000 + Math.floor((now + phase) / TICK);
  down.send(0, serverTick(0));

  let now = 0;
  const clock = new WorldClock(() => now);
  const prediction = new Prediction(ground, start, counter());
  let synced = start;
  let answered = start;
  let corrections = 0;
  let joined = false;
  let nextTurn = 0;
  const end = seconds * 1000;
  for (; now < end + 4000; now += FRAME) {
    for (const move of up.take(now)) walker.segment = turn(ground, walker, move, serverTick(now)) ?? walker.segment;
    if (walker.segment !== synced && serverTick(now) !== serverTick(now - FRAME)) {
      synced = walker.segment;
      down.send(now, synced);
    }
    for (const body of down.take(now)) {
      if (typeof body === 'number') {
        clock.sync(body);
        joined = true;
        continue;
      }
      answered = body;
      const verdict = prediction.reconcile(body);
      if (verdict.kind === 'known') clock.confirm();
      else {
        corrections++;
        clock.learn(verdict.movedBy);
      }
    }
    if (!joined || now < nextTurn) continue;
    nextTurn = now + random() * 400;
    const dir = now < end ? Math.floor(random() * 9) : 0;
    // People let a key go in the middle of a tick: the stop counts from its end.
    const move = prediction.turn(dir, clock.step() + (dir === 0 ? 1 : 0));
    if (move) up.send(now, move);
  }
  if (!prediction.isSettled) prediction.settle(answered);
  const tick = Math.max(clock.step(), walker.segment.tick);
  return {
    corrections,
    client: prediction.place(tick),
    server: advance(ground, walker.segment, tick - walker.segment.tick),
  };
}

describe('prediction', () => {
  it('[UW1] agrees with the server to the unit, without one correction, over 200 random walks and 0-150 ms of latency', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { corrections, client, server } = simulate({
        seed,
        latency: (seed % 11) * 10,
        jitter: (seed % 6) * 10,
        seconds: 12,
      });
      assert.deepEqual(client, server, `seed ${seed}`);
      assert.equal(corrections, 0, `seed ${seed}`);
    }
  });

  it('[UW2] ends where the server says after corrections, on a line too slow for the clamp', () => {
    let corrections = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const walk = simulate({ seed, latency: 380, jitter: 120, seconds: 8 });
      corrections += walk.corrections;
      assert.deepEqual(walk.client, walk.server, `seed ${seed}`);
    }
    assert.ok(corrections > 0, 'the line was meant to be too slow');
  });

  const open: Ground = { map: field(20, 20, () => false), closed: null };

  it('[UW3] counts a turn at once and says nothing where nothing changes', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 0, tick: 5 }, counter());
    assert.deepEqual(prediction.turn(3, 10), { seq: 1, dir: 3, step: 10 });
    assert.equal(prediction.turn(3, 12), null);
    assert.deepEqual(prediction.place(12), { x: 128, y: 96 });
    assert.deepEqual(prediction.turn(0, 8), { seq: 2, dir: 0, step: 10 }, 'never before the turn before');
  });

  it('[UW3] goes on counting where the prediction before it ended', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 0, tick: 5 }, counter(41));
    assert.equal(prediction.turn(3, 10)!.seq, 42);
  });

  it('[UW3] follows a correction and walks the later turns on from it', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 0, tick: 0 }, counter());
    prediction.turn(3, 10);
    prediction.turn(5, 20);
    const verdict = prediction.reconcile({ x: 96, y: 96, dir: 3, tick: 14 });
    assert.deepEqual(verdict, { kind: 'corrected', movedBy: 4 });
    assert.deepEqual(prediction.segment, { x: 96 + 6 * 16, y: 96, dir: 5, tick: 20 });
    assert.deepEqual(prediction.reconcile({ x: 192, y: 96, dir: 5, tick: 20 }), { kind: 'known' });
    assert.ok(prediction.isSettled);
  });

  it('[UW3] takes the same walk told from a later tick for what it is', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 0, tick: 0 }, counter());
    prediction.turn(3, 10);
    assert.deepEqual(prediction.reconcile({ x: 160, y: 96, dir: 3, tick: 14 }), { kind: 'known' });
    assert.deepEqual(prediction.place(15), { x: 176, y: 96 });
  });

  it('[UW3] follows the server where it puts the avatar somewhere else', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 3, tick: 0 }, counter());
    assert.deepEqual(prediction.reconcile({ x: 608, y: 608, dir: 0, tick: 50 }), { kind: 'corrected', movedBy: 0 });
    assert.deepEqual(prediction.place(80), { x: 608, y: 608 });
  });

  it('[UW3] settles what a lost answer left open', () => {
    const prediction = new Prediction(open, { x: 96, y: 96, dir: 0, tick: 0 }, counter());
    prediction.turn(3, 10);
    assert.deepEqual(prediction.settle({ x: 96, y: 96, dir: 0, tick: 0 }), { kind: 'corrected', movedBy: 0 });
    assert.deepEqual(prediction.place(30), { x: 96, y: 96 });
  });
});
