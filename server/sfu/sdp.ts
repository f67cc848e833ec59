// Descriptions of connections as clients write them, looked at before the library reads them, and as the library writes
// them, put right before they go out.

import { SDP_MAX } from '../../shared/protocol/media.ts';
import { Refused } from './refused.ts';

/** For an offer: one connection up has a line for each kind, and a few that lie idle. */
const OFFER_LINES_MAX = 8;
export const ANSWER_MAX = 64 * 1024;
const MID = /^[\w.-]{1,16}$/;

export type Section = { mid: string; media: 'audio' | 'video'; sends: boolean; ssrc: number | undefined };
export type Description = {
  /** Who made it: the same for all offers of one connection of a browser. */
  origin: string;
  sections: Section[];
  /** Without what is not used here. Candidates: the exchange is the one that is called, and learns from where; names
   *  of the local network would be looked up there. Layers: there is one. */
  clean: string;
};

const refuse = (reason: string): never => {
  throw new Refused('media/sdp_refused', reason);
};

export const readOffer = (sdp: string): Description => read(sdp, SDP_MAX, OFFER_LINES_MAX);
export const readAnswer = (sdp: string): Description => read(sdp, ANSWER_MAX, Number.POSITIVE_INFINITY);

function read(sdp: string, sizeMax: number, linesMax: number): Description {
  if (sdp.length > sizeMax) refuse('too long');
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== 'v=0') refuse('does not begin with v=0');
  const origin = /^o=\S+ (\d{1,20}) /m.exec(sdp)?.[1] ?? refuse('no origin');
  const clean = lines.filter((line) => !/^a=(candidate:|end-of-candidates|rid:|simulcast:)/.test(line));
  const starts = clean.flatMap((line, at) => (line.startsWith('m=') ? [at] : []));
  if (starts.length === 0 || starts.length > linesMax) refuse(`${starts.length} lines`);
  const session = clean.slice(0, starts[0]);
  const sections = starts.map((start, nth) => {
    const section = clean.slice(start, starts[nth + 1]);
    // Port 0 says here that there is no other way than the bundle, not that the line is off.
    if (section.includes('a=bundle-only')) clean[start] = (clean[start] as string).replace(/ 0 /, ' 9 ');
    return readSection([clean[start] as string, ...section.slice(1)], session);
  });
  const mids = sections.map(({ mid }) => mid);
  if (new Set(mids).size < mids.length) refuse('a mid twice');
  const bundle = new Set(
    session
      .find((line) => line.startsWith('a=group:BUNDLE '))
      ?.split(' ')
      .slice(1),
  );
  // Whatever stands outside would get a socket of its own.
  if (sections.some(({ mid, isOff }) => !isOff && !bundle.has(mid))) refuse('not one bundle');
  return { origin, sections, clean: `${clean.join('\r\n')}\r\n` };
}

function readSection(lines: string[], session: string[]): Section & { isOff: boolean } {
  const [, media, port] = /^m=(audio|video) (\d{1,5}) UDP\/TLS\/RTP\/SAVPF \d/.exec(lines[0] as string) ?? [];
  if (media === undefined) refuse('a line that is neither audio nor video');
  const value = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`a=${name}:`))?.slice(name.length + 3);
  const mid = value('mid') ?? '';
  if (!MID.test(mid)) refuse('no mid');
  const isOff = port === '0';
  const has = (start: string): boolean => [...lines, ...session].some((line) => line.startsWith(start));
  const needed = ['a=ice-ufrag:', 'a=ice-pwd:', 'a=fingerprint:sha-', 'a=setup:'];
  if (!isOff && !needed.every(has)) refuse('no keys');
  // The first of a group is the stream itself, the other one what is sent of it again.
  const ssrc = /^FID (\d{1,10}) /.exec(value('ssrc-group') ?? '')?.[1] ?? value('ssrc')?.split(' ')[0];
  return {
    mid,
    media: media as Section['media'],
    sends: !isOff && !lines.some((line) => line === 'a=recvonly' || line === 'a=inactive'),
    ssrc: ssrc === undefined ? undefined : Number(ssrc),
    isOff,
  };
}

/** `origin` stays the same for all descriptions of a connection, `version` grows. */
export function tidy(sdp: string, origin: string, version: number): string {
  const lines = sdp.split('\r\n').filter((line) => line !== 'a=ice-lite');
  let open = 0;
  const kept = lines.flatMap((line): string[] => {
    if (line.startsWith('o=')) return [`o=- ${origin} ${version} IN IP4 0.0.0.0`];
    // Browsers look for it here only, and else think that the exchange takes the lead.
    if (line.startsWith('t=')) return [line, 'a=ice-lite'];
    if (line.startsWith('m=') && line.split(' ')[1] !== '0') open++;
    // All lines share the connection of the first.
    if (/^a=(candidate:|end-of-candidates)/.test(line) && open > 1) return [];
    return [line];
  });
  return kept.join('\r\n');
}
