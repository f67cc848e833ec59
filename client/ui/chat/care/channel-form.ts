// What the form of a channel means on the wire. Pure.

import type { Channel, ChannelChanges, Overwrite } from '../../../../shared/protocol/channels.ts';

/** Seconds, and in words. */
export const SLOW_MODES: readonly (readonly [number, string])[] = [
  [0, 'Off'],
  [5, '5 seconds'],
  [10, '10 seconds'],
  [30, '30 seconds'],
  [60, '1 minute'],
  [300, '5 minutes'],
  [900, '15 minutes'],
  [3600, '1 hour'],
  [21_600, '6 hours'],
];

const ofMembers = ({ role }: Overwrite): boolean => role === 'MEMBER';
/** Members may not write there, whatever else is set. */
export const isReadOnly = (overwrites: readonly Overwrite[]): boolean =>
  overwrites.some((one) => ofMembers(one) && one.deny.includes('send'));

/** The same with members writing or only reading; what else is set of them, and of others, stays. */
export function withReadOnly(overwrites: readonly Overwrite[], readOnly: boolean): Overwrite[] {
  const members = overwrites.find(ofMembers) ?? { role: 'MEMBER', user_id: null, allow: [], deny: [] };
  const deny = members.deny.filter((permission) => permission !== 'send');
  const allow = readOnly ? members.allow.filter((permission) => permission !== 'send') : members.allow;
  const changed: Overwrite = { ...members, allow, deny: readOnly ? [...deny, 'send'] : deny };
  const others = overwrites.filter((one) => !ofMembers(one));
  return changed.allow.length + changed.deny.length > 0 ? [changed, ...others] : others;
}

/** Only what differs: what one may not change is not sent either. */
export function changesOf(channel: Channel, wanted: ChannelChanges): ChannelChanges {
  const known = { ...channel, overwrites: channel.overwrites ?? [] };
  const differs = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof typeof known]),
  );
  return Object.fromEntries(differs) as ChannelChanges;
}
