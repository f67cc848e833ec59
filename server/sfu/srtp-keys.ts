// Node looks at a key that is plain bytes for longer than it takes to encrypt a packet with it, each time: a third of all
// that forwarding costs. The library's keys are given to it as what it makes of them.

import { createSecretKey, type KeyObject } from 'node:crypto';
import type { RTCDtlsTransport } from 'werift';

type Keys = Record<'srtpSessionKey' | 'srtcpSessionKey', Buffer | KeyObject>;
type Session = Record<'localContext' | 'remoteContext', { cipher: Keys }>;

/** Once the transport is connected. */
export function prepareKeys({ srtp, srtcp }: RTCDtlsTransport): void {
  for (const { localContext, remoteContext } of [srtp, srtcp] as unknown as Session[]) {
    for (const { cipher } of [localContext, remoteContext]) {
      for (const name of ['srtpSessionKey', 'srtcpSessionKey'] as const) {
        const key = cipher[name];
        if (Buffer.isBuffer(key)) cipher[name] = createSecretKey(key);
      }
    }
  }
}
