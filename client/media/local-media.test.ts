import assert from 'node:assert/strict';
import type { MediaProblem } from '../state/world-media.ts';
import { LocalMedia } from './local-media.ts';
import { problemOf } from './problems.ts';
import { fakePorts, turns } from './test-support.ts';
import { FakeStream, FakeTrack } from './test-support-rtc.ts';

function setUp(chosen: Partial<Record<'microphone' | 'camera', string>> = {}) {
  const { ports, clock, devices } = fakePorts();
  const problems: MediaProblem[] = [];
  const notices: string[] = [];
  let changes = 0;
  const local = new LocalMedia({
    ports,
    chosen: (kind) => chosen[kind] ?? null,
    onTracks: () => void changes++,
    onLists: () => {},
    onProblem: (problem) => void problems.push(problem),
    onNotice: (code) => void notices.push(code),
  });
  const using = () => local.tracks.audio?.getSettings().deviceId ?? null;
  return { local, devices, clock, problems, notices, using, chosen, changes: () => changes };
}

describe('the own devices', () => {
  it('[CM10] the microphone is asked for without echo and noise, the camera no larger than needed', async () => {
    const { local, devices } = setUp();
    await local.turnOn('microphone');
    await local.turnOn('camera');
    const [audio, video] = devices.asked;
    assert.deepEqual(audio?.audio, { echoCancellation: true, noiseSuppression: true, autoGainControl: true });
    const { width, frameRate } = video!.video as MediaTrackConstraints;
    assert.deepEqual(
      [width, frameRate],
      [
        { ideal: 640, max: 1280 },
        { ideal: 24, max: 24 },
      ],
    );
  });

  it('[CM10] the chosen one is used, another one where it is not there today', async () => {
    const { local, chosen, using, problems } = setUp({ microphone: 'headset' });
    await local.turnOn('microphone');
    assert.equal(using(), 'headset');
    chosen.microphone = 'left at home';
    await local.change('microphone');
    assert.equal(using(), 'mic');
    assert.deepEqual(problems, []);
  });

  it('[CM10] changing it while it is on stops the one before', async () => {
    const { local, devices, chosen } = setUp();
    await local.turnOn('microphone');
    chosen.microphone = 'headset';
    await local.change('microphone');
    assert.deepEqual(
      devices.given.map(({ readyState }) => readyState),
      ['ended', 'live'],
    );
    chosen.camera = 'cam';
    await local.change('camera');
    assert.equal(devices.given.length, 2);
  });

  it('[CM10] an unplugged microphone falls back to another one, with a word about it', async () => {
    const { local, devices, using, notices } = setUp({ microphone: 'headset' });
    await local.turnOn('microphone');
    await devices.unplug('headset');
    assert.equal(using(), 'mic');
    assert.deepEqual(notices, ['microphone_changed']);
    await devices.unplug('mic');
    devices.given.at(-1)?.end();
    await turns();
    assert.equal(using(), null);
    assert.equal(notices.at(-1), 'microphone_lost');
  });

  it('[CM10] an unplugged camera turns the video off, with a word about it', async () => {
    const { local, devices, notices } = setUp();
    await local.turnOn('camera');
    devices.given[0]?.end();
    await turns();
    assert.equal(local.tracks.video, null);
    assert.deepEqual(notices, ['camera_lost']);
  });

  it('[CM10] off lets go of the device, so that its light goes out, also when that comes before the answer', async () => {
    const { local, devices } = setUp();
    await local.turnOn('camera');
    local.turnOff('camera');
    const late = local.turnOn('camera');
    local.turnOff('camera');
    assert.equal(await late, false);
    assert.deepEqual(
      devices.given.map(({ readyState }) => readyState),
      ['ended', 'ended'],
    );
    assert.equal(local.tracks.video, null);
  });

  for (const [name, code] of [
    ['NotAllowedError', 'microphone_refused'],
    ['NotFoundError', 'microphone_missing'],
    ['NotReadableError', 'microphone_busy'],
    ['Oops', 'microphone_failed'],
  ] as const) {
    it(`[CM11] says in plain words what is wrong and what helps: ${name}`, async () => {
      const { local, devices, problems } = setUp();
      devices.fault = name;
      assert.equal(await local.turnOn('microphone'), false);
      assert.equal(problems[0]?.code, code);
      assert.match(problems[0]?.message ?? '', /microphone/);
      assert.ok((problems[0]?.fix.length ?? 0) > 20);
      assert.doesNotMatch(problems[0]!.message + problems[0]!.fix, /Error|getUserMedia|undefined/);
    });
  }

  it('[CM11] says that pages without https may not capture', async () => {
    const { ports } = fakePorts();
    const problems: string[] = [];
    const local = new LocalMedia({
      ports: { ...ports, devices: null },
      ...{ chosen: () => null, onTracks: () => {}, onLists: () => {}, onNotice: () => {} },
      onProblem: ({ code }) => void problems.push(code),
    });
    await local.turnOn('camera');
    await local.showScreen();
    assert.deepEqual(problems, ['insecure', 'insecure']);
    assert.match(problemOf('camera', { name: 'NotAllowedError' }).fix, /camera/);
  });

  it('[CM12] a screen brings its sound, and ends when the bar of the browser ends it', async () => {
    const { local } = setUp();
    assert.equal(await local.showScreen(), true);
    assert.ok(local.tracks.screen && local.tracks.screen_audio);
    (local.tracks.screen as unknown as FakeTrack).end();
    assert.deepEqual([local.tracks.screen, local.tracks.screen_audio], [null, null]);
  });

  it('[CM12] asking for a screen ends after a minute, or by hand; what is chosen after that is not shown', async () => {
    const { local, devices, clock, problems } = setUp();
    const answers: ((stream: FakeStream) => void)[] = [];
    devices.screen = () => new Promise((resolve) => void answers.push(resolve));
    const first = local.showScreen();
    await clock.pass(60_000);
    assert.equal(await first, false);
    assert.equal(problems[0]?.code, 'screen_timeout');
    const second = local.showScreen();
    local.hideScreen();
    const late = answers.map((answer) => {
      const stream = new FakeStream([new FakeTrack('video')]);
      answer(stream);
      return stream;
    });
    assert.equal(await second, false);
    await turns();
    assert.deepEqual(
      late.map(({ tracks }) => tracks[0]?.readyState),
      ['ended', 'ended'],
    );
    assert.equal(local.tracks.screen, null);
    assert.equal(problems.length, 1);
  });
});
