import assert from 'node:assert/strict';
import { parseCalls, UsageError } from './arguments.ts';
import { type CallFigures, callsReport } from './calls.ts';

const FIGURES: CallFigures = {
  ...{ people: 6, server: 0.01, exchange: 0, browsers: 1.5, up: 600, down: 580 },
  ...{ frames: 12.34, hearing: 6 },
};

describe('the load of calls', () => {
  it('[LT19] says what both ways cost', () => {
    const text = callsReport(4, [
      ['6, browser to browser', FIGURES],
      ['12, through the exchange', { ...FIGURES, people: 12, exchange: 0.4, hearing: 11 }],
    ]);
    assert.match(text, /6, browser to browser +1 % +0 % +150 % +600 +580 +12\.3 +6\/6\n/);
    assert.match(text, /12, through the exchange +1 % +40 % +150 % +600 +580 +12\.3 +11\/12$/);
  });

  it('[LT19] takes how many talk which way, and how long', () => {
    assert.deepEqual(parseCalls(['--crowd', '8']), { mesh: 6, crowd: 8, cameras: 4, seconds: 15 });
    assert.throws(() => parseCalls(['--mesh', '40']), UsageError);
  });
});
