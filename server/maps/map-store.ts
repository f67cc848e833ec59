// The maps of virtual servers, read once and shared by rooms and routes. A row of `maps` never changes, so its id is
// the key; which map a server has is asked each time, and a new one is seen at once.

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { decodeDocument } from '../../shared/maps/document.ts';
import type { GameMap } from '../../shared/maps/game-map.ts';
import { minimapOf } from '../../shared/maps/minimap.ts';
import type { MapDocument } from '../../shared/protocol/maps.ts';
import type { Db } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import { createLru } from '../platform/lru.ts';
import { findMap, findMapId } from './map-store.repository.ts';

export type LoadedMap = {
  map_id: string;
  /** Changes with the map. */
  hash: string;
  game: GameMap;
  /** `{hash, document}` as JSON, compressed once for everyone. */
  gzipped: Buffer;
  /** The answer of the minimap route as JSON. */
  minimap: string;
};

const CACHE_BYTES = 128 * 1024 * 1024;
/** Of a tile: whether it is blocked, and its list of zones. */
const BYTES_PER_TILE = 5;
const compress = promisify(gzip);

export function createMapStore(db: Db) {
  const cache = createLru<LoadedMap>(
    CACHE_BYTES,
    ({ game, gzipped, minimap }) => gzipped.length + minimap.length + game.width * game.height * BYTES_PER_TILE,
  );
  /** Many who enter at once wait for one reading. */
  const reading = new Map<string, Promise<LoadedMap>>();

  const read = async (mapId: string): Promise<LoadedMap> => {
    const row = await findMap(db, mapId);
    if (!row) throw new AppError('servers/not_found');
    const game = decodeDocument(JSON.parse(row.document) as MapDocument);
    const gzipped = await compress(`{"hash":${JSON.stringify(row.hash)},"document":${row.document}}`);
    const loaded = { map_id: mapId, hash: row.hash, game, gzipped, minimap: JSON.stringify(minimapOf(game)) };
    cache.set(mapId, loaded);
    return loaded;
  };

  return {
    /** Throws `servers/not_found`. Who may read it is for the caller to ask. */
    async loadMap(serverId: string): Promise<LoadedMap> {
      const mapId = await findMapId(db, serverId);
      if (!mapId) throw new AppError('servers/not_found');
      const kept = cache.get(mapId);
      if (kept) return kept;
      let pending = reading.get(mapId);
      if (!pending) {
        pending = read(mapId).finally(() => reading.delete(mapId));
        reading.set(mapId, pending);
      }
      return pending;
    },
  };
}
export type MapStore = ReturnType<typeof createMapStore>;
