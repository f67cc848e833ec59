// What the engine takes of a browser, so that its tests run without one.

export type Clock = {
  /** In ms, monotonic. */
  now(): number;
  /** Runs once after `ms`; answers how to call it off. */
  after(ms: number, run: () => void): () => void;
  every(ms: number, run: () => void): () => void;
};
/** Something that sounds: an `<audio>` element outside of the page. */
export type Sink = Pick<HTMLAudioElement, 'srcObject' | 'volume' | 'muted' | 'play' | 'pause'> &
  Partial<Pick<HTMLAudioElement, 'setSinkId'>>;
export type Meter = { /** 0 to 1. */ level(): number; close(): void };
export type CaptureDevices = Pick<
  MediaDevices,
  'getUserMedia' | 'getDisplayMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

export type MediaPorts = {
  clock: Clock;
  /** Of the system, in ms since 1970: credentials end at a time of day. */
  timeOfDay(): number;
  random(): number;
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
  /** Raw, without a header. */
  deflate(text: string): Promise<Uint8Array<ArrayBuffer>>;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
  createSink(): Sink;
  /** Null where the level of a stream can not be measured. */
  createMeter(stream: MediaStream): Meter | null;
  /** In the order that we like them; null where the browser does not let one choose. */
  codecs(kind: 'audio' | 'video'): RTCRtpCodec[] | null;
  /** Null where pages may not capture: not served by https. */
  devices: CaptureDevices | null;
  /** The network came back, or is another one. */
  onOnline(run: () => void): () => void;
};

/** Browsers refuse a configuration in which anything but the servers is another one than at the beginning. */
export const configurationWith = (iceServers: RTCIceServer[]): RTCConfiguration => ({
  iceServers,
  bundlePolicy: 'max-bundle',
});
