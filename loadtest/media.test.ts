import assert from 'node:assert/strict';
import { parseMedia, UsageError } from './arguments.ts';
import { type MediaFigures, mediaReport, mediaTargets } from './media.ts';

const SPAN = { arrived: [1, 2, 3, 4], sent: 4, cpuShare: 0.25 };
const FIGURES: MediaFigures = { walkers: 300, rate: 100, seconds: 15, resting: SPAN, walking: SPAN };

describe('the load of signaling', () => {
  it('[LT18] judges by what arrives while others walk, and whether nothing was lost or came twice', () => {
    const met = (arrived: number[]) =>
      mediaTargets({ ...FIGURES, walking: { ...SPAN, arrived } }).map((target) => target.met);
    assert.deepEqual(met([1, 2, 3, 4]), [true, true]);
    assert.deepEqual(met([1, 2, 3, 50]), [false, true]);
    assert.deepEqual(met([1, 2, 3]), [true, false]);
    assert.deepEqual(met([1, 2, 3, 3, 4]), [true, false]);
    assert.match(mediaReport(FIGURES, true), /300 walk +2\.0 +4\.0 +4\.0 +25 %\n/);
  });

  it('[LT18] takes how many walk, how fast and how long', () => {
    const rest = { walkers: 300, seconds: 15, seed: 1, check: false };
    assert.deepEqual(parseMedia(['--rate', '50']), { ...rest, rate: 50 });
    assert.throws(() => parseMedia(['--walkers', '0']), UsageError);
  });
});
