// What reaches the sockets of a connection, looked at before the library does, which takes requests that nobody signed
// and records of DTLS from wherever they come: whoever guessed a port could turn a connection away, or end it.

import { type Message, parseMessage, type RTCIceTransport } from 'werift';

/** Addresses that a peer may have called from; a browser with all its networks and relays has a dozen. */
const ADDRESSES_MAX = 40;

type Socket = {
  onData(data: Buffer, address: readonly [string, number]): void;
  socket?: { on(event: 'error', listener: () => void): unknown };
};
/** What the library keeps to itself: its sockets. */
type Inner = { protocols: { transport: Socket & { guarded?: boolean } }[] };

const REQUEST = 0;
const isStun = (data: Buffer): boolean => (data[0] ?? 255) < 4;

/** `onAlive` with everything that surely is from the peer. */
export function guard(ice: RTCIceTransport, onAlive: () => void): void {
  const { connection } = ice;
  /** The request, when it is signed with our password; the one before counts until the peer knows the new one. */
  const signed = (data: Buffer): Message | undefined =>
    safely(() => parseMessage(data, Buffer.from(connection.localPassword)));

  for (const { transport } of (connection as unknown as Inner).protocols) {
    if (transport.guarded) continue;
    transport.guarded = true;
    // A network that is away for a moment is seen by the silence.
    transport.socket?.on('error', () => undefined);
    const pass = transport.onData.bind(transport);
    transport.onData = (data, address) => {
      if (isStun(data)) {
        const request = signed(data);
        if (request?.messageClass !== REQUEST || connection.remoteUsername === '') return;
        if (connection.remoteCandidates.length > ADDRESSES_MAX) return;
        onAlive();
        // The browser chose another way: another network, another relay. The library would stay with its first choice.
        const chosen = connection.nominated?.remoteAddr;
        if (chosen && request.attributesKeys.includes('USE-CANDIDATE') && !isSame(chosen, address)) {
          connection.resetNominatedPair();
        }
      } else {
        const chosen = connection.nominated?.remoteAddr;
        if (!chosen || !isSame(chosen, address)) return;
        onAlive();
      }
      pass(data, address);
    };
  }
}

const isSame = (one: readonly [string, number], other: readonly [string, number]): boolean =>
  one[1] === other[1] && one[0] === other[0];

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
