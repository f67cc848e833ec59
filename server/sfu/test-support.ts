// People of the exchange without a browser: what a client does, on the library's own connections.

import assert from 'node:assert/strict';
import { pino } from 'pino';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { SfuKind, SfuTrack } from '../../shared/protocol/media.ts';
import { eventually } from '../../test/harness/eventually.ts';
import { createSfu } from './sfu.ts';
import type { Sfu, SfuConfig, SfuLine } from './sfu-port.ts';

export type Heard = { owner: string; kind: SfuKind; sequence: number; timestamp: number; payload: string };
type Offer = { sdp: string; lines: SfuLine[] };

/** Other test processes use others; below those that the system gives to whoever asks for any. */
const portMin = 10_000 + (process.pid % 100) * 200;
export const SFU_CONFIG: SfuConfig = { address: '127.0.0.1', bind: '127.0.0.1', portMin, portMax: portMin + 189 };

/** For one suite: call it where the suite is described. `isCold`: no process yet. */
export function testSfu({ isCold = false }: { isCold?: boolean } = {}) {
  const offers = new Map<string, (offer: Offer) => void>();
  const people: TestPeer[] = [];
  /** How often it died, which processes there were, and what they did not expect. */
  const state = { gone: 0, pids: [] as number[], faults: [] as string[] };
  const noted = (line: string): void => {
    const { level, pid, reason, msg } = JSON.parse(line);
    if (pid !== undefined) state.pids.push(pid);
    if (level >= 50 && reason === undefined) state.faults.push(msg);
  };
  let sfu: Sfu;
  /** On a machine that is busy a process takes longer to start than a request is given. */
  const ready = async (): Promise<void> => {
    sfu.enter('nobody');
    for (let tries = 0; tries < 5; tries++) {
      const figures = await sfu.figures().catch(() => undefined);
      if (figures) return;
    }
    throw new Error('the exchange does not start');
  };
  before(async () => {
    sfu = createSfu({
      config: SFU_CONFIG,
      logger: pino({ base: undefined }, { write: noted }),
      listener: {
        onOffer: (peer, sdp, lines) => offers.get(peer)?.({ sdp, lines }),
        onGone: () => {
          state.gone++;
        },
      },
    });
    if (!isCold) await ready();
  });
  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
  });
  after(async () => {
    await sfu.stop();
    assert.deepEqual(state.faults, []);
  });
  return {
    state,
    ready,
    sfu: () => sfu,
    peer(id: string): TestPeer {
      const peer = testPeer(sfu, id);
      offers.set(id, (offer) => peer.onOffer(offer));
      people.push(peer);
      return peer;
    },
  };
}

const connection = (): RTCPeerConnection =>
  new RTCPeerConnection({
    codecs: {
      audio: [new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 109 })],
      video: [
        new RTCRtpCodecParameters({
          mimeType: 'video/VP8',
          clockRate: 90_000,
          payloadType: 120,
          rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
        }),
      ],
    },
    bundlePolicy: 'max-bundle',
    iceServers: [],
    iceUseIpv6: false,
  });

export type TestPeer = ReturnType<typeof testPeer>;

function testPeer(sfu: Sfu, id: string) {
  const heard: Heard[] = [];
  const offers: Offer[] = [];
  const senders = new Map<SfuKind, { track: MediaStreamTrack; sequence: number; keyframes: number }>();
  let up: RTCPeerConnection | undefined;
  let down: { pc: RTCPeerConnection; origin: string; lines: SfuLine[] } | undefined;
  let turn = Promise.resolve();
  /** Browsers give all offers of one connection the same; the library does not. */
  let origin = 0;

  const answer = async ({ sdp, lines }: Offer): Promise<void> => {
    const origin = /^o=- (\d+) /m.exec(sdp)?.[1] ?? '';
    if (down?.origin !== origin) {
      await down?.pc.close();
      down = { pc: connection(), origin, lines };
    }
    const { pc } = down;
    down.lines = lines;
    await pc.setRemoteDescription({ type: 'offer', sdp });
    for (const transceiver of pc.getTransceivers()) listenTo(transceiver.mid ?? '', transceiver.receiver.track);
    await pc.setLocalDescription(await pc.createAnswer());
    await sfu.answer(id, pc.localDescription?.sdp ?? '');
  };
  const listening = new WeakSet<MediaStreamTrack>();
  const listenTo = (mid: string, track: MediaStreamTrack): void => {
    if (listening.has(track)) return;
    listening.add(track);
    track.onReceiveRtp.subscribe(({ header, payload }) => {
      const line = down?.lines.find((one) => one.mid === mid);
      const { sequenceNumber: sequence, timestamp } = header;
      const whose = { owner: line?.owner ?? 'nobody', kind: line?.kind ?? 'audio' };
      heard.push({ ...whose, sequence, timestamp, payload: payload.toString('latin1') });
    });
  };

  /** After the one before it. */
  const heed = (offer: Offer): void => {
    offers.push(offer);
    turn = turn.then(() => answer(offer)).catch(() => undefined);
  };

  return {
    id,
    heard,
    offers,
    /** What the client of this peer does with an offer. */
    onOffer: heed,
    heed,
    up: () => up,
    down: () => down?.pc,
    /** What the exchange wrote last about its end of the connection up. */
    answered: () => up?.remoteDescription?.sdp ?? '',
    /** Gives the connection up away without a word, as a browser that crashed. */
    async drop(): Promise<void> {
      const last = up;
      up = undefined;
      senders.clear();
      await last?.close();
    },
    keyframesAsked: (kind: SfuKind) => senders.get(kind)?.keyframes ?? 0,
    /** Sends these kinds, on the connection that there is or a new one, and waits until it stands. */
    async publish(kinds: readonly SfuKind[], options: { iceRestart?: boolean } = {}): Promise<void> {
      const offer = await this.offer(kinds, options);
      const sdp = await sfu.publish(id, { token: sfu.enter(id).token, ...offer });
      await up?.setRemoteDescription({ type: 'answer', sdp });
      if (options.iceRestart) void up?.iceTransports[0]?.start();
      await eventually(() => up?.dtlsTransports[0]?.state === 'connected');
    },
    async offer(
      kinds: readonly SfuKind[],
      options: { iceRestart?: boolean } = {},
    ): Promise<{ sdp: string; tracks: SfuTrack[] }> {
      if (!up) origin++;
      up ??= connection();
      const pc = up;
      for (const kind of kinds) {
        if (senders.has(kind)) continue;
        const media = kind === 'video' || kind === 'screen' ? 'video' : 'audio';
        const track = new MediaStreamTrack({ kind: media });
        const { sender } = pc.addTransceiver(track, { direction: 'sendonly' });
        const state = { track, sequence: 65_500, keyframes: 0 };
        sender.onPictureLossIndication.subscribe(() => {
          state.keyframes++;
        });
        senders.set(kind, state);
      }
      await pc.setLocalDescription(await pc.createOffer(options));
      const mids = pc.getTransceivers().map(({ mid, sender }) => ({ mid: mid ?? '', track: sender.track }));
      const tracks = [...senders].flatMap(([kind, { track }]) => {
        const mid = mids.find((one) => one.track === track)?.mid;
        return mid !== undefined && kinds.includes(kind) ? [{ mid, kind }] : [];
      });
      const sdp = pc.localDescription?.sdp ?? '';
      return { sdp: sdp.replace(/^o=- \d+ /m, `o=- ${origin} `), tracks };
    },
    /** One packet. Of video: `payload` is the first of a key frame. */
    say(kind: SfuKind, text: string, options: { isKeyframe?: boolean; skip?: number } = {}): void {
      const sender = senders.get(kind);
      if (!sender) throw new Error(`${id} does not send ${kind}`);
      sender.sequence = (sender.sequence + 1 + (options.skip ?? 0)) % 65_536;
      const isVideo = kind === 'video' || kind === 'screen';
      const descriptor = isVideo ? Buffer.from([0x10, options.isKeyframe ? 0x00 : 0x01]) : Buffer.alloc(0);
      const header = new RtpHeader({
        sequenceNumber: sender.sequence,
        timestamp: sender.sequence * 960,
        payloadType: isVideo ? 120 : 109,
        marker: true,
      });
      sender.track.writeRtp(new RtpPacket(header, Buffer.concat([descriptor, Buffer.from(text, 'latin1')])));
    },
    /** Says it again and again until somebody has heard it: the first packets go before a connection stands. */
    async sayUntil(kind: SfuKind, text: string, isHeard: () => boolean): Promise<void> {
      const timer = setInterval(() => this.say(kind, text, { isKeyframe: true }), 20);
      await eventually(isHeard).finally(() => clearInterval(timer));
    },
    async close(): Promise<void> {
      sfu.leave(id);
      await turn;
      await up?.close();
      await down?.pc.close();
      up = undefined;
      down = undefined;
    },
  };
}
