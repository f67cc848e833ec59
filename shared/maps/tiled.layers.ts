// The tree of layers as one list, bottom to top. What a group says of its layers (offset, opacity, visibility) is multiplied through.
import { MAP_LIMITS } from './limits.ts';
import { MapError, quote } from './map-error.ts';
import { type Fields, readFields, readFlag, readList, readNumber, readText } from './tiled.fields.ts';
import { isMarked } from './tiled.properties.ts';

export type Layer = {
  kind: 'tiles' | 'objects' | 'image';
  name: string;
  /** For messages: `layer "walls/upper"`. */
  place: string;
  fields: Fields;
  visible: boolean;
  opacity: number;
  /** Pixels. */
  offset: { x: number; y: number };
  /** Drawn over people. */
  above: boolean;
  /** Every cell that is not empty is blocked. */
  blocks: boolean;
  /** Says where people appear or are stopped, and is not part of the picture even where it is visible. */
  marker: boolean;
};

type Inherited = Pick<Layer, 'visible' | 'opacity' | 'offset' | 'above'> & { path: string; depth: number };

const KIND_OF: Record<string, Layer['kind'] | undefined> = {
  tilelayer: 'tiles',
  objectgroup: 'objects',
  imagelayer: 'image',
};
const COLLISION = /^collisions?$/i;
export const START = /^start$/i;
const ABOVE = /^(above|over|overhead|foreground|roof)$/i;
/** WorkAdventure's people walk at the height of this object layer: what comes after it is above them. */
const PEOPLE = /^floorlayer$/i;

export function readLayers(map: Fields): Layer[] {
  const walk = new Walk();
  walk.into(readList(map, 'layers', 'the map', MAP_LIMITS.layers + MAP_LIMITS.groups), {
    visible: true,
    opacity: 1,
    offset: { x: 0, y: 0 },
    above: false,
    path: '',
    depth: 0,
  });
  return walk.layers;
}

class Walk {
  readonly layers: Layer[] = [];
  private groups = 0;
  private peoplePassed = false;

  into(entries: readonly unknown[], parent: Inherited): void {
    for (const entry of entries) this.visit(entry, parent);
  }

  private visit(entry: unknown, parent: Inherited): void {
    const unnamed = `layer ${this.layers.length + this.groups + 1}`;
    const fields = readFields(entry, unnamed);
    const name = readText(fields, 'name', unnamed);
    const path = parent.path + name;
    const place = name === '' ? unnamed : `layer ${quote(path)}`;
    const shared = {
      visible: parent.visible && readFlag(fields, 'visible', true),
      opacity: parent.opacity * readNumber(fields, 'opacity', place, { min: 0, max: 1, fallback: 1 }),
      offset: {
        x: parent.offset.x + readNumber(fields, 'offsetx', place, { fallback: 0 }),
        y: parent.offset.y + readNumber(fields, 'offsety', place, { fallback: 0 }),
      },
      above: parent.above || this.peoplePassed || ABOVE.test(name) || isMarked(fields.properties, 'above', place),
    };
    if (fields.type === 'group') this.group(fields, place, { ...shared, path: `${path}/`, depth: parent.depth + 1 });
    else this.layer(fields, { ...shared, ...roles(fields, name, place), name, place });
  }

  private group(fields: Fields, place: string, inherited: Inherited): void {
    if (inherited.depth > MAP_LIMITS.group_depth) {
      throw new MapError(`${place} lies in more than ${MAP_LIMITS.group_depth} groups.`);
    }
    this.groups++;
    if (this.groups > MAP_LIMITS.groups)
      throw new MapError(`there are more than ${MAP_LIMITS.groups} groups of layers.`);
    this.into(readList(fields, 'layers', place, MAP_LIMITS.layers + MAP_LIMITS.groups), inherited);
  }

  private layer(fields: Fields, read: Omit<Layer, 'kind' | 'fields'>): void {
    const kind = typeof fields.type === 'string' ? KIND_OF[fields.type] : undefined;
    if (kind === undefined) {
      throw new MapError(`${read.place} must be a tilelayer, objectgroup, imagelayer or group.`);
    }
    if (this.layers.length === MAP_LIMITS.layers) {
      throw new MapError(`there are more than ${MAP_LIMITS.layers} layers, groups not counted.`);
    }
    this.layers.push({ ...read, kind, fields });
    if (kind === 'objects' && PEOPLE.test(read.name)) this.peoplePassed = true;
  }
}

function roles(fields: Fields, name: string, place: string): Pick<Layer, 'blocks' | 'marker'> {
  const collision = COLLISION.test(name);
  const blocks = collision || isMarked(fields.properties, 'collides', place);
  return { blocks, marker: collision || START.test(name) };
}
