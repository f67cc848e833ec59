// The places that a virtual server can begin with.
import { drawTileset, type Tileset } from '../tileset.ts';
import { drawLectureHall } from './lecture-hall.ts';
import { drawOffice } from './office.ts';
import { drawPark } from './park.ts';
import type { TiledMapJson } from './tiled.ts';

export type { TiledMapJson } from './tiled.ts';

export type Template = {
  id: 'office' | 'park' | 'lecture-hall' | 'community';
  title: string;
  description: string;
  /** Without a tileset it draws its own, which takes longer; both are always the same. */
  draw: (tileset?: Tileset) => TiledMapJson;
};

export const TEMPLATES: readonly Template[] = [
  {
    id: 'office',
    title: 'Office',
    description:
      'Open desks by the windows, meeting rooms that keep a secret, a quiet library and a kitchen that everyone ends up in.',
    draw: (tileset = drawTileset()) => drawOffice(tileset),
  },
  {
    id: 'park',
    title: 'Park',
    description:
      'A pond with a bridge, lawns for picnics, two gazebos to talk in private and a small stage under the trees.',
    draw: (tileset = drawTileset()) => drawPark(tileset),
  },
  {
    id: 'lecture-hall',
    title: 'Lecture hall',
    description: 'A stage with a big screen, rows of seats, a foyer with a café and rooms to break out into.',
    draw: (tileset = drawTileset()) => drawLectureHall(tileset),
  },
  {
    id: 'community',
    title: 'Community',
    description:
      'The park, with channels for a community that grows: announcements, topics to choose from, and rooms for those who look after it.',
    draw: (tileset = drawTileset()) => drawPark(tileset),
  },
];
