// Which zones may be entered now: how many people are in each, and which are locked or full.

import type { GameMap } from '../../shared/maps/game-map.ts';
import type { Ground } from '../../shared/rules/movement.ts';

/** The synced part of a zone that the simulation writes. */
export type SyncedZone = { occupants: number };

export class Gates {
  readonly map: GameMap;
  /** What can be walked on now; another object whenever a zone opens or closes. */
  ground: Ground;
  private readonly occupants: Uint16Array;
  private readonly closed: Uint8Array;
  private readonly synced: readonly SyncedZone[];
  private readonly beforeChange: () => void;

  /** `beforeChange` is called while the ground is still as it was. */
  constructor(options: { map: GameMap; synced: readonly SyncedZone[]; beforeChange: () => void }) {
    this.map = options.map;
    this.synced = options.synced;
    this.beforeChange = options.beforeChange;
    this.occupants = new Uint16Array(this.map.zones.length);
    this.closed = Uint8Array.from(this.map.zones, (_, zone) => this.stateOf(zone));
    this.ground = this.newGround();
  }

  isClosed(zone: number): boolean {
    return this.closed[zone] === 1;
  }

  /** Somebody entered (1) or left (-1). */
  count(zone: number, change: 1 | -1): void {
    this.occupants[zone] = (this.occupants[zone] ?? 0) + change;
    const synced = this.synced[zone];
    if (synced) synced.occupants = this.occupants[zone] ?? 0;
    const state = this.stateOf(zone);
    if (this.closed[zone] === state) return;
    this.beforeChange();
    this.closed[zone] = state;
    this.ground = this.newGround();
  }

  private stateOf(zone: number): 0 | 1 {
    const { locked, capacity } = this.map.zones[zone]!;
    return locked || (capacity !== null && (this.occupants[zone] ?? 0) >= capacity) ? 1 : 0;
  }

  /** Without a closed zone nothing needs to be asked at every step. */
  private newGround(): Ground {
    return { map: this.map, closed: this.closed.includes(1) ? this.closed : null };
  }
}
