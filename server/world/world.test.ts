import assert from 'node:assert/strict';
import { createGameMap, type Zone } from '../../shared/maps/game-map.ts';
import { centreOf, tileOf } from '../../shared/rules/movement.ts';
import { type SyncedBody, World } from './world.ts';

const zone = (id: number, type: Zone['type'], bounds: Zone['bounds'], extra: Partial<Zone> = {}): Zone => ({
  id: `01900000-0000-7000-8000-00000000000${id}`,
  name: `zone ${id}`,
  type,
  bounds,
  locked: false,
  capacity: null,
  properties: {},
  ...extra,
});

function worldOf({ zones = [] as Zone[], blocked = [] as [number, number][], width = 40, height = 20 } = {}) {
  const cells = new Uint8Array(width * height);
  for (const [x, y] of blocked) cells[y * width + x] = 1;
  const map = createGameMap({
    width,
    height,
    tile_width: 32,
    tile_height: 32,
    blocked: cells,
    zones,
    spawns: [{ name: 'Spawn', x: 1, y: 1 }],
  });
  const heard: string[] = [];
  const synced = zones.map(() => ({ occupants: 0 }));
  const world = new World({
    map,
    zones: synced,
    events: {
      zoneEntered: (body, index) => heard.push(`${body.id} entered ${index}`),
      zoneLeft: (body, index) => heard.push(`${body.id} left ${index}`),
      refused: (body, code) => heard.push(`${body.id} ${code}`),
    },
  });
  const states = new Map<string, SyncedBody>();
  const add = (id: string, x: number, y: number, now = 0) => {
    const state = { x: 0, y: 0, dir: 0, tick: 0, zone_id: '' };
    states.set(id, state);
    return world.add({ id, userId: `user-${id}`, synced: state, place: { x: centreOf(x), y: centreOf(y) }, now });
  };
  return { world, add, heard, states, synced, map };
}
const tiles = (at: { x: number; y: number }) => [tileOf(at.x), tileOf(at.y)];

describe('world', () => {
  it('[WR30] changes the synced segment only when a walker turns, stops or is corrected', () => {
    const { world, add, states } = worldOf();
    const ada = add('ada', 1, 1);
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    const before = { ...states.get('ada') };
    for (let tick = 1; tick <= 40; tick++) world.tick(tick);
    assert.deepEqual(states.get('ada'), before);
    assert.deepEqual(tiles(ada), [11, 1]);
    world.move('ada', { seq: 2, dir: 0, step: 40 }, 40);
    assert.deepEqual({ ...states.get('ada') }, { x: centreOf(11), y: centreOf(1), dir: 0, tick: 40, zone_id: '' });
  });

  it('[WR31] advances several ticks at once after a stall as it would have one by one', () => {
    const one = worldOf();
    const many = worldOf();
    const [a, b] = [one.add('a', 1, 1), many.add('a', 1, 1)];
    for (const { world } of [one, many]) world.move('a', { seq: 1, dir: 4, step: 0 }, 0);
    for (let tick = 1; tick <= 30; tick++) one.world.tick(tick);
    many.world.tick(30);
    assert.deepEqual([a.x, a.y], [b.x, b.y]);
  });

  it('[WR32] replays a late stop, so that the walker stands where it stopped', () => {
    const { world, add } = worldOf();
    const ada = add('ada', 1, 1);
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    for (let tick = 1; tick <= 8; tick++) world.tick(tick);
    world.move('ada', { seq: 2, dir: 0, step: 4 }, 8);
    assert.deepEqual([ada.x, ada.y], [centreOf(2), centreOf(1)]);
  });

  it('[WR33] tells zones entered and left once each, and counts who is in', () => {
    const { world, add, heard, synced, states } = worldOf({
      zones: [
        zone(1, 'PUBLIC', { x: 3, y: 0, width: 10, height: 5 }),
        zone(2, 'PRIVATE', { x: 5, y: 0, width: 2, height: 5 }),
      ],
    });
    add('ada', 1, 1);
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    for (let tick = 1; tick <= 18; tick++) world.tick(tick);
    assert.deepEqual(heard, ['ada entered 0', 'ada entered 1']);
    assert.deepEqual([synced[0]?.occupants, synced[1]?.occupants], [1, 1]);
    assert.equal(states.get('ada')?.zone_id, '01900000-0000-7000-8000-000000000002');
    world.remove('ada');
    assert.deepEqual(heard.slice(2).sort(), ['ada left 0', 'ada left 1']);
    assert.deepEqual([synced[0]?.occupants, synced[1]?.occupants], [0, 0]);
  });

  it('[WR34] keeps people out of a locked zone and says why, once a try', () => {
    const { world, add, heard } = worldOf({
      zones: [zone(1, 'PRIVATE', { x: 5, y: 0, width: 5, height: 20 }, { locked: true })],
    });
    const ada = add('ada', 3, 3);
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    for (let tick = 1; tick <= 40; tick++) world.tick(tick);
    assert.deepEqual(tiles(ada), [4, 3]);
    assert.deepEqual(heard, ['ada world/zone_locked']);
    assert.equal(world.walkTo('ada', { x: 7, y: 3 }, 41), null);
  });

  it('[WR35] lets nobody into a full zone until somebody leaves it', () => {
    const { world, add, heard } = worldOf({
      zones: [zone(1, 'PRIVATE', { x: 5, y: 0, width: 5, height: 20 }, { capacity: 1 })],
    });
    const [ada, bob] = [add('ada', 3, 3), add('bob', 3, 6)];
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    world.tick(16);
    world.move('ada', { seq: 2, dir: 0, step: 16 }, 16);
    assert.deepEqual(tiles(ada), [7, 3]);
    world.move('bob', { seq: 1, dir: 3, step: 16 }, 16);
    for (let tick = 17; tick <= 40; tick++) world.tick(tick);
    assert.equal(tileOf(bob.x), 4);
    assert.ok(heard.includes('bob world/zone_full'));
    world.remove('ada');
    for (let tick = 41; tick <= 50; tick++) world.tick(tick);
    assert.ok(tileOf(bob.x) >= 5);
  });

  it('[WR36] walks to the centre of a tile around walls, and answers how many tiles', () => {
    const wall: [number, number][] = Array.from({ length: 10 }, (_, y) => [5, y]);
    const { world, add, states } = worldOf({ blocked: wall });
    const ada = add('ada', 2, 2);
    const count = world.walkTo('ada', { x: 9, y: 2 }, 0);
    assert.ok(count && count > 7);
    for (let tick = 1; tick <= 200; tick++) world.tick(tick);
    assert.deepEqual([ada.x, ada.y, states.get('ada')?.dir], [centreOf(9), centreOf(2), 0]);
    assert.equal(world.walkTo('ada', { x: 5, y: 5 }, 200), null);
    assert.equal(world.walkTo('ada', { x: 500, y: 5 }, 200), null);
  });

  it('[WR37] gives the helm back: a move ends a walk that the server steers', () => {
    const { world, add } = worldOf();
    const ada = add('ada', 2, 2);
    world.walkTo('ada', { x: 30, y: 2 }, 0);
    world.tick(20);
    world.move('ada', { seq: 1, dir: 5, step: 20 }, 20);
    for (let tick = 21; tick <= 40; tick++) world.tick(tick);
    assert.deepEqual(tiles(ada), [7, 7]);
  });

  it('[WR38] puts people at a spawn when the place they left is blocked now', () => {
    const { add } = worldOf({ blocked: [[9, 9]] });
    assert.deepEqual(tiles(add('ada', 9, 9)), [1, 1]);
    assert.deepEqual(tiles(add('bob', 8, 9)), [8, 9]);
  });

  it('[WR39] moves everybody to a spawn of a new map, resting', () => {
    const { world, add, states } = worldOf();
    const ada = add('ada', 9, 9);
    world.move('ada', { seq: 1, dir: 3, step: 0 }, 0);
    const { map } = worldOf({ width: 5, height: 5 });
    world.replaceMap(map, [], 10);
    assert.deepEqual(tiles(ada), [1, 1]);
    assert.equal(states.get('ada')?.dir, 0);
  });

  it('[WR40] finds those in earshot, across cells and not beyond', () => {
    const { world, add } = worldOf({ zones: [zone(1, 'PRIVATE', { x: 20, y: 0, width: 15, height: 15 })] });
    const ada = add('ada', 4, 4);
    add('near', 9, 4);
    add('far', 10, 4);
    const inside = add('inside', 20, 1);
    add('across', 34, 14);
    add('door', 19, 1);
    assert.deepEqual(
      world
        .earshotOf(ada)
        .map((body) => body.id)
        .sort(),
      ['ada', 'near'],
    );
    assert.deepEqual(
      world
        .earshotOf(inside)
        .map((body) => body.id)
        .sort(),
      ['across', 'inside'],
    );
  });

  it('[OP79] leaves one whom it can not move where it stands, and moves everybody else', () => {
    const { world, add, states } = worldOf();
    const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((id, row) => add(id, 2, 2 + row));
    for (const id of ['ada', 'bob', 'eve']) world.move(id, { seq: 1, dir: 3, step: 0 }, 0);
    Object.defineProperty(bob, 'x', {
      get: () => centreOf(2),
      set: () => {
        throw new Error('stuck');
      },
    });
    assert.throws(() => world.tick(20), { name: 'AggregateError' });
    world.tick(40);
    assert.deepEqual(
      [ada, bob, eve].map((one) => tiles(one!)[0]),
      [12, 2, 12],
    );
    assert.equal(states.get('bob')?.dir, 0, 'others see it rest');
  });
});
