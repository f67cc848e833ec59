// What a map is on the wire and at rest: the document that a client draws, the zones and the minimap.
import { z } from 'zod';

export const ZONE_TYPES = ['PUBLIC', 'PRIVATE', 'SILENT', 'STAGE'] as const;
export const zoneTypeSchema = z.enum(ZONE_TYPES);
export type ZoneType = z.infer<typeof zoneTypeSchema>;

const count = z.int().nonnegative();
const side = z.int().positive();
const base64 = z.string();
const point = z.object({ x: z.number(), y: z.number() });

/** In tiles; always inside the map, never empty. */
export const tileBoundsSchema = z.object({ x: count, y: count, width: side, height: side });
export type TileBounds = z.infer<typeof tileBoundsSchema>;

/** A zone as lists and the minimap show it. */
export const zoneSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: zoneTypeSchema,
  bounds: tileBoundsSchema,
});
export type ZoneSummary = z.infer<typeof zoneSummarySchema>;

export const zonesAnswerSchema = z.object({ zones: z.array(zoneSummarySchema) });
export type ZonesAnswer = z.infer<typeof zonesAnswerSchema>;

/** In tiles. */
export const spawnSchema = z.object({ name: z.string(), x: count, y: count });
export type Spawn = z.infer<typeof spawnSchema>;

export const minimapSchema = z.object({
  bounds: z.object({ width: side, height: side }),
  tilewidth: side,
  tileheight: side,
  zones: z.array(zoneSummarySchema),
  spawn_points: z.array(spawnSchema),
  collision_tiles: z.array(z.tuple([count, count])),
});
export type Minimap = z.infer<typeof minimapSchema>;

export const documentZoneSchema = zoneSummarySchema.extend({
  /** A bit for each tile of `bounds`, row by row, 1 = inside; null when every tile is. */
  tiles: base64.nullable(),
  locked: z.boolean(),
  capacity: side.nullable(),
  properties: z.record(z.string(), z.unknown()),
});

/** `image` is a base name in a parsed document; what is served to clients has URLs in its place. */
const collectionImageSchema = z.object({ image: z.string(), width: side, height: side });
const animationFrameSchema = z.object({ tile: count, duration: count.meta({ description: 'milliseconds' }) });

export const documentTilesetSchema = z.object({
  first_gid: side,
  name: z.string(),
  /** Null for an image collection, whose tiles have an image each in `images`. */
  image: z.string().nullable(),
  image_width: count,
  image_height: count,
  tile_width: side,
  tile_height: side,
  columns: count,
  tile_count: count,
  margin: count,
  spacing: count,
  offset: point,
  /** By local tile id. */
  animations: z.record(z.string(), z.array(animationFrameSchema)),
  /** By local tile id; only image collections have it. */
  images: z.record(z.string(), collectionImageSchema).optional(),
});
export type DocumentTileset = z.infer<typeof documentTilesetSchema>;

const drawn = {
  name: z.string(),
  /** Drawn over people. */
  above: z.boolean(),
  opacity: z.number().min(0).max(1),
};

export const tilesLayerSchema = z.object({
  kind: z.literal('tiles'),
  ...drawn,
  /** Pixels. */
  offset: point,
  /** width x height global tile ids as uint32 little-endian, row by row, the four flip flags kept in the top bits. */
  data: base64,
});

export const documentObjectSchema = z.object({
  /** With its flip flags in the top bits. */
  gid: side,
  /** The bottom left corner, in pixels of the map; the turn is about it, clockwise, in degrees. */
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
  rotation: z.number(),
});
export type DocumentObject = z.infer<typeof documentObjectSchema>;

export const objectsLayerSchema = z.object({
  kind: z.literal('objects'),
  ...drawn,
  objects: z.array(documentObjectSchema),
});

export const imageLayerSchema = z.object({
  kind: z.literal('image'),
  ...drawn,
  offset: point,
  image: z.string(),
  repeat_x: z.boolean(),
  repeat_y: z.boolean(),
});

export const documentLayerSchema = z.discriminatedUnion('kind', [
  tilesLayerSchema,
  objectsLayerSchema,
  imageLayerSchema,
]);
export type DocumentLayer = z.infer<typeof documentLayerSchema>;

export const mapDocumentSchema = z.object({
  /** Of this document, so that a stored one can be told from what later versions write. */
  format: z.literal(1),
  width: side,
  height: side,
  tilewidth: side,
  tileheight: side,
  /** `#rrggbb` */
  background_color: z.string().nullable(),
  tilesets: z.array(documentTilesetSchema),
  /** Bottom to top. */
  layers: z.array(documentLayerSchema),
  /** A bit for each tile, row by row, lowest bit first, 1 = blocked. */
  blocked: base64,
  zones: z.array(documentZoneSchema),
  spawns: z.array(spawnSchema),
});
export type MapDocument = z.infer<typeof mapDocumentSchema>;
