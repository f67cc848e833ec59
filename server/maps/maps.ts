// The maps feature, put together.

import { afterCommit, type Db, transaction } from '../db/transaction.ts';
import type { Api } from '../platform/http.ts';
import type { MapPort } from '../virtual-servers/context.ts';
import { createFiles } from './files.ts';
import { prepareMap } from './map-store.prepare.ts';
import { deleteMapsBut, deleteUnusedFiles, insertMap, type NewMap } from './map-store.repository.ts';
import { createMapStore } from './map-store.ts';
import { mountMaps } from './maps.routes.ts';
import { createTemplates } from './templates.ts';

export type { LoadedMap } from './map-store.ts';

export function createMaps({ db }: { db: Db }) {
  const templates = createTemplates();
  const store = createMapStore(db);
  const files = createFiles(db);
  const port: MapPort<NewMap> = {
    prepare: (source) => prepareMap(source, templates),
    store: insertMap,
    async discardOthers(tx, serverId, keepMapId) {
      const hashes = await deleteMapsBut(tx, serverId, keepMapId);
      // In a transaction of its own: it waits for whoever is storing pictures just now.
      afterCommit(tx, () => transaction(db, (sweep) => deleteUnusedFiles(sweep, hashes)));
    },
  };
  return {
    mount: (api: Api): void => mountMaps(api, { db, store, files, templates }),
    loadMap: store.loadMap,
    /** For the virtual servers. */
    port: port as MapPort,
  };
}
