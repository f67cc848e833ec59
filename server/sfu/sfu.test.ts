import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { GenericNack, RtcpTransportLayerFeedback } from 'werift';
import { eventually } from '../../test/harness/eventually.ts';
import { testSfu } from './test-support.ts';

describe('the exchange', () => {
  const { sfu, peer } = testSfu();
  const texts = (heard: readonly { payload: string }[]): string[] => heard.map(({ payload }) => payload);

  it('[SF1] brings what a peer sends to those who listen to it, every packet and in order', async () => {
    const [anna, ben, cora] = [peer('anna'), peer('ben'), peer('cora')];
    await anna.publish(['audio']);
    for (const { id } of [ben, cora]) sfu().listen(id, new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0 && cora.heard.length > 0);
    await sleep(50);
    const from = ben.heard.length;
    // Beyond the turn of the 16 bits.
    for (let nth = 0; nth < 100; nth++) {
      anna.say('audio', `word ${nth}`);
      await sleep(1);
    }
    const words = Array.from({ length: 100 }, (_, nth) => `word ${nth}`);
    for (const { heard } of [ben, cora]) {
      await eventually(() => heard.at(-1)?.payload === 'word 99');
      assert.deepEqual(texts(heard).slice(-100), words);
      assert.ok(heard.every(({ owner, kind }) => owner === 'anna' && kind === 'audio'));
    }
    const sequences = ben.heard.slice(from).map(({ sequence }) => sequence);
    assert.ok(
      sequences.every((sequence, nth) => nth === 0 || sequence === ((sequences[nth - 1] as number) + 1) % 65_536),
    );
    const { peers, lines, bytes_out, cpu_seconds, rss_bytes } = await sfu().figures();
    assert.deepEqual([peers, lines], [3, 2]);
    assert.ok(bytes_out > 100 && cpu_seconds > 0 && rss_bytes > 1e6);
  });

  it('[SF2] brings a picture from a key frame on, which it asks for until it comes', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['video']);
    sfu().listen('ben', new Set(['anna']));
    const timer = setInterval(() => anna.say('video', 'change'), 20);
    await eventually(() => anna.keyframesAsked('video') >= 2).finally(() => clearInterval(timer));
    assert.equal(ben.heard.length, 0);
    anna.say('video', 'whole', { isKeyframe: true });
    anna.say('video', 'change');
    await eventually(() => ben.heard.length === 2);
    assert.deepEqual(
      texts(ben.heard).map((text) => text.slice(2)),
      ['whole', 'change'],
    );
  });

  it('[SF3] stops at once when it is said', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    for (const owners of [new Set<string>(), new Set(['somebody else'])]) {
      sfu().listen('ben', new Set(['anna']));
      const from = ben.heard.length;
      await anna.sayUntil('audio', 'hello', () => ben.heard.length > from);
      sfu().listen('ben', owners);
      // Whatever was on its way before that has arrived when this has.
      assert.equal((await sfu().figures()).lines, 0);
      await sleep(50);
      const { length } = ben.heard;
      for (let nth = 0; nth < 20; nth++) anna.say('audio', 'secret');
      await sleep(100);
      assert.equal(ben.heard.length, length);
    }
  });

  it('[SF4] brings nothing to those who were not told to listen, and nothing of others', async () => {
    const [anna, ben, cora, dora] = [peer('anna'), peer('ben'), peer('cora'), peer('dora')];
    await Promise.all([anna.publish(['audio']), ben.publish(['audio']), cora.publish(['audio'])]);
    sfu().listen('dora', new Set(['ben']));
    await ben.sayUntil('audio', 'public', () => dora.heard.length > 0);
    for (let nth = 0; nth < 20; nth++) {
      anna.say('audio', 'secret');
      ben.say('audio', 'public');
    }
    await sleep(100);
    assert.deepEqual([anna.heard, cora.heard], [[], []]);
    assert.ok(dora.heard.every(({ payload, owner }) => payload === 'public' && owner === 'ben'));
    assert.deepEqual([anna.offers, cora.offers], [[], []]);
  });

  it('[SF5] offers what comes later, a screen for example, and uses idle lines again', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio', 'video']);
    sfu().listen('ben', new Set(['anna']));
    for (const kind of ['audio', 'video'] as const) {
      await anna.sayUntil(kind, kind, () => ben.heard.some((one) => one.kind === kind));
    }
    for (let nth = 0; nth < 3; nth++) {
      await anna.publish(['audio', 'video', 'screen']);
      const from = ben.heard.length;
      await anna.sayUntil('screen', 'screen', () => ben.heard.slice(from).some(({ kind }) => kind === 'screen'));
      await anna.publish(['audio', 'video']);
      await eventually(() => ben.offers.at(-1)?.lines.length === 2);
    }
    assert.equal(ben.down()?.getTransceivers().length, 3);
    assert.equal(new Set(ben.offers.map(({ sdp }) => /^o=- (\d+) /m.exec(sdp)?.[1])).size, 1);
  });

  it('[SF6] goes on with the same line when a peer starts anew, without an offer and without a gap', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'before', () => ben.heard.length > 0);
    await sleep(50);
    const { length } = ben.offers;
    const last = ben.heard.at(-1);
    await anna.drop();
    await anna.publish(['audio']);
    await anna.sayUntil('audio', 'after', () => ben.heard.at(-1)?.payload === 'after');
    const first = ben.heard.find(({ payload }) => payload === 'after');
    assert.equal(first?.sequence, ((last?.sequence as number) + 1) % 65_536);
    assert.ok(((first?.timestamp as number) - (last?.timestamp as number)) % 2 ** 32 < 48_000 * 10);
    assert.equal(ben.offers.length, length);
  });

  it('[SF7] sends again what a listener lost, and asks for what never came', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['video']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('video', 'first', () => ben.heard.length > 0);
    await sleep(50);
    anna.say('video', 'lost', { isKeyframe: true });
    const lost = await eventually(() => ben.heard.find(({ payload }) => payload.endsWith('lost')));
    const transceiver = ben.down()?.getTransceivers()[0];
    const mediaSourceSsrc = transceiver?.receiver.track.ssrc as number;
    const feedback = new GenericNack({ senderSsrc: 1, mediaSourceSsrc, lost: [lost.sequence] });
    await ben.down()?.dtlsTransports[0]?.sendRtcp([new RtcpTransportLayerFeedback({ feedback })]);
    await eventually(() => ben.heard.filter(({ sequence }) => sequence === lost.sequence).length === 2);

    const asked: number[] = [];
    anna
      .up()
      ?.getSenders()[0]
      ?.onGenericNack.subscribe(({ lost }) => asked.push(...lost));
    anna.say('video', 'after a gap', { skip: 2 });
    await eventually(() => asked.length >= 2);
  });

  it('[SF8] keeps a connection whose client starts ICE anew', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'before', () => ben.heard.length > 0);
    const before = /a=ice-ufrag:(\S+)/.exec(anna.answered())?.[1];
    await anna.publish(['audio'], { iceRestart: true });
    assert.notEqual(/a=ice-ufrag:(\S+)/.exec(anna.answered())?.[1], before);
    await anna.sayUntil('audio', 'after', () => ben.heard.at(-1)?.payload === 'after');
  });

  it('[SF20] gives a line to somebody else only when the listener knows', async () => {
    const [anna, ben, cora] = [peer('anna'), peer('ben'), peer('cora')];
    await Promise.all([anna.publish(['audio']), cora.publish(['audio'])]);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'from anna', () => ben.heard.length > 0);
    const offers: Parameters<typeof ben.heed>[0][] = [];
    ben.onOffer = (offer) => void offers.push(offer);
    sfu().listen('ben', new Set(['cora']));
    await eventually(() => offers.length > 0);
    await sleep(50);
    const { length } = ben.heard;
    for (let nth = 0; nth < 20; nth++) cora.say('audio', 'from cora');
    await sleep(100);
    assert.equal(ben.heard.length, length);
    ben.heed(offers[0] as (typeof offers)[0]);
    await cora.sayUntil('audio', 'from cora', () => ben.heard.length > length);
    assert.ok(ben.heard.every(({ owner, payload }) => payload === `from ${owner}`));
    assert.equal(ben.down()?.getTransceivers().length, 1);
  });
});
