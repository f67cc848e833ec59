import { sql } from 'kysely';
import type { Zone } from '../../shared/maps/game-map.ts';
import type { Db, Tx } from '../db/transaction.ts';

export type Picture = { name: string; hash: string; mime: string; bytes: Uint8Array };
export type NewMap = {
  id: string;
  hash: string;
  tiled: string;
  document: string;
  width: number;
  height: number;
  zones: readonly Zone[];
  pictures: readonly Picture[];
};

/** Held shared by who adds uses of files, exclusively by who deletes unused ones: a file never goes while it is taken up. */
const FILES_LOCK = 7_201_844_517_001n;

export async function insertMap(tx: Tx, serverId: string, map: NewMap, now: Date): Promise<void> {
  const { id, hash, tiled, document, width, height } = map;
  await tx
    .insertInto('maps')
    .values({ id, server_id: serverId, hash, tiled, document, width, height, created_at: now })
    .execute();
  if (map.pictures.length > 0) await insertPictures(tx, map, now);
  if (map.zones.length > 0) await insertZones(tx, serverId, map);
}

async function insertPictures(tx: Tx, { id, pictures }: NewMap, now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${FILES_LOCK})`.execute(tx);
  const byHash = new Map(pictures.map((picture) => [picture.hash, picture]));
  // In one order everywhere, or two maps with the same pictures could wait for each other.
  for (const hash of [...byHash.keys()].sort()) {
    const { mime, bytes } = byHash.get(hash) as Picture;
    await tx
      .insertInto('files')
      .values({ hash, mime, bytes, size: bytes.length, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await tx
    .insertInto('map_files')
    .values(pictures.map(({ name, hash }) => ({ map_id: id, name, hash })))
    .execute();
}

async function insertZones(tx: Tx, serverId: string, { id, zones }: NewMap): Promise<void> {
  const rows = zones.map(({ bounds, properties, tiles, ...zone }, position) => ({
    ...zone,
    ...bounds,
    server_id: serverId,
    map_id: id,
    position,
    tiles: tiles ?? null,
    properties: JSON.stringify(properties),
  }));
  // The driver takes JSON as text, which the types of the table do not say.
  await tx
    .insertInto('zones')
    .values(rows as never)
    .execute();
}

/** Deletes a server's maps but one, and where people stood on them; the hashes of their pictures. */
export async function deleteMapsBut(tx: Tx, serverId: string, keepMapId: string | null): Promise<string[]> {
  let old = tx.selectFrom('maps').select('id').where('server_id', '=', serverId);
  if (keepMapId) old = old.where('id', '<>', keepMapId);
  const pictures = await tx.selectFrom('map_files').select('hash').distinct().where('map_id', 'in', old).execute();
  await tx.deleteFrom('maps').where('id', 'in', old).execute();
  await tx.deleteFrom('positions').where('server_id', '=', serverId).execute();
  return pictures.map(({ hash }) => hash);
}

/** Of `hashes`, those that no map uses any more. */
export async function deleteUnusedFiles(tx: Tx, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await sql`select pg_advisory_xact_lock(${FILES_LOCK})`.execute(tx);
  await tx
    .deleteFrom('files')
    .where('hash', 'in', hashes)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('map_files').select('map_id').whereRef('map_files.hash', '=', 'files.hash'))),
    )
    .execute();
}

export async function findMapId(db: Db, serverId: string): Promise<string | undefined> {
  const row = await db.selectFrom('servers').select('map_id').where('id', '=', serverId).executeTakeFirst();
  return row?.map_id;
}

/** `document` is the MapDocument as JSON text. */
export const findMap = (db: Db, mapId: string): Promise<{ hash: string; document: string } | undefined> =>
  db.selectFrom('maps').select(['hash', 'document']).where('id', '=', mapId).executeTakeFirst();

export const findFile = (db: Db, hash: string): Promise<{ mime: string; bytes: Uint8Array } | undefined> =>
  db.selectFrom('files').select(['mime', 'bytes']).where('hash', '=', hash).executeTakeFirst();
