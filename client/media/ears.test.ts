import assert from 'node:assert/strict';
import { Ears, screenKey } from './ears.ts';
import { fakePorts, turns } from './test-support.ts';
import { asTrack, FakeTrack } from './test-support-rtc.ts';

function setUp() {
  const fakes = fakePorts();
  const near = new Map([['b', 0.5]]);
  const likes: Record<string, number> = {};
  const blocked: boolean[] = [];
  const spoken: ReadonlySet<string>[] = [];
  const sources = new Map<string, object[]>();
  const ears = new Ears({
    ports: fakes.ports,
    nearness: () => near,
    liking: (userId) => likes[userId] ?? 1,
    speaker: () => null,
    receivers: () =>
      [...sources].map(
        ([userId, list]) => [userId, { getSynchronizationSources: () => list } as never] as const,
      ) as never,
    ownLevel: () => ['me', fakes.level.current],
    onSpeaking: (speaking) => speaking !== spoken.at(-1) && void spoken.push(speaking),
    onBlocked: (is) => void blocked.push(is),
  });
  const track = () => asTrack(new FakeTrack('audio'));
  return { ...fakes, ears, near, likes, blocked, spoken, sources, track };
}

describe('what one hears', () => {
  it('[CM15] is as loud as one likes somebody times how near they stand, looked at four times a second', async () => {
    const { ears, sinks, near, likes, clock, track } = setUp();
    ears.start();
    ears.hear('b', track());
    assert.equal(sinks[0]?.volume, 0.5);
    likes.b = 0.5;
    ears.setVolumes();
    assert.equal(ears.volumeOf('b'), 0.25);
    near.set('b', 1);
    await clock.pass(250);
    assert.equal(ears.volumeOf('b'), 0.5);
    likes.b = 0;
    ears.setVolumes();
    assert.equal(ears.volumeOf('b'), 0);
  });

  it('[CM17] has one source for each voice, whichever way it comes', () => {
    const { ears, sinks, track } = setUp();
    const [mesh, sfu] = [track(), track()];
    ears.hear('b', mesh);
    ears.hear('b', sfu);
    ears.hear(screenKey('b'), track());
    assert.equal(sinks.length, 2);
    assert.deepEqual((sinks[0]!.srcObject as { tracks: unknown[] }).tracks, [sfu]);
    ears.hear('b', null);
    assert.equal(sinks[0]?.srcObject, null);
    ears.stop();
    assert.equal(sinks[1]?.srcObject, null);
  });

  it('[CM16] says that the browser plays nothing before a click, and plays all after it', async () => {
    const { ears, sinks, sinkDefaults, blocked, track } = setUp();
    sinkDefaults.refuses = true;
    ears.hear('b', track());
    ears.hear('c', track());
    await turns();
    assert.equal(blocked.at(-1), true);
    for (const sink of sinks) sink.refuses = false;
    await ears.unblock();
    assert.equal(blocked.at(-1), false);
    assert.deepEqual(
      sinks.map(({ plays }) => plays),
      [1, 1],
    );
  });

  it('[CM14] who speaks is told only when it changes', async () => {
    const { ears, sources, spoken, level, clock } = setUp();
    const source = { timestamp: 0, audioLevel: 0.4 };
    sources.set('b', [source]);
    ears.start();
    for (let n = 0; n < 10; n++) {
      source.timestamp = n;
      await clock.pass(100);
    }
    assert.deepEqual(
      spoken.map((set) => [...set]),
      [['b']],
    );
    level.current = 0.4;
    source.audioLevel = 0;
    await clock.pass(1000);
    assert.deepEqual([...spoken.at(-1)!], ['me']);
    ears.stop();
    assert.equal(spoken.at(-1)?.size, 0);
  });

  it('[CM14] a short sound is noticed within a second and a half, in whatever beat it comes', async () => {
    for (let phase = 0; phase < 500; phase += 10) {
      const { ears, sources, spoken, clock } = setUp();
      const source = {
        get timestamp() {
          return Math.floor(clock.now() / 20);
        },
        // One packet of each half second.
        get audioLevel() {
          return (clock.now() + phase) % 500 < 20 ? 0.4 : 0;
        },
      };
      sources.set('b', [source]);
      ears.start();
      await clock.pass(1500);
      assert.ok(
        spoken.some((set) => set.has('b')),
        `phase ${phase}`,
      );
      ears.stop();
    }
  });
});
