// Who is told that somebody entered or left a zone. Everybody sees it anyway, by `zone_id` in the state, so in a crowd
// the news goes only where it is about company: told to all, it would cost more than all the walking.

/** Up to this many people in a world all of them are told. */
export const TELL_ALL_MAX = 60;
/** Up to this many people in a zone they are told. */
export const TELL_OCCUPANTS_MAX = 12;

/** Who walked is always told. */
export type ZoneAudience = 'everyone' | 'occupants' | 'walker';

export function zoneAudience({ people, occupants }: { people: number; occupants: number }): ZoneAudience {
  if (people <= TELL_ALL_MAX) return 'everyone';
  return occupants <= TELL_OCCUPANTS_MAX ? 'occupants' : 'walker';
}
