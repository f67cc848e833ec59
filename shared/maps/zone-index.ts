import { forEachTile, type Zone, zoneArea } from './zone.ts';

/** Most tiles of a map share one of few lists of zones, so a tile holds the number of its list. */
export type ZoneIndex = { lists: readonly (readonly number[])[]; list_of: Uint32Array };

type Zoned = { width: number; height: number; zones: readonly Zone[] };

export function indexZones({ width, height, zones }: Zoned): ZoneIndex {
  const areas = zones.map(zoneArea);
  // Of two equal ones the later, drawn on top in the editor, counts as the inner.
  const innermostFirst = zones.map((_, index) => index).sort((a, b) => areas[a]! - areas[b]! || b - a);
  const tiles = width * height;
  // The zones of tile t stand at entries[ends[t - 1]] up to entries[ends[t]]. Typed arrays, since a large map with nested zones has millions.
  const ends = new Uint32Array(tiles);
  for (const zone of zones) forEachTile(zone, (x, y) => ends[y * width + x]!++);
  for (let tile = 1; tile < tiles; tile++) ends[tile]! += ends[tile - 1]!;
  const next = new Uint32Array(tiles);
  next.set(ends.subarray(0, -1), 1);
  const entries = new Uint16Array(ends.at(-1) ?? 0);
  for (const index of innermostFirst) {
    forEachTile(zones[index]!, (x, y) => {
      entries[next[y * width + x]!++] = index;
    });
  }
  return shareLists(entries, ends);
}

function shareLists(entries: Uint16Array, ends: Uint32Array): ZoneIndex {
  const lists: (readonly number[])[] = [[]];
  const known = new Map([['', 0]]);
  const list_of = new Uint32Array(ends.length);
  for (let tile = 0; tile < ends.length; tile++) {
    const list = entries.subarray(tile === 0 ? 0 : ends[tile - 1]!, ends[tile]!);
    const key = list.join();
    let number = known.get(key);
    if (number === undefined) {
      number = lists.push([...list]) - 1;
      known.set(key, number);
    }
    list_of[tile] = number;
  }
  return { lists, list_of };
}
