import assert from 'node:assert/strict';
import { busyCaveat, chatReport, chatTargets } from './chat-report.ts';

const even = Array.from({ length: 100 }, () => 2);
const timing = (kind: 'history' | 'search' | 'unread', slowest: number) => ({
  kind,
  name: 'pages',
  // Five of a hundred are slow: the 95th percentile is not yet.
  times: [...Array.from({ length: 95 }, () => 1), ...Array.from({ length: 5 }, () => slowest)],
  found: 50,
});

describe('the report on a year of chat', () => {
  it('[LT15] judges every question by the 95th percentile of its kind', () => {
    const slow = { ...timing('search', 0), times: even.map(() => 50) };
    const timings = [timing('history', 900), { ...slow, kind: 'history' as const }, slow, timing('unread', 900)];
    assert.deepEqual(
      chatTargets({ timings, yardstick: even }).map(({ met }) => met),
      [true, false, false, true],
    );
    const text = chatReport({ timings, yardstick: even });
    assert.match(text, /history +pages +1\.0 +1\.0 +900\.0 +50/);
    assert.match(text, /2 of 4 met\n {2}MISSED {2}history, pages, p95: 50\.0 ms, wanted under 20 ms/);
    assert.doesNotMatch(text, /busy/);
  });

  it('[LT15] says when the machine was busy', () => {
    assert.equal(busyCaveat({ timings: [], yardstick: even }), undefined);
    assert.match(
      busyCaveat({ timings: [], yardstick: even.map((time, index) => time * (index % 2 ? 1 : 3)) })!,
      /busy/,
    );
  });
});
