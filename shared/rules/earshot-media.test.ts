// Who hears whom, for text and for media, in one table: what both have in common is decided once.

import assert from 'node:assert/strict';
import { EARSHOT_TILES, hearsMedia, inEarshot, type MediaPlace, PARTING_TILES } from './earshot.ts';

const at = (x: number, y: number, more: Partial<MediaPlace> = {}): MediaPlace => ({
  ...{ x: x * 64 + 32, y: y * 64 + 32, private_zone: -1, zones: [], silent: false },
  ...{ stage: -1, hall: -1, channel_id: null, bubble: null },
  ...more,
});
const ROOM = { private_zone: 1, zones: [1] };
const OTHER_ROOM = { private_zone: 2, zones: [2] };
const STAGE = { stage: 3, zones: [3, 4], hall: 4 };
const HALL = { zones: [4] };
const FREE_STAGE = { stage: 3, zones: [3], hall: -1 };

type Row = [what: string, a: MediaPlace, b: MediaPlace, text: boolean, aHearsB: boolean, bHearsA: boolean];
const table: Row[] = [
  ['five tiles apart', at(0, 0), at(5, 0), true, true, true],
  ['a little more', at(0, 0), at(6, 0), false, false, false],
  ['across one private zone', at(0, 0, ROOM), at(40, 30, ROOM), true, true, true],
  ['side by side, a wall of a zone between', at(0, 0, ROOM), at(1, 0), false, false, false],
  ['in two zones side by side', at(0, 0, ROOM), at(1, 0, OTHER_ROOM), false, false, false],
  ['one in a silent zone', at(0, 0, { silent: true }), at(1, 0), true, false, false],
  ['both in a silent zone', at(0, 0, { silent: true }), at(1, 0, { silent: true }), true, false, false],
  ['a stage and far away in its hall', at(0, 0, STAGE), at(60, 60, HALL), false, false, true],
  ['a stage and far outside of its hall', at(0, 0, STAGE), at(60, 60), false, false, false],
  ['a stage and beside it', at(0, 0, STAGE), at(1, 0, HALL), true, true, true],
  ['a stage in no zone and the end of the map', at(0, 0, FREE_STAGE), at(400, 400), false, false, true],
  ['a stage in no zone and a private zone', at(0, 0, FREE_STAGE), at(400, 400, ROOM), false, false, true],
  ['two on a stage, far apart', at(0, 0, STAGE), at(20, 0, STAGE), false, true, true],
  ['a stage and who is busy', at(0, 0, STAGE), at(1, 0, { ...HALL, silent: true }), true, false, false],
  ['one voice channel, far apart', at(0, 0, { channel_id: 'a' }), at(400, 0, { channel_id: 'a' }), false, true, true],
  [
    'two voice channels, side by side',
    at(0, 0, { channel_id: 'a' }),
    at(1, 0, { channel_id: 'b' }),
    true,
    false,
    false,
  ],
  ['in a voice channel and beside it', at(0, 0, { channel_id: 'a' }), at(1, 0), true, false, false],
  ['in a voice channel and on a stage', at(9, 9, { channel_id: 'a' }), at(0, 0, FREE_STAGE), false, false, false],
  ['one bubble', at(0, 0, { bubble: 'x' }), at(1, 0, { bubble: 'x' }), true, true, true],
  ['in a bubble and outside of it', at(0, 0, { bubble: 'x' }), at(1, 0), true, false, false],
  ['in a bubble, in the hall of a stage', at(0, 0, { ...HALL, bubble: 'x' }), at(60, 0, STAGE), false, true, false],
];

describe('earshot, for text and for media', () => {
  for (const [what, a, b, text, aHearsB, bHearsA] of table) {
    it(`[ME1] ${what}`, () => {
      assert.deepEqual([inEarshot(a, b), inEarshot(b, a)], [text, text], 'text');
      assert.deepEqual([hearsMedia(a, b), hearsMedia(b, a)], [aHearsB, bHearsA], 'media');
    });
  }
  it('[ME2] media that is connected parts beyond six tiles, not five', () => {
    for (const [tiles, reach, hears] of [
      [6, EARSHOT_TILES, false],
      [6, PARTING_TILES, true],
      [7, PARTING_TILES, false],
    ] as const) {
      assert.equal(hearsMedia(at(0, 0), at(tiles, 0), reach), hears);
    }
  });
});
