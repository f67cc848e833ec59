/** What a new account looks like: any string of this form draws somebody, and the end of an id is its random part. */
export const firstLook = (userId: string): string => `new-${userId.slice(-12)}`;
