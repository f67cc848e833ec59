// How people show themselves.

import type { Status } from '../protocol/users.ts';

/** Who is in a world is there for everybody to see: offline is what others are. */
export const shownStatus = (status: Status): Exclude<Status, 'offline'> => (status === 'offline' ? 'online' : status);
