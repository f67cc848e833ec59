import type { SfuRefusal } from './sfu.ipc.ts';

/** Why the process of the exchange does not do what it was told; the reason is for the log. */
export class Refused extends Error {
  readonly code: SfuRefusal;
  constructor(code: SfuRefusal, reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.code = code;
  }
}

/** Whatever the library throws while it reads what a client wrote. */
export const sdpRefused = (cause: unknown): Refused =>
  cause instanceof Refused ? cause : new Refused('media/sdp_refused', String(cause), { cause });
