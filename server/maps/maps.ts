// The maps feature, put together.

import { afterCommit, type Db, transaction } from '../db/transaction.ts';
import type { Api } from '../platform/http.ts';
import type { MapPort } from '../virtual-servers/context.ts';
import { createFiles } from './files.ts';
import { createMapReader } from './map-reader.ts';
import { deleteMapsBut, deleteUnusedFiles, insertMap, type NewMap } from './map-store.repository.ts';
import { createMapStore } from './map-store.ts';
import { mountMaps } from './maps.routes.ts';
import { listTemplates, type PreviewPicture } from './templates.ts';

export type { LoadedMap } from './map-store.ts';

export function createMaps({ db }: { db: Db }) {
  const reader = createMapReader();
  const store = createMapStore(db);
  const files = createFiles(db);
  const port: MapPort<NewMap> = {
    prepare: reader.prepare,
    store: insertMap,
    async discardOthers(tx, serverId, keepMapId) {
      const hashes = await deleteMapsBut(tx, serverId, keepMapId);
      // In a transaction of its own: it waits for whoever is storing pictures just now.
      afterCommit(tx, () => transaction(db, (sweep) => deleteUnusedFiles(sweep, hashes)));
    },
  };
  const previews = new Map<string, PreviewPicture>();
  const preview = async (id: string): Promise<PreviewPicture | undefined> => {
    if (!listTemplates().some((template) => template.id === id)) return undefined;
    const picture = previews.get(id) ?? (await reader.preview(id));
    if (picture) previews.set(id, picture);
    return picture;
  };
  return {
    mount: (api: Api): void => mountMaps(api, { db, store, files, preview }),
    loadMap: store.loadMap,
    /** For the virtual servers. */
    port: port as MapPort,
  };
}
