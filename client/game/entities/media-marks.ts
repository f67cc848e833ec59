// Small signs on a name plate: what somebody sends. Each is a drawing of eleven by eleven, `#` in the plate's ink and `/`
// in the colour of a refusal.

import { MEDIA } from '../../../shared/protocol/media.ts';

export const MARK_SIZE = 11;

const MARKS = {
  microphone: `
    ....###....
    ....###....
    ....###....
    ....###....
    .#..###..#.
    .#..###..#.
    .##.###.##.
    ..##...##..
    ...#####...
    .....#.....
    ...#####...`,
  muted: `
    //..###....
    ///.###....
    .///###....
    ..///##....
    .#.///#..#.
    .#..///..#.
    .##.####.#.
    ..##..///..
    ...###.///.
    .....#..///
    ...#####.//`,
  camera: `
    ...........
    ...........
    #######...#
    #######..##
    #######.###
    ###########
    #######.###
    #######..##
    #######...#
    ...........
    ...........`,
  screen: `
    ...........
    ###########
    #.........#
    #....#....#
    #...###...#
    #..#.#.#..#
    #....#....#
    ###########
    .....#.....
    ...#####...
    ...........`,
  lock: `
    ...........
    ....###....
    ...#...#...
    ...#...#...
    ..#######..
    ..#######..
    ..###.###..
    ..###.###..
    ..#######..
    ..#######..
    ...........`,
} as const;
export type MediaMark = keyof typeof MARKS;

const ROWS = Object.fromEntries(
  Object.entries(MARKS).map(([name, art]) => [
    name,
    art
      .trim()
      .split('\n')
      .map((row) => row.trim()),
  ]),
) as Record<MediaMark, string[]>;

/** In the order in which they stand; `bits` as the state of a player has them. */
export function marksOf(bits: number): MediaMark[] {
  const has = (bit: number): boolean => (bits & bit) !== 0;
  const marks: MediaMark[] = [];
  if (has(MEDIA.AUDIO)) marks.push(has(MEDIA.MUTED) ? 'muted' : 'microphone');
  if (has(MEDIA.VIDEO)) marks.push('camera');
  if (has(MEDIA.SCREEN)) marks.push('screen');
  if (has(MEDIA.LOCKED)) marks.push('lock');
  return marks;
}

/** `isOnLamp`: on the bright plate of oneself. */
export function paintMark(
  pen: CanvasRenderingContext2D,
  mark: MediaMark,
  { x, y, isOnLamp }: { x: number; y: number; isOnLamp: boolean },
): void {
  ROWS[mark].forEach((row, down) => {
    for (let across = 0; across < row.length; across++) {
      const dot = row[across];
      if (dot === '.') continue;
      pen.fillStyle = dot === '/' ? (isOnLamp ? '#a3263b' : '#ff8f9b') : isOnLamp ? '#2b1f05' : '#f6faf5';
      pen.fillRect(x + across, y + down, 1, 1);
    }
  });
}
