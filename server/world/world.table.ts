export type PositionsTable = {
  server_id: string;
  user_id: string;
  /** In 1/64 tile, as in the state of the room. */
  x: number;
  y: number;
  dir: number;
  updated_at: Date;
};

export type WorldTables = { positions: PositionsTable };
