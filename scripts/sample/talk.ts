// How the sample's talks are written down. A line is who and what; what follows from it stands behind.

import type { Name } from './people.ts';

export type Line = {
  who: Name;
  says: string;
  /** Minutes since the line before; 2 where it is missing. */
  after?: number;
  signs?: Readonly<Record<string, readonly Name[]>>;
  answers?: readonly Line[];
  /** What it said before it was edited. */
  first?: string;
  pinned?: boolean;
};
/** `day` counts back from today, `hour` is UTC. */
export type Talk = { channel: string; day: number; hour: number; lines: readonly Line[] };
export type SampleServer = {
  name: string;
  description: string;
  access: 'public' | 'approval' | 'invite';
  template: 'community' | 'office' | 'lecture-hall';
  owner: Name;
  admins: readonly Name[];
  moderators: readonly Name[];
  members: readonly Name[];
  talks: readonly Talk[];
};
export type SampleDirect = { between: readonly [Name, Name]; day: number; hour: number; lines: readonly Line[] };
