import type { Dir } from '../shared/rules/movement.ts';
import type { Traffic } from './socket.ts';

/** Someone who walks, whatever server it walks on. */
export type Bot = {
  /** What watchers know it by. */
  readonly id: string;
  turn(dir: Dir): void;
  /** Since it came. */
  traffic(): Traffic;
  /** Why its connection ended, once it has. */
  ended(): string | undefined;
  leave(): void;
};

/** Told of every turn that a watcher's own copy of the world shows. */
export type OnSeen = (id: string, dir: Dir) => void;
