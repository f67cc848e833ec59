import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Message } from 'werift';
import type { SfuTrack } from '../../shared/protocol/media.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { isTokenOf, TOKEN_MS, writeToken } from './sfu-token.ts';
import { testSfu } from './test-support.ts';

const invalid = { code: 'media/token_invalid' };
const refused = { code: 'media/sdp_refused' };

describe('hostile peers of the exchange', () => {
  const { sfu, peer, state } = testSfu();

  it('[SF9] lets in who shows a pass of their own, not an old one, a made-up one or that of somebody else', async () => {
    const until = 1_000_000;
    const pass = writeToken('secret', 'anna', until);
    assert.ok(isTokenOf('secret', 'anna', pass, until - TOKEN_MS));
    assert.ok(isTokenOf('secret', 'anna', pass, until - 1));
    assert.ok(!isTokenOf('secret', 'anna', pass, until));
    assert.ok(!isTokenOf('secret', 'ben', pass, until - 1));
    assert.ok(!isTokenOf('another secret', 'anna', pass, until - 1));
    assert.ok(!isTokenOf('secret', 'anna', pass.replace(String(until), String(until * 2)), until - 1));

    const [anna, ben] = [peer('anna'), peer('ben')];
    const { token } = sfu().enter('ben');
    const offer = await anna.offer(['audio']);
    const forged = writeToken('secret', 'anna', Date.now() + TOKEN_MS);
    for (const wrong of [token, forged, '', '1.2', token.slice(1), `${token}x`, 'x'.repeat(10_000)]) {
      await assert.rejects(sfu().publish('anna', { token: wrong, ...offer }), invalid, wrong.slice(0, 100));
    }
    await ben.publish(['audio']);
    await anna.publish(['audio']);
  });

  it('[SF10] refuses descriptions that are none, and lives', async () => {
    const anna = peer('anna');
    const { sdp, tracks } = await anna.offer(['audio', 'video']);
    const publish = (text: string, list: SfuTrack[] = []): Promise<string> =>
      sfu().publish('anna', { token: sfu().enter('anna').token, sdp: text, tracks: list });
    const lines = sdp.split('\r\n');
    const without = (start: string): string => lines.filter((line) => !line.startsWith(start)).join('\r\n');
    const wrong = [
      '',
      'v=0',
      'x'.repeat(12 * 1024),
      `v=0\r\n${'m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n'.repeat(300)}`,
      ...['v=', 'o=', 'm=', 'a=mid', 'a=group', 'a=ice-ufrag', 'a=ice-pwd', 'a=fingerprint', 'a=setup'].map(without),
      sdp.replaceAll('m=audio', 'm=application'),
      sdp.replaceAll('a=mid:1', 'a=mid:0'),
      sdp.replace('BUNDLE 0 1', 'BUNDLE 0'),
      sdp.replace(/m=video 9 [^\r]*/, 'm=video 9 UDP/TLS/RTP/SAVPF x'),
      `${sdp}a=fmtp:77 apt=1\r\n`,
      `${sdp}a=extmap\r\n`,
      `${sdp}m=video 9 UDP/TLS/RTP/SAVPF 120\r\n`,
      sdp + 'a=x\r\n'.repeat(3000),
    ];
    for (const [nth, text] of wrong.entries()) await assert.rejects(publish(text), refused, `${nth}: ${text}`);
    const [audio, video] = tracks as [SfuTrack, SfuTrack];
    const wrongTracks: SfuTrack[][] = [
      [{ mid: audio.mid, kind: 'video' }],
      [{ mid: 'nowhere', kind: 'audio' }],
      [audio, { ...audio, kind: 'screen_audio' }],
      [video, video],
      [audio, video, ...(['screen', 'screen_audio', 'audio'] as const).map((kind) => ({ mid: 'x', kind }))],
    ];
    for (const list of wrongTracks) await assert.rejects(publish(sdp, list), refused, JSON.stringify(list));
    for (const part of ['a=rtpmap', 'a=ssrc']) await assert.rejects(publish(without(part), tracks), refused, part);
    for (let nth = 0; nth < 300; nth++) {
      const at = (nth * 7919) % sdp.length;
      const torn = sdp.slice(0, at) + String.fromCharCode(32 + (nth % 90)) + sdp.slice(at + 1 + (nth % 40));
      sfu().leave('anna');
      await publish(torn, tracks).catch((error) => assert.equal(error.code, 'media/sdp_refused', torn));
    }
    sfu().listen('anna', new Set(['ben']));
    for (const text of wrong) await assert.rejects(sfu().answer('anna', text), refused);
    assert.equal(state.gone, 0);
    await peer('ben').publish(['audio']);
  });

  it('[SF11] closes the connection of a peer whose answer is none, and offers it anew', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    const { heed } = ben;
    let isBad = true;
    ben.onOffer = (offer) => {
      if (!isBad) return heed(offer);
      isBad = false;
      void assert.rejects(sfu().answer('ben', offer.sdp.replaceAll('m=audio', 'm=video')), refused);
    };
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    assert.equal(ben.offers.length, 1);
  });

  it('[SF12] is not moved by what strangers send to its ports', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    const port = Number(/ (\d+) typ host/.exec(anna.answered())?.[1]);
    const [, ours] = /a=ice-ufrag:(\S+)/.exec(anna.answered()) ?? [];
    const [, theirs] = /a=ice-ufrag:(\S+)/.exec(anna.up()?.localDescription?.sdp ?? '') ?? [];
    const unsigned = new Message(1, 0)
      .setAttribute('USERNAME', `${ours}:${theirs}`)
      .setAttribute('PRIORITY', 1)
      .setAttribute('ICE-CONTROLLING', 1n)
      .setAttribute('USE-CANDIDATE', null);
    const alert = Buffer.from([21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 0]);
    const stranger = createSocket('udp4');
    const heard: Buffer[] = [];
    stranger.on('message', (data) => heard.push(data));
    const random = Array.from({ length: 256 }, (_, nth) => Buffer.alloc(nth * 5, nth));
    for (const data of [alert, (unsigned as Message).bytes, ...random]) stranger.send(data, port, '127.0.0.1');
    await sleep(100);
    const from = ben.heard.length;
    await anna.sayUntil('audio', 'after', () => ben.heard.length > from);
    assert.deepEqual(heard, []);
    stranger.close();
    await once(stranger, 'close');
  });

  it('[SF13] follows a peer that calls from another address, signed as before', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    const offer = ben.offers.at(-1)?.sdp ?? '';
    const port = Number(/ (\d+) typ host/.exec(offer)?.[1]);
    const [, ours] = /a=ice-ufrag:(\S+)/.exec(offer) ?? [];
    const [, password] = /a=ice-pwd:(\S+)/.exec(offer) ?? [];
    const [, theirs] = /a=ice-ufrag:(\S+)/.exec(ben.down()?.localDescription?.sdp ?? '') ?? [];
    const call = new Message(1, 0)
      .setAttribute('USERNAME', `${ours}:${theirs}`)
      .setAttribute('PRIORITY', 1)
      .setAttribute('ICE-CONTROLLING', 1n)
      .setAttribute('USE-CANDIDATE', null) as Message;
    call.addMessageIntegrity(Buffer.from(password ?? '')).addFingerprint();
    const elsewhere = createSocket('udp4');
    let media = 0;
    elsewhere.on('message', (data) => {
      if ((data[0] ?? 0) >= 128) media++;
    });
    elsewhere.send(call.bytes, port, '127.0.0.1');
    await anna.sayUntil('audio', 'elsewhere', () => media > 3);
    elsewhere.close();
  });

  it('[SF14] forwards of a stream no more than such a stream needs', async () => {
    const [anna, ben] = [peer('anna'), peer('ben')];
    await anna.publish(['audio']);
    sfu().listen('ben', new Set(['anna']));
    await anna.sayUntil('audio', 'hello', () => ben.heard.length > 0);
    const before = (await sfu().figures()).bytes_out;
    for (let nth = 0; nth < 500; nth++) {
      anna.say('audio', 'x'.repeat(1000));
      if (nth % 10 === 0) await sleep(2);
    }
    const after = await eventually(() => ben.heard.filter(({ payload }) => payload.length === 1000).length > 20);
    assert.ok(after);
    const { bytes_out } = await sfu().figures();
    assert.ok(bytes_out - before < 150_000, String(bytes_out - before));
  });
});
