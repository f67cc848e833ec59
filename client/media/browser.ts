// What the engine takes of a real browser.

import type { Clock, MediaPorts, Meter, Sink } from './ports.ts';

const clock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

export const browserPorts = (): MediaPorts => ({
  clock,
  timeOfDay: Date.now,
  random: Math.random,
  createConnection: (configuration) => new RTCPeerConnection(configuration),
  deflate: async (text) => {
    const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(bytes).arrayBuffer());
  },
  createStream: (tracks) => new MediaStream(tracks),
  createSink: (): Sink => new Audio(),
  createMeter,
  codecs,
  devices: navigator.mediaDevices ?? null,
  onOnline: (run) => {
    addEventListener('online', run);
    return () => removeEventListener('online', run);
  },
});

/** What every browser speaks, and what the exchange passes on; H.264 is for machines that encode it without effort. */
const WANTED = {
  audio: [/^audio\/opus$/i],
  video: [/^video\/vp8$/i, /^video\/h264$/i, /^video\/rtx$/i],
};
/** One of the many profiles of H.264: constrained baseline, in several packets. */
const BASELINE = /packetization-mode=1.*profile-level-id=42e01f/i;

function codecs(kind: 'audio' | 'video'): RTCRtpCodec[] | null {
  const all = globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs;
  if (!all) return null;
  return WANTED[kind].flatMap((wanted) =>
    all.filter(
      ({ mimeType, sdpFmtpLine }) =>
        wanted.test(mimeType) && (!/h264/i.test(mimeType) || BASELINE.test(sdpFmtpLine ?? '')),
    ),
  );
}

function createMeter(stream: MediaStream): Meter | null {
  try {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    // Of all the sound since one looked last, and some more.
    analyser.fftSize = 2048;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return {
      level: () => {
        analyser.getFloatTimeDomainData(samples);
        return Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) * 2);
      },
      close: () => void context.close(),
    };
  } catch {
    // As many as a browser allows are there already: one talks without a meter.
    return null;
  }
}
