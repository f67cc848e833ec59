// Zones: objects with an area that lie in a layer `zones` or are of the class `zone` or `area`.
import { ZONE_TYPES, type ZoneType } from '../protocol/maps.ts';
import { MAP_LIMITS } from './limits.ts';
import { MapError } from './map-error.ts';
import { coverPolygon, type Size } from './shapes.ts';
import { isZone, type MapObject } from './tiled.objects.ts';
import { isTrue, type Properties, readProperties } from './tiled.properties.ts';
import { forEachTile, type Zone } from './zone.ts';

/** Gives a zone its id when a map is made or replaced; `position` is its place among the map's zones. */
export type MakeZoneId = (zone: { name: string; type: ZoneType; position: number }) => string;

const CAPACITY_NAMES = ['capacity', 'max', 'max_users', 'maxUsers'] as const;

export function readZones(objects: readonly MapObject[], map: Size, makeId: MakeZoneId): Zone[] {
  const drawn = objects.filter((object) => isZone(object) && object.outline !== undefined);
  if (drawn.length > MAP_LIMITS.zones) throw new MapError(`there are more than ${MAP_LIMITS.zones} zones.`);
  const depth = new Uint8Array(map.width * map.height);
  return drawn.map((object, position) => {
    const zone = readZone(object, { map, position, makeId });
    pileUp(zone, depth, map.width);
    return zone;
  });
}

function readZone(
  { name: given, place, fields, kind, outline = [] }: MapObject,
  { map, position, makeId }: { map: Size; position: number; makeId: MakeZoneId },
): Zone {
  const covered = coverPolygon(outline, map);
  if (covered === undefined) throw new MapError(`${place} is a zone that lies outside the map.`);
  const properties = readProperties(fields, place);
  const name = given === '' ? `Zone ${position + 1}` : given;
  const type = zoneType([properties.type, properties.zone_type, kind]);
  return {
    id: makeId({ name, type, position }),
    name,
    type,
    ...covered,
    locked: isTrue(properties.locked),
    capacity: capacityOf(properties),
    properties,
  };
}

/** The first word that is known; none means a public zone. */
function zoneType(words: readonly unknown[]): ZoneType {
  for (const value of words) {
    const word = typeof value === 'string' ? value.trim().toUpperCase() : '';
    const type = ZONE_TYPES.find((known) => known === word);
    if (type !== undefined) return type;
  }
  return 'PUBLIC';
}

function capacityOf(properties: Properties): number | null {
  for (const name of CAPACITY_NAMES) {
    const value = typeof properties[name] === 'string' ? Number(properties[name]) : properties[name];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31) return value;
  }
  return null;
}

function pileUp(zone: Zone, depth: Uint8Array, width: number): void {
  forEachTile(zone, (x, y) => {
    const tile = y * width + x;
    if (depth[tile] === MAP_LIMITS.zones_per_tile) {
      throw new MapError(`more than ${MAP_LIMITS.zones_per_tile} zones lie over one another at ${x},${y}.`);
    }
    depth[tile]!++;
  });
}
