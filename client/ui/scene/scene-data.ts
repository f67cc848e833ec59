/** What the build draws, see client/vite/scene.ts. */
export type SceneData = {
  /** Tiles. */
  width: number;
  height: number;
  /** Pixels of a tile. */
  tile: number;
  /** Addresses of the pictures below and above people. */
  below: string;
  above: string;
  /** Where the view begins, in tiles. */
  focus: { x: number; y: number };
  /** Lamps that shine at night, in tiles. */
  lights: { x: number; y: number }[];
  /** Round trips; each is a list of legs between two stops, a leg the tiles where it turns. */
  walks: [x: number, y: number][][][];
};
