// A look is a few small choices; on the wire it is a short text, the `avatar_id`.
import { between, hashText, type Random, randomFrom } from '../random.ts';
import { AVATAR_FIELDS, type AvatarField } from './options.ts';

/** For each field the position of the choice in its list of `AVATAR_FIELDS`. */
export type AvatarLook = Readonly<Record<AvatarField, number>>;

/** The version of the order of the fields: `a1-` and a base-36 digit for each. */
const PREFIX = 'a1-';

export function encodeLook(look: AvatarLook): string {
  return PREFIX + AVATAR_FIELDS.map(({ key }) => look[key].toString(36)).join('');
}

/** Never throws: whatever is not a look of ours gives a look of its own, always the same for the same text. */
export function decodeLook(id: string): AvatarLook {
  return readLook(id) ?? randomLook(hashText(id));
}

function readLook(id: string): AvatarLook | null {
  if (typeof id !== 'string' || !id.startsWith(PREFIX)) return null;
  const digits = id.slice(PREFIX.length);
  if (digits.length !== AVATAR_FIELDS.length || !/^[0-9a-z]+$/.test(digits)) return null;
  const look = {} as Record<AvatarField, number>;
  for (const [index, { key, options }] of AVATAR_FIELDS.entries()) {
    const choice = Number.parseInt(digits[index] as string, 36);
    if (choice >= options.length) return null;
    look[key] = choice;
  }
  return look;
}

export function randomLook(seed: number): AvatarLook {
  const random = randomFrom(seed);
  const look = {} as Record<AvatarField, number>;
  for (const { key, options } of AVATAR_FIELDS) look[key] = between(random, 0, options.length - 1);
  return plausible(look, random);
}

/** Chance alone would give nearly everyone a hat, glasses, a beard and green hair. */
function plausible(look: Record<AvatarField, number>, random: Random): AvatarLook {
  if (random() < 0.75) look.hair_color = between(random, 0, 9);
  if (look.hair_style === 0 && random() < 0.5) look.hair_style = between(random, 1, 10);
  if (random() < 0.72) look.facial_hair = 0;
  if (random() < 0.65) look.eyewear = 0;
  if (look.eyewear === 4 && random() < 0.8) look.eyewear = 1;
  if (random() < 0.6) look.accessory = 0;
  if (look.bottom > 1 && random() < 0.35) look.bottom = 0;
  if (look.top_color === look.bottom_color) look.bottom_color = (look.bottom_color + 9) % 18;
  return look;
}
