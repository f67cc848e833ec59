// Raises the walls of a building from lines of caps: which cap, which faces below it, which floor shows at its sides, and the
// shade that it throws. A cap in row y has its faces in rows y + 1 and y + 2, and the floor in front of it begins in row y + 3.
import { EAST, FACE_ROWS, NORTH, type Paint, SOUTH, WEST } from '../tiles/walls.ts';
import type { Area, MapBuilder } from './builder.ts';

/** How many rows below a cap its face covers. */
export const FACE_HEIGHT = 2;

export class Walls {
  private readonly map: MapBuilder;
  private readonly paints = new Map<number, Paint>();
  private readonly doorways: { x: number; y: number; width: number }[] = [];

  constructor(map: MapBuilder) {
    this.map = map;
  }

  /** A line of caps, one tile wide or one tile high. */
  line(paint: Paint, area: Area): this {
    this.map.each(area, (x, y) => this.paints.set(this.key(x, y), paint));
    return this;
  }

  /** Caps around an area; the area includes them. */
  ring(paint: Paint, { x, y, width, height }: Area): this {
    this.line(paint, { x, y, width, height: 1 }).line(paint, { x, y: y + height - 1, width, height: 1 });
    return this.line(paint, { x, y, width: 1, height }).line(paint, { x: x + width - 1, y, width: 1, height });
  }

  /** A way through a wall that runs sideways, under a beam. */
  doorway(x: number, y: number, width = 2): this {
    this.doorways.push({ x, y, width });
    return this.open({ x, y, width, height: 1 });
  }

  /** Takes caps away. A way through a wall that runs up and down needs two rows more than are to be walked: its end has a face. */
  open(area: Area): this {
    this.map.each(area, (x, y) => this.paints.delete(this.key(x, y)));
    return this;
  }

  /** Draws everything; once, when all lines and doorways are known and floors are laid. */
  raise(): void {
    const { map } = this;
    for (let y = 0; y < map.height; y++) {
      for (let x = 0; x < map.width; x++) if (this.isCap(x, y)) this.layGround(x, y);
    }
    for (let y = 0; y < map.height; y++) {
      for (let x = 0; x < map.width; x++) {
        this.raiseFaces(x, y);
        if (this.isCap(x, y)) map.place(`cap-${this.mask(x, y)}`, x, y, 'walls');
        else if (!this.faceAt(x, y)) this.shade(x, y);
      }
    }
    for (const { x, y, width } of this.doorways) {
      for (let column = x; column < x + width; column++) map.place('lintel', column, y);
    }
  }

  private key(x: number, y: number): number {
    return y * this.map.width + x;
  }

  private isCap(x: number, y: number): boolean {
    return this.map.contains(x, y) && this.paints.has(this.key(x, y));
  }

  /** Over a doorway the wall goes on as a beam. */
  private isBeam(x: number, y: number): boolean {
    return this.doorways.some((door) => door.y === y && x >= door.x && x < door.x + door.width);
  }

  private mask(x: number, y: number): number {
    return (
      (this.isCap(x, y - 1) ? NORTH : 0) |
      (this.isCap(x + 1, y) || this.isBeam(x + 1, y) ? EAST : 0) |
      (this.isCap(x, y + 1) ? SOUTH : 0) |
      (this.isCap(x - 1, y) || this.isBeam(x - 1, y) ? WEST : 0)
    );
  }

  /** The cap whose face covers this cell: 0 is the strip in the cap's own cell, 1 and 2 the rows below it. */
  private faceAt(x: number, y: number): { paint: Paint; row: number } | undefined {
    for (let row = 0; row <= FACE_HEIGHT; row++) {
      const cap = y - row;
      if (this.isCap(x, cap) && !this.isCap(x, cap + 1)) return { paint: this.paints.get(this.key(x, cap))!, row };
      if (row > 0 && this.isCap(x, cap)) return undefined;
    }
    return undefined;
  }

  private raiseFaces(x: number, y: number): void {
    const own = this.faceAt(x, y);
    if (own) {
      // A face ends where its cap does; a wall that comes from above hides the joint.
      const cap = y - own.row;
      const goesOn = (side: number) => this.isCap(side, cap) || (own.row > 0 && this.isCap(side, y));
      this.face(own, x, y, part(goesOn(x - 1), goesOn(x + 1)));
      return;
    }
    if (!this.isCap(x, y)) return;
    const west = this.faceAt(x - 1, y);
    const east = this.faceAt(x + 1, y);
    if (west) this.face(west, x, y, '-west');
    if (east) this.face(east, x, y, '-east');
  }

  private face(face: { paint: Paint; row: number }, x: number, y: number, part: string): void {
    this.map.place(`${face.paint}-${FACE_ROWS[face.row]}${part}`, x, y, 'walls');
  }

  /** Beside a cap some floor is seen: that of the west, and over its right half that of the east. */
  private layGround(x: number, y: number): void {
    const west = this.floorBeside(x, y, -1);
    const east = this.floorBeside(x, y, 1) ?? west;
    if (west) this.map.floor(west, { x, y, width: 1, height: 1 });
    else if (east) this.map.floor(east, { x, y, width: 1, height: 1 });
    if (east && west && east !== west) this.map.place(`${east}-east`, x, y, 'floor-details');
  }

  private floorBeside(x: number, y: number, side: -1 | 1): string | undefined {
    const beside = this.isCap(x + side, y) ? this.map.floorAt(x + side, y - 1) : this.map.floorAt(x + side, y);
    return this.isCap(x, y - 1) || !this.isCap(x + side, y) ? beside : this.map.floorAt(x, y - 1);
  }

  private shade(x: number, y: number): void {
    const north = this.faceAt(x, y - 1)?.row === FACE_HEIGHT;
    const west = this.isCap(x - 1, y);
    if (north || west)
      this.map.place(north && west ? 'shade-both' : north ? 'shade-north' : 'shade-west', x, y, 'walls');
  }
}

function part(west: boolean, east: boolean): string {
  if (west && east) return '';
  if (west) return '-end-east';
  return east ? '-end-west' : '-pillar';
}
