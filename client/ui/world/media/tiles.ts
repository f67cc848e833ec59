// Which pictures there are to be seen, and in which order. Pure.

import type { MediaPeer } from '../../../state/world-media.ts';

export type TileKind = 'camera' | 'screen';
export type Tile = { key: string; userId: string; kind: TileKind };

export const tileKey = (userId: string, kind: TileKind): string => `${kind}:${userId}`;

/** What people send and we see, screens first. Also while the picture itself is still on its way. */
export function tilesOf(peers: Iterable<Pick<MediaPeer, 'userId' | 'heard' | 'media'>>): Tile[] {
  const screens: Tile[] = [];
  const cameras: Tile[] = [];
  for (const { userId, heard, media } of peers) {
    if (!heard) continue;
    if (media.screen) screens.push({ key: tileKey(userId, 'screen'), userId, kind: 'screen' });
    if (media.video) cameras.push({ key: tileKey(userId, 'camera'), userId, kind: 'camera' });
  }
  return [...screens, ...cameras];
}

/** Who has no picture and yet is to be shown: who speaks, and whom we do not reach. */
export function chipsOf<P extends Pick<MediaPeer, 'userId' | 'heard' | 'media' | 'state'>>(
  peers: Iterable<P>,
  spoke: ReadonlySet<string>,
): P[] {
  return [...peers].filter(
    ({ userId, heard, media, state }) =>
      heard && !media.video && !media.screen && (spoke.has(userId) || state !== 'connected'),
  );
}

/** So long one has to speak to come to the front. */
export const SPEAKS_MS = 1000;
/** Who spoke within this time keeps the place. */
export const KEEPS_MS = 4000;

export type Attention = {
  order: readonly string[];
  since: ReadonlyMap<string, number>;
  /** When people spoke last. */
  spokeAt: ReadonlyMap<string, number>;
};
export const NOBODY_YET: Attention = { order: [], since: new Map(), spokeAt: new Map() };

/** Keys as they stood, without what went, and with what came at the end of its kind. */
export function present(order: readonly string[], tiles: readonly Tile[]): Tile[] {
  const place = new Map(order.map((key, at) => [key, at]));
  const at = ({ key }: Tile): number => place.get(key) ?? order.length;
  return tiles.toSorted((a, b) => Number(a.kind === 'camera') - Number(b.kind === 'camera') || at(a) - at(b));
}

/**
 * Whoever speaks for a while out of view takes the place of the one in view who has been silent the longest. Nothing else
 * moves. `places`: how many cameras are in view.
 */
export function attend(
  before: Attention,
  {
    now,
    tiles,
    speaking,
    places,
  }: { now: number; tiles: readonly Tile[]; speaking: ReadonlySet<string>; places: number },
): Attention {
  const since = new Map([...speaking].map((userId) => [userId, before.since.get(userId) ?? now]));
  const spokeAt = new Map(before.spokeAt);
  for (const userId of speaking) spokeAt.set(userId, now);
  const shown = present(before.order, tiles);
  const first = shown.findIndex(({ kind }) => kind === 'camera');
  if (first >= 0) {
    const end = Math.min(shown.length, first + places);
    for (let at = end; at < shown.length; at++) {
      if (now - (since.get(shown[at]!.userId) ?? now) < SPEAKS_MS) continue;
      const place = mostSilent(shown.slice(first, end), spokeAt, now);
      if (place < 0) continue;
      [shown[at], shown[first + place]] = [shown[first + place]!, shown[at]!];
    }
  }
  const order = shown.map(({ key }) => key);
  const isSame = order.length === before.order.length && order.every((key, at) => key === before.order[at]);
  return { order: isSame ? before.order : order, since, spokeAt };
}

function mostSilent(tiles: readonly Tile[], spokeAt: ReadonlyMap<string, number>, now: number): number {
  let found = -1;
  let longest = KEEPS_MS;
  for (const [at, { userId }] of tiles.entries()) {
    const silent = now - (spokeAt.get(userId) ?? Number.NEGATIVE_INFINITY);
    if (silent < longest) continue;
    longest = silent;
    found = at;
  }
  return found;
}
