// Who can hear one now, in words. Pure.

import type { MediaPeer, WorldMediaState } from '../../../state/world-media.ts';

/** What the place that one stands in does to voice and video. */
export type Place =
  | { kind: 'open' | 'busy' | 'silent' }
  /** `hall` is the name of the area that hears; null: the whole world. */
  | { kind: 'stage'; hall: string | null };

export type Hearing = Pick<WorldMediaState, 'audio' | 'video' | 'muted' | 'pushToTalk' | 'locked' | 'beyond'> & {
  screen: boolean;
  peers: readonly Pick<MediaPeer, 'username' | 'hears' | 'heard'>[];
  place: Place;
  /** The name of the voice channel; null: those nearby. */
  channel: string | null;
};
/** `live`: somebody hears one now. `seen`: sees one only. `alone`: nobody is there. `quiet`: not now. `rest`: nobody can, here. */
export type Heard = { tone: 'live' | 'seen' | 'alone' | 'quiet' | 'rest'; text: string; more: string };

const NAMED_MAX = 2;

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
/** "Ada", "Ada and Ben", "3 people". */
export const company = (names: readonly string[]): string =>
  names.length > NAMED_MAX ? people(names.length) : names.join(' and ');

export function whoHears(hearing: Hearing): Heard {
  const { peers, place, channel, beyond, locked } = hearing;
  if (place.kind === 'busy') return { tone: 'rest', text: 'Busy', more: 'You are not connected with anybody' };
  if (place.kind === 'silent') return { tone: 'rest', text: 'Quiet area', more: 'Microphones and cameras rest here' };
  const [text, tone] = headline(hearing);
  const isLive = tone === 'live' || tone === 'seen';
  const more = [
    channel !== null && text !== inChannel(channel) && inChannel(channel),
    place.kind === 'stage' && channel === null && text !== onStage(place.hall) && 'You stand on a stage',
    channel === null && place.kind !== 'stage' && locked && 'The bubble is shut',
    beyond > 0 && `${people(peers.length + beyond)} stand here; you are connected with the nearest ${peers.length}`,
    !isLive && beyond === 0 && nearby(hearing),
    isLive && channel !== null && text === inChannel(channel) && listeners(hearing),
  ];
  return { tone, text, more: more.filter(Boolean).join(' · ') };
}

const inChannel = (name: string): string => `Voice channel #${name}`;
const onStage = (hall: string | null): string =>
  hall === null ? 'On stage: everyone here hears you' : `On stage: everyone in ${hall} hears you`;

function headline({
  audio,
  video,
  screen,
  muted,
  pushToTalk,
  peers,
  place,
  channel,
}: Hearing): [string, Heard['tone']] {
  const names = peers.filter(({ hears }) => hears).map(({ username }) => username);
  const isShown = (video || screen) && names.length > 0;
  if (audio && !muted) {
    if (channel !== null) return [inChannel(channel), names.length > 0 ? 'live' : 'alone'];
    if (place.kind === 'stage') return [onStage(place.hall), 'live'];
    if (names.length === 0) return ['Nobody is near', 'alone'];
    return [names.length > NAMED_MAX ? `${people(names.length)} hear you` : `Heard by ${company(names)}`, 'live'];
  }
  if (isShown) return [`${audio ? 'Muted, but seen' : 'Seen'} by ${company(names)}`, 'seen'];
  if (audio) return [pushToTalk ? 'Hold Space to talk' : 'You are muted', 'quiet'];
  return video || screen ? ['Nobody is near', 'alone'] : ['You only listen', 'quiet'];
}

/** Who would hear one. */
function nearby({ peers, channel, audio, video, screen, muted }: Hearing): string {
  const heard = peers.filter(({ heard }) => heard).map(({ username }) => username);
  const where = channel === null ? 'near' : 'in it';
  if (heard.length > 0) return `${company(heard)} ${heard.length === 1 ? 'is' : 'are'} ${where}`;
  if ((audio && !muted) || video || screen)
    return channel === null ? 'Walk up to somebody to talk' : 'Nobody else is in it';
  return channel === null ? 'Nobody is near' : 'Nobody else is in it';
}
function listeners({ peers }: Hearing): string {
  return `Heard by ${company(peers.filter(({ hears }) => hears).map(({ username }) => username))}`;
}
