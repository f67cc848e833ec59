// Every stamp of the world. A new book is added at the end.
import { DESKS } from './desks.ts';
import { FLOORS } from './floors.ts';
import { KITCHEN } from './kitchen.ts';
import { PLANTS } from './plants.ts';
import { SEATING } from './seating.ts';
import type { StampBook } from './stamp.ts';
import { STORAGE } from './storage.ts';
import { TABLES } from './tables.ts';
import { WALLS } from './walls.ts';

export const STAMPS: StampBook = {
  ...FLOORS,
  ...WALLS,
  ...DESKS,
  ...SEATING,
  ...TABLES,
  ...KITCHEN,
  ...STORAGE,
  ...PLANTS,
};
