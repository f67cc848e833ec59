import assert from 'node:assert/strict';
import { parseChat, UsageError } from './arguments.ts';
import { type ChatFigures, chatTalkReport, chatTalkTargets } from './chat.ts';

const FIGURES: ChatFigures = {
  ...{ people: 100, rate: 200, seconds: 20, sent: 4, cpuShare: 0.25, deliveredPerSecond: 20_000 },
  ...{ acks: [1, 2, 3, 4], seen: [10, 20, 30, 40], wanted: 4 },
};

describe('the load of a talk', () => {
  it('[LT17] judges by what was seen, and whether nothing was lost or came twice', () => {
    const met = (figures: Partial<ChatFigures>) =>
      chatTalkTargets({ ...FIGURES, ...figures }).map((target) => target.met);
    assert.deepEqual(met({}), [true, true]);
    assert.deepEqual(met({ seen: [10, 20, 30, 50] }), [false, true]);
    assert.deepEqual(met({ seen: [10, 20, 30] }), [true, false]);
    assert.deepEqual(met({ seen: [10, 20, 30, 30, 40] }), [true, false]);
    assert.match(chatTalkReport(FIGURES, true), /send to seen +20\.0 +40\.0 +40\.0\n/);
  });

  it('[LT17] takes how many people, how fast and how long', () => {
    assert.deepEqual(parseChat(['--rate', '50']), { people: 100, rate: 50, seconds: 20, check: false });
    assert.throws(() => parseChat(['--rate', '0']), UsageError);
  });
});
