import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { summaryOf } from '../../shared/maps/minimap.ts';
import { fileRoutes, mapRoutes } from '../../shared/protocol/maps.routes.ts';
import type { Db } from '../db/transaction.ts';
import { AppError } from '../platform/errors.ts';
import type { Api, Caller } from '../platform/http.ts';
import { requireMember } from '../virtual-servers/membership.ts';
import { type createFiles, sendPicture } from './files.ts';
import type { LoadedMap, MapStore } from './map-store.ts';
import { listTemplates, type PreviewPicture } from './templates.ts';

type Deps = {
  db: Db;
  store: MapStore;
  files: ReturnType<typeof createFiles>;
  preview: (id: string) => Promise<PreviewPicture | undefined>;
};
const decompress = promisify(gunzip);

export function mountMaps(api: Api, { db, store, files, preview }: Deps): void {
  const mapFor = async (caller: Caller, serverId: string): Promise<LoadedMap> => {
    await requireMember(db, serverId, caller);
    return store.loadMap(serverId);
  };

  api.serve(mapRoutes.zones, async ({ caller, params }) => {
    const { game } = await mapFor(caller, params.server_id);
    return { zones: game.zones.map(summaryOf) };
  });

  api.serve(mapRoutes.minimap, async ({ caller, params, req, res }) => {
    const { hash, minimap } = await mapFor(caller, params.server_id);
    if (!isKnown(req, res, `minimap-${hash}`)) res.type('json').send(minimap);
    return ANSWERED;
  });

  api.serve(mapRoutes.document, async ({ caller, params, req, res }) => {
    const { hash, gzipped } = await mapFor(caller, params.server_id);
    res.setHeader('Vary', 'Accept-Encoding');
    if (isKnown(req, res, hash)) return ANSWERED;
    res.type('json');
    if (req.acceptsEncodings('gzip')) res.setHeader('Content-Encoding', 'gzip').end(gzipped);
    else res.end(await decompress(gzipped));
    return ANSWERED;
  });

  api.serve(mapRoutes.templates, async () => ({ templates: listTemplates() }));

  api.serve(mapRoutes.templatePreview, async ({ params, res }) => {
    const picture = await preview(params.id);
    if (!picture) throw new AppError('not_found', { message: 'There is no such template.' });
    sendPicture(res, picture, { tag: picture.tag, immutable: false });
  });

  api.serve(fileRoutes.file, async ({ params, res }) => {
    sendPicture(res, await files.read(params.hash), { tag: params.hash, immutable: true });
  });
}

/** The response is written already, from bytes that are kept ready. */
const ANSWERED = undefined as never;

/** Asked anew each time, answered with 304 while the map is the same: a new map is seen at once. */
function isKnown(req: Request, res: Response, tag: string): boolean {
  res.setHeader('ETag', `"${tag}"`);
  res.setHeader('Cache-Control', 'private, no-cache');
  if (!req.fresh) return false;
  res.status(304).end();
  return true;
}
