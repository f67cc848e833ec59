import assert from 'node:assert/strict';
import { createReception } from './reception.ts';
import { beginsKeyframe } from './vp8.ts';

describe('streams as they arrive', () => {
  it('[SF18] are counted on beyond 16 bits; gaps are known, stragglers too, and a jump is a new count', () => {
    const reception = createReception(90_000);
    const arrived = (sequence: number) => reception.arrived(sequence, 0, 0);
    assert.deepEqual(arrived(65_534), { index: 131_070, gap: [], isNew: true });
    assert.equal(arrived(65_533), undefined);
    assert.deepEqual(arrived(1), { index: 131_073, gap: [131_071, 131_072], isNew: false });
    assert.deepEqual(arrived(65_535), { index: 131_071, gap: [], isNew: false });
    assert.deepEqual(reception.report(), {
      fractionLost: 64,
      packetsLost: 1,
      highestSequence: 131_073,
      jitter: 0,
    });
    assert.deepEqual(arrived(200), { index: 65_736, gap: [], isNew: true });
    assert.equal(reception.report()?.packetsLost, 0);
  });

  it('[SF19] begin in VP8 with what says so itself', () => {
    const is = (...bytes: number[]): boolean => beginsKeyframe(Buffer.from(bytes));
    assert.ok(is(0x10, 0x00));
    assert.ok(!is(0x10, 0x01), 'depends on another frame');
    assert.ok(!is(0x00, 0x00), 'goes on');
    assert.ok(!is(0x11, 0x00), 'another part');
    assert.ok(is(0x90, 0x80, 0x05, 0x00), 'short number');
    assert.ok(is(0x90, 0x80, 0x85, 0x01, 0x00), 'long number');
    assert.ok(is(0x90, 0xf0, 0x85, 0x01, 0x01, 0x01, 0x00), 'everything');
    for (const bytes of [[], [0x10], [0x90], [0x90, 0xff], [0x90, 0x80, 0x85]]) assert.ok(!is(...bytes));
  });
});
