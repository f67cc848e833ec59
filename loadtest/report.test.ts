import assert from 'node:assert/strict';
import type { Span } from './measure.ts';
import { caveatOf, compare, tableOf, targetsOf } from './report.ts';
import { boundOf, percentile, readHistogram, readValue, sumOfDifferences } from './statistics.ts';

const CLIENTS = 100;

function span(fields: Partial<Span> = {}): Span {
  return {
    seconds: 4,
    cpuSeconds: 0.5,
    generatorCpuSeconds: 1,
    rssBytes: 100 * 2 ** 20,
    traffic: { bytesDown: 1_000_000, bytesUp: 10_000, messagesDown: 10_000 },
    turns: 300,
    delays: [10, 20, 30, 40],
    ticks: { before: new Map(), after: new Map() },
    ...fields,
  };
}

const TEXT = `# HELP atrium_tick_seconds How long
atrium_tick_seconds_bucket{le="0.001"} 90
atrium_tick_seconds_bucket{le="0.01"} 99
atrium_tick_seconds_bucket{le="+Inf"} 100
atrium_tick_seconds_sum 1.5
atrium_process_resident_memory_bytes 123456
`;

describe('the report of a load test', () => {
  it('[LT6] takes percentiles of all values, and none of none', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.deepEqual(
      [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share)),
      [50, 95, 99, 100],
    );
    assert.ok(Number.isNaN(percentile([], 0.5)));
  });

  it('[LT7] reads metrics, and of a histogram only what was added', () => {
    const after = readHistogram(TEXT, 'atrium_tick_seconds');
    assert.deepEqual(
      [...after],
      [
        [0.001, 90],
        [0.01, 99],
        [Number.POSITIVE_INFINITY, 100],
      ],
    );
    assert.equal(readValue(TEXT, 'atrium_process_resident_memory_bytes'), 123_456);
    assert.ok(Number.isNaN(readValue(TEXT, 'missing')));
    assert.deepEqual([boundOf(after, 0.9), boundOf(after, 0.99)], [0.001, 0.01]);
    const before = new Map([
      [0.001, 89],
      [0.01, 89],
      [Number.POSITIVE_INFINITY, 89],
    ]);
    const added = sumOfDifferences([
      { before, after },
      { before, after },
    ]);
    assert.deepEqual([...added.values()], [2, 20, 22]);
    assert.equal(boundOf(added, 0.99), Number.POSITIVE_INFINITY);
    assert.ok(Number.isNaN(boundOf(new Map(), 0.99)));
  });

  it('[LT8] compares with the bare minimum, by client and second, and says which targets are missed', () => {
    const bare = [span(), span()];
    const good = compare([span(), span({ cpuSeconds: 0.75 })], bare, CLIENTS);
    assert.equal(good.world.cpuPercent, 15.625);
    assert.equal(good.world.kilobytesDown, 2.5);
    assert.equal(good.world.messagesDown, 25);
    assert.equal(good.world.turns, 75);
    assert.equal(good.world.microsecondsPerMessage, 62.5);
    assert.deepEqual(good.cpuRatios, [1, 1.5]);
    assert.deepEqual(
      targetsOf(good).map(({ met }) => met),
      [true, true, true],
    );

    const traffic = { bytesDown: 1_500_000, bytesUp: 0, messagesDown: 10_000 };
    const bad = compare([span({ cpuSeconds: 0.75, traffic, delays: [10, 61] })], [span()], CLIENTS);
    assert.deepEqual(
      targetsOf(bad).map(({ met }) => met),
      [false, false, false],
    );
    const nothingSeen = compare([span({ delays: [] })], [span()], CLIENTS);
    assert.equal(targetsOf(nothingSeen)[0]?.met, false, 'nothing measured is no target met');

    assert.equal(caveatOf(good), undefined);
    assert.match(caveatOf(compare([span()], [span({ delays: [10, 90] })], CLIENTS)) ?? '', /busy/);

    const table = tableOf(good);
    assert.match(table, /CPU of the server, % +15\.6 +12\.5 +1\.25 {2}rounds 1\.00 to 1\.50/);
    assert.match(table, /a tick, p99, at most ms +- +- +-/);
  });
});
