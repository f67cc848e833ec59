import type { Generated } from 'kysely';
import type { ZoneType } from '../../shared/protocol/maps.ts';

export type MapsTable = {
  id: string;
  server_id: string;
  /** The Tiled JSON as it was sent. */
  tiled: string;
  /** The MapDocument as JSON. */
  document: string;
  width: number;
  height: number;
  /** Of the document: changes when the map does. */
  hash: string;
  created_at: Date;
};

export type FilesTable = {
  /** SHA-256 of the bytes, hex. */
  hash: string;
  mime: string;
  bytes: Uint8Array;
  size: number;
  created_at: Date;
};

export type MapFilesTable = {
  map_id: string;
  /** The base name that the map knows the picture by. */
  name: string;
  hash: string;
};

export type ZonesTable = {
  id: string;
  server_id: string;
  map_id: string;
  position: number;
  name: string;
  type: ZoneType;
  /** In tiles, here to `height`. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** One byte for each tile of the bounds, row by row, 1 = inside; null when every tile is. */
  tiles: Uint8Array | null;
  locked: Generated<boolean>;
  capacity: number | null;
  properties: Generated<Record<string, unknown>>;
};

export type MapsTables = {
  maps: MapsTable;
  files: FilesTable;
  map_files: MapFilesTable;
  zones: ZonesTable;
};
