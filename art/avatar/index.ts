export { type AvatarLook, decodeLook, encodeLook, randomLook } from './look.ts';
export { AVATAR_FIELDS, type AvatarField, type Option } from './options.ts';
export { AVATAR_FRAMES, drawAvatar, drawPortrait, drawStanding } from './sheet.ts';
