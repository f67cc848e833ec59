import { decodeLook, encodeLook } from '../../art/avatar/look.ts';

/** What a new account looks like: drawn by lot, the id being the lot, and written out so that it stays. */
export const firstLook = (userId: string): string => encodeLook(decodeLook(userId));
