// The part of Tiled's JSON map format (1.10) that our templates are written in.
export type TiledProperty = { name: string; type: 'string' | 'bool'; value: string | boolean };

export type TiledTileLayer = {
  id: number;
  name: string;
  type: 'tilelayer';
  x: 0;
  y: 0;
  width: number;
  height: number;
  opacity: 1;
  visible: boolean;
  data: number[];
  properties?: TiledProperty[];
};

export type TiledObject = {
  id: number;
  name: string;
  /** Tiled calls it `class` in its window and `type` in the file, since 1.10 again. */
  type: string;
  /** Pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** The tile that it shows; then x and y are its bottom left corner. */
  gid?: number;
  rotation: 0;
  visible: true;
  point?: true;
  properties?: TiledProperty[];
};

export type TiledObjectLayer = {
  id: number;
  name: string;
  type: 'objectgroup';
  x: 0;
  y: 0;
  opacity: 1;
  visible: true;
  draworder: 'topdown';
  objects: TiledObject[];
};

export type TiledTileset = {
  firstgid: number;
  name: string;
  image: string;
  imagewidth: number;
  imageheight: number;
  tilewidth: number;
  tileheight: number;
  margin: number;
  spacing: number;
  columns: number;
  tilecount: number;
  tiles: {
    id: number;
    properties?: TiledProperty[];
    animation?: { tileid: number; duration: number }[];
  }[];
};

export type TiledMapJson = {
  type: 'map';
  version: '1.10';
  tiledversion: '1.11.0';
  orientation: 'orthogonal';
  renderorder: 'right-down';
  infinite: false;
  compressionlevel: -1;
  width: number;
  height: number;
  tilewidth: number;
  tileheight: number;
  nextlayerid: number;
  nextobjectid: number;
  backgroundcolor: string;
  layers: (TiledTileLayer | TiledObjectLayer)[];
  tilesets: TiledTileset[];
};
