// What one map may ask of the server and of every browser that draws it. All are checked before the work that they bound.
export const MAP_LIMITS = {
  /** Of the file, before parsing. */
  json_bytes: 10 * 1024 * 1024,
  /** Lists and objects in one another: Tiled needs some ten, and two for each group. */
  json_depth: 64,
  /** Tiles. */
  side: 512,
  /** Pixels. */
  tile_side: 1024,
  /** After groups are flattened. */
  layers: 32,
  groups: 256,
  group_depth: 16,
  /** In all object layers together. */
  objects: 10_000,
  zones: 500,
  /** Zones that lie over one another on a tile. Bounds the index of zones, which holds each of them for each tile. */
  zones_per_tile: 16,
  /** What of objects and of the cells of a layer `start` is left after thinning. */
  spawns: 256,
  polygon_points: 1_000,
  tilesets: 128,
  /** Highest global tile id: bounds the table that says which tiles exist and which collide. */
  last_gid: 2 ** 22,
  animation_frames: 256,
  /** Pixels: what graphics cards take as one texture, and what a decoded image may cost in memory. */
  image_side: 16_384,
  image_pixels: 8192 * 8192,
  /** Unicode characters. */
  name_length: 200,
  /** Of one object's or layer's properties, as JSON. */
  properties_length: 16_384,
  property_depth: 8,
  /** Pixels or tiles from the origin, in either direction. */
  coordinate: 10_000_000,
} as const;
