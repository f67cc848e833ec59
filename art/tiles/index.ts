// Every stamp of the world. A new book is added at the end.
import { ALIVE } from './alive.ts';
import { DELIGHTS } from './delights.ts';
import { DESKS } from './desks.ts';
import { FLOORS } from './floors.ts';
import { GARDEN } from './garden.ts';
import { MEADOW } from './grass.ts';
import { KITCHEN } from './kitchen.ts';
import { LECTURE } from './lecture.ts';
import { OFFICE } from './office.ts';
import { PARK } from './park.ts';
import { PAVILIONS } from './pavilions.ts';
import { PICNICS } from './picnic.ts';
import { PICTURES } from './pictures.ts';
import { PLANTS } from './plants.ts';
import { POND } from './pond.ts';
import { RUGS } from './rugs.ts';
import { SEATING } from './seating.ts';
import { STAGE } from './stage.ts';
import type { StampBook } from './stamp.ts';
import { STORAGE } from './storage.ts';
import { TABLES } from './tables.ts';
import { TERRAIN } from './terrain.ts';
import { TREES } from './trees.ts';
import { WALL_THINGS } from './wall-things.ts';
import { WALLS } from './walls.ts';

export const STAMPS: StampBook = {
  ...FLOORS,
  ...WALLS,
  ...DESKS,
  ...OFFICE,
  ...SEATING,
  ...TABLES,
  ...KITCHEN,
  ...STORAGE,
  ...PLANTS,
  ...WALL_THINGS,
  ...PICTURES,
  ...RUGS,
  ...STAGE,
  ...LECTURE,
  ...MEADOW,
  ...TERRAIN,
  ...TREES,
  ...GARDEN,
  ...PICNICS,
  ...POND,
  ...PARK,
  ...PAVILIONS,
  ...ALIVE,
  ...DELIGHTS,
};
