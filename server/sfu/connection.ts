// One connection with a browser, for one direction of its media: addresses, keys, and when it is over. The library does
// ICE, DTLS and SRTP; what the packets are is not its business here (source.ts, line.ts).

import { randomInt } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import {
  type RTCDtlsTransport,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RtcpPacket,
  type RtpPacket,
} from 'werift';
import { Refused } from './refused.ts';
import { tidy } from './sdp.ts';
import type { SfuConfig } from './sfu-port.ts';
import { prepareKeys } from './srtp-keys.ts';
import { guard } from './udp-guard.ts';
import type { UdpPorts } from './udp-ports.ts';

/** For ICE and DTLS together. */
export const CONNECT_WITHIN_MS = 15_000;
/** Browsers check a connection every 2.5 s at the latest, and give it up themselves after 30 s. */
const SILENCE_MS = 15_000;
/** Packets in a second that could not be decrypted, and for how many seconds. */
const UNREADABLE_MAX = 50;
const UNREADABLE_SECONDS = 3;

export type Surroundings = { config: SfuConfig; ports: UdpPorts; now: () => number };
export type Media = 'audio' | 'video';

const OPUS = {
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  payloadType: 111,
  parameters: 'minptime=10;useinbandfec=1',
};
const VP8 = {
  mimeType: 'video/VP8',
  clockRate: 90_000,
  payloadType: 96,
  rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
};

/** `onClosed` once, for whatever reason. Throws Refused `unavailable` when there is no port left. */
export function openConnection(
  { config, ports, now }: Surroundings,
  handlers: {
    onRtp?: (packet: RtpPacket) => void;
    onRtcp: (packet: RtcpPacket) => void;
    onConnected: () => void;
    onClosed: (reason: string) => void;
  },
) {
  const port = ports.take();
  const address = config.address ?? ownAddress();
  const pc = new RTCPeerConnection({
    codecs: {
      audio: [new RTCRtpCodecParameters(OPUS)],
      video: [new RTCRtpCodecParameters(VP8)],
    },
    headerExtensions: { audio: [], video: [] },
    iceServers: [],
    iceLite: true,
    bundlePolicy: 'max-bundle',
    icePortRange: ports.range(port),
    // One socket for the one address that is announced, instead of one for each network of the machine.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [address],
    iceInterfaceAddresses: config.bind === undefined ? undefined : { udp4: config.bind, udp6: config.bind },
  });
  const origin = String(randomInt(1, 2 ** 47));
  const openedAt = now();
  let version = 0;
  /** The last generation of ICE that connects. */
  let begun = 0;
  let aliveAt = openedAt;
  let readable = 0;
  let unreadable = 0;
  let unreadableFor = 0;
  let lookedAt = openedAt;
  let transport: RTCDtlsTransport | undefined;
  let isOver = false;

  const close = (reason: string): void => {
    if (isOver) return;
    isOver = true;
    void pc
      .close()
      .catch(() => undefined)
      .finally(() => ports.free(port));
    handlers.onClosed(reason);
  };
  const adopt = (found: RTCDtlsTransport): void => {
    transport = found;
    // Instead of the library's own way from here to its tracks.
    found.onRtp.allUnsubscribe();
    found.onRtcp.allUnsubscribe();
    found.onRtp.subscribe((packet) => {
      readable++;
      handlers.onRtp?.(packet);
    });
    found.onRtcp.subscribe((packet) => {
      readable++;
      handlers.onRtcp(packet);
    });
    found.onStateChange.subscribe((state) => {
      if (state === 'connected') {
        prepareKeys(found);
        handlers.onConnected();
      }
      if (state === 'failed' || state === 'closed') close(`DTLS ${state}`);
    });
  };

  return {
    pc,
    origin,
    isOpen: (): boolean => !isOver,
    isConnected: (): boolean => !isOver && transport?.state === 'connected',
    transport: (): RTCDtlsTransport | undefined => transport,
    close,
    /** Makes the last description its own, and gives what is to be sent of it. */
    async describe(type: 'offer' | 'answer'): Promise<string> {
      const made = type === 'offer' ? await pc.createOffer() : await pc.createAnswer();
      const [found] = pc.dtlsTransports;
      if (found && found !== transport) adopt(found);
      await ports.inTurn(() => pc.setLocalDescription(made));
      if (isOver) throw new Refused('unavailable', 'closed meanwhile');
      if (!transport || transport.iceTransport.localCandidates.length === 0) {
        throw new Refused('unavailable', `UDP port ${port} can not be opened`);
      }
      // The library begins to connect only what has no keys yet: not so after an ICE restart.
      const { generation } = transport.iceTransport.connection;
      if (generation > begun && transport.state === 'connected') {
        void transport.iceTransport.start().catch((cause) => close(`ICE: ${cause}`));
      }
      begun = generation;
      guard(transport.iceTransport, () => {
        aliveAt = now();
      });
      return tidy(pc.localDescription?.sdp ?? '', origin, version++);
    },
    /** To be called every now and then. */
    look(): void {
      const isConnected = transport?.state === 'connected';
      if (!isConnected && now() - openedAt > CONNECT_WITHIN_MS) close('not connected in time');
      if (isConnected && now() - aliveAt > SILENCE_MS) close('silent');
      if (now() - lookedAt < 1000) return;
      lookedAt = now();
      // After a long gap the two ends may count the packets differently for good.
      const newly = (transport?.packetsReceived ?? 0) - readable - unreadable;
      unreadable += newly;
      unreadableFor = newly > UNREADABLE_MAX ? unreadableFor + 1 : 0;
      if (unreadableFor >= UNREADABLE_SECONDS) close('not readable any more');
    },
  };
}
export type Connection = ReturnType<typeof openConnection>;

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
