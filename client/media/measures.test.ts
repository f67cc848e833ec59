import assert from 'node:assert/strict';
import { Ladder, PAUSED, type Weakness } from './ladder.ts';
import { applyLimit, cameraLimit, limitOf } from './limits.ts';
import { HANG_MS, ReceiverLevel, Speaking } from './speaking.ts';
import { gradeOf, measure, readStats, weaknessOf } from './stats.ts';
import { FAR_VOLUME, volumeAt } from './volume.ts';

describe('how loud, who speaks, how well', () => {
  it('[CM15] full within a tile and a half, a quarter from five tiles on, evenly between', () => {
    assert.deepEqual([0, 1.5, 5, 6, 40].map(volumeAt), [1, 1, FAR_VOLUME, FAR_VOLUME, FAR_VOLUME]);
    assert.equal(volumeAt(3.25), (1 + FAR_VOLUME) / 2);
    for (let tiles = 0; tiles < 6; tiles += 0.1) assert.ok(volumeAt(tiles) >= volumeAt(tiles + 0.1));
  });

  it('[CM14] speaks at once above the threshold, and until 300 ms after it', () => {
    const speaking = new Speaking();
    const at = (now: number, level: number) => [...speaking.update(now, new Map([['b', level]]))];
    assert.deepEqual(at(0, 0.01), []);
    assert.deepEqual(at(100, 0.3), ['b']);
    assert.deepEqual(at(200, 0), ['b']);
    assert.deepEqual(at(100 + HANG_MS, 0), ['b']);
    assert.deepEqual(at(101 + HANG_MS, 0), []);
  });

  it('[CM14] answers the same set while nothing changes, and forgets who is gone', () => {
    const speaking = new Speaking();
    const one = speaking.update(0, new Map([['b', 1]]));
    assert.equal(speaking.update(100, new Map([['b', 0.5]])), one);
    assert.equal(speaking.update(200, new Map()).size, 0);
  });

  it('[CM14] a source that fell silent is not loud for ever', () => {
    const source = { timestamp: 1, audioLevel: 0.5 };
    const level = new ReceiverLevel({ getSynchronizationSources: () => [source as RTCRtpSynchronizationSource] });
    assert.equal(level.read(0), 0.5);
    assert.equal(level.read(400), 0.5);
    assert.equal(level.read(600), 0);
    source.timestamp = 2;
    assert.equal(level.read(700), 0.5);
  });

  it('[CM21] the more people, the less for each; voices come first and keep their rate', async () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 9].map((peers) => cameraLimit(peers).maxBitrate / 1000),
      [600, 600, 300, 300, 150, 90],
    );
    assert.deepEqual(limitOf('audio', 9, PAUSED), limitOf('audio', 1, 0));
    assert.equal(limitOf('audio', 1, 0).priority, 'high');
    assert.equal(limitOf('video', 1, 1).maxBitrate, 300_000);
    assert.equal(limitOf('video', 1, 1).scale, 2);
    assert.equal(limitOf('video', 1, 0, 720).scale, 2);
    let sets = 0;
    const parameters = { encodings: [{}] };
    const sender = { getParameters: () => parameters, setParameters: async () => void sets++ };
    for (let n = 0; n < 3; n++) await applyLimit(sender as never, 'video', limitOf('video', 1, 0));
    assert.equal(sets, 1);
  });

  it('[CM20] less sharpness first, the camera after that, each after six seconds', () => {
    const ladder = new Ladder();
    const seen: [number, number][] = [];
    for (let now = 0; now <= 30_000; now += 2000) if (ladder.step(now, 'cpu')) seen.push([now, ladder.rung]);
    assert.deepEqual(seen, [
      [6000, 1],
      [12_000, 2],
      [18_000, PAUSED],
    ]);
  });

  it('[CM20] a weakness that passes changes nothing', () => {
    const ladder = new Ladder();
    for (let now = 0; now < 60_000; now += 2000)
      assert.equal(ladder.step(now, now % 6000 === 0 ? null : 'loss'), false);
  });

  it('[CM20] comes back a rung for each thirty good seconds, later after it was in vain, at once by hand', () => {
    const ladder = new Ladder();
    const until = (rung: number, weakness: Weakness | null, from: number): number => {
      for (let now = from; now < from + 600_000; now += 1000) {
        ladder.step(now, weakness);
        if (ladder.rung === rung) return now;
      }
      throw new Error(`never at ${rung}`);
    };
    let now = until(PAUSED, 'bandwidth', 0);
    const resumed = until(PAUSED - 1, null, now + 1000);
    assert.equal(resumed - (now + 1000), 30_000);
    now = until(PAUSED, 'bandwidth', resumed + 1000);
    assert.equal(until(PAUSED - 1, null, now + 1000) - (now + 1000), 60_000);
    ladder.reset();
    assert.equal(ladder.rung, 0);
  });

  const stats = (change: { rtt?: number; loss?: number; limited?: string; available?: number; type?: string } = {}) => [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    {
      ...{ id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' },
      ...{ currentRoundTripTime: change.rtt ?? 0.05, availableOutgoingBitrate: change.available ?? 2_000_000 },
    },
    { id: 'L', type: 'local-candidate', candidateType: change.type ?? 'host' },
    { id: 'R', type: 'remote-candidate', candidateType: 'host' },
    { id: 'I', type: 'inbound-rtp', bytesReceived: 1000, packetsReceived: 90, packetsLost: 10, framesDecoded: 3 },
    { id: 'O', type: 'outbound-rtp', bytesSent: 500, qualityLimitationReason: change.limited ?? 'none' },
    { id: 'X', type: 'remote-inbound-rtp', fractionLost: change.loss ?? 0 },
  ];

  it('[CM22] reads what a browser measured: rates, loss, the way there and back, a relay', () => {
    const sample = readStats(stats({ type: 'relay' }), 2000);
    const before = { ...sample, at: 0, bytesIn: 0, bytesOut: 0, packetsIn: 0, lostIn: 0 };
    assert.deepEqual(measure(before, sample), {
      ...{ rttMs: 50, loss: 0.1, lossOut: 0, bitrateIn: 4000, bitrateOut: 2000, relayed: true },
    });
    assert.equal(measure(null, sample).loss, null);
  });

  it('[CM22] good, fair and poor follow from loss and from the way there and back', () => {
    const grade = (rttMs: number | null, loss: number | null) => gradeOf({ rttMs, loss, lossOut: null });
    assert.deepEqual(
      [grade(50, 0), grade(300, 0), grade(50, 0.05), grade(500, 0), grade(50, 0.2), grade(null, null)],
      ['good', 'fair', 'fair', 'poor', 'poor', null],
    );
  });

  it('[CM20] our own limit is no weakness, and neither is one bad line among many', () => {
    const weak = (change: Parameters<typeof stats>[0], count = 1) => [
      readStats(stats(change), 0),
      ...Array.from({ length: count - 1 }, () => readStats(stats(), 0)),
    ];
    assert.equal(weaknessOf(weak({ limited: 'bandwidth', available: 100_000 }), 600_000), 'bandwidth');
    assert.equal(weaknessOf(weak({ limited: 'bandwidth', available: 900_000 }), 600_000), null);
    assert.equal(weaknessOf(weak({ loss: 0.1 }), 600_000), 'loss');
    assert.equal(weaknessOf(weak({ loss: 0.1 }, 4), 600_000), null);
    assert.equal(weaknessOf(weak({ limited: 'cpu' }, 4), 600_000), 'cpu');
    assert.equal(weaknessOf([], 600_000), null);
  });
});
