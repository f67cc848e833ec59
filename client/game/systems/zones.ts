// The areas of the map: their edges on the floor, their names, and the dusk outside while one stands in a private one.

import type Phaser from 'phaser';
import { isBlocked, zonesAt } from '../../../shared/maps/game-map.ts';
import { forEachTile } from '../../../shared/maps/zone.ts';
import { type LoadedMap, selfOf, type WorldZone } from '../../state/world.ts';
import { prefersReducedMotion } from '../../state/world-settings.ts';
import type { GameContext } from '../context.ts';
import type { Plate, Plates } from '../entities/plate.ts';
import { drawZoneName } from '../entities/signs.ts';
import { DEPTH, type Frame, type System } from '../system.ts';

const COLOUR = { PUBLIC: 0x3c9d7a, PRIVATE: 0x8f6fc0, SILENT: 0x3f83c9, STAGE: 0xe0a530 } as const;
const CLOSED = 0xd0485c;
const EDGE = 2;
const EDGE_ALPHA = 0.55;
const GLOW_MS = 1800;
const DUSK = 0x0b1420;
const DUSK_ALPHA = 0.42;
const DUSK_MS = 260;
/** Beyond the map's edge, in pixels: the view may reach over it. */
const BEYOND = 4000;
const HATCH = 12;

type Zone = LoadedMap['game']['zones'][number];

export class Zones implements System {
  private readonly context: GameContext;
  private readonly map: LoadedMap;
  private readonly camera: Phaser.Cameras.Scene2D.Camera;
  private readonly plates: Plates;
  private readonly edges: Phaser.GameObjects.Graphics;
  private readonly glow: Phaser.GameObjects.Graphics;
  private readonly dusk: Phaser.GameObjects.Graphics;
  private readonly names: { plate: Plate; zone: Zone }[] = [];
  private drawn: ReadonlyMap<string, WorldZone> | null = null;
  private locks = '';
  private zoneId: string | null = null;
  private glowFrom = Number.NEGATIVE_INFINITY;
  private duskWanted = 0;

  constructor(options: { scene: Phaser.Scene; context: GameContext; map: LoadedMap; plates: Plates }) {
    const { scene } = options;
    this.context = options.context;
    this.map = options.map;
    this.plates = options.plates;
    this.camera = scene.cameras.main;
    this.edges = scene.add.graphics().setDepth(DEPTH.floorMarks);
    this.glow = scene.add.graphics().setDepth(DEPTH.floorMarks);
    this.dusk = scene.add.graphics().setDepth(DEPTH.veil).setAlpha(0);
  }

  update({ now, elapsed }: Frame): void {
    const state = this.context.session.store.getState();
    if (state.zones !== this.drawn) this.refreshEdges(state.zones);
    const zoneId = selfOf(state)?.zoneId ?? '';
    if (zoneId !== this.zoneId) this.enter(zoneId, now);
    const glow = 1 - (now - this.glowFrom) / GLOW_MS;
    this.glow.setVisible(glow > 0);
    if (glow > 0) this.glow.setAlpha(glow);
    this.darken(elapsed);
    this.placeNames();
  }

  destroy(): void {
    this.edges.destroy();
    this.glow.destroy();
    this.dusk.destroy();
    this.names.length = 0;
  }

  private refreshEdges(zones: ReadonlyMap<string, WorldZone>): void {
    this.drawn = zones;
    const locks = this.map.game.zones.map((zone) => (this.isLocked(zone) ? 1 : 0)).join('');
    if (locks === this.locks && this.names.length > 0) return;
    this.locks = locks;
    this.edges.clear();
    for (const { plate } of this.names) this.plates.release(plate);
    this.names.length = 0;
    for (const zone of this.map.game.zones) {
      const locked = this.isLocked(zone);
      // Plain areas need no fence: their name comes up when one walks in.
      if (zone.type === 'PUBLIC' && !locked) continue;
      const colour = locked ? CLOSED : COLOUR[zone.type];
      this.edges.lineStyle(EDGE, colour, EDGE_ALPHA);
      this.traceEdge(this.edges, zone);
      if (locked) this.hatch(zone);
      const css = `#${colour.toString(16).padStart(6, '0')}`;
      this.names.push({ zone, plate: drawZoneName(this.plates, zone.name, { colour: css, locked }) });
    }
  }

  private isLocked(zone: Zone): boolean {
    return this.context.session.store.getState().zones.get(zone.id)?.locked ?? zone.locked;
  }

  private enter(zoneId: string, now: number): void {
    const before = this.zoneId;
    this.zoneId = zoneId;
    const zone = this.map.game.zones.find(({ id }) => id === zoneId);
    this.glow.clear();
    if (zone && before !== null) {
      this.glow.fillStyle(COLOUR[zone.type], 0.16);
      forEachTile(zone, (x, y) =>
        this.glow.fillRect(x * this.tileWidth, y * this.tileHeight, this.tileWidth, this.tileHeight),
      );
      this.glow.lineStyle(3, COLOUR[zone.type], 0.9);
      this.traceEdge(this.glow, zone);
      this.glowFrom = now;
    }
    const inside = this.privateZone(zoneId);
    this.duskWanted = inside ? 1 : 0;
    if (inside) this.drawDusk(inside);
  }

  /** The private area that one is in, also from a smaller area within it. */
  private privateZone(zoneId: string): Zone | undefined {
    const zone = this.map.game.zones.find(({ id }) => id === zoneId);
    if (!zone || zone.type === 'PRIVATE') return zone;
    const { x, y } = zone.bounds;
    return this.map.game.zones.find((other) => other.type === 'PRIVATE' && this.covers(other, x, y));
  }

  private drawDusk(zone: Zone): void {
    const { dusk, tileWidth, tileHeight } = this;
    const { bounds } = zone;
    const left = bounds.x * tileWidth;
    const top = bounds.y * tileHeight;
    const right = left + bounds.width * tileWidth;
    const bottom = top + bounds.height * tileHeight;
    dusk.clear().fillStyle(DUSK, 1);
    dusk.fillRect(-BEYOND, -BEYOND, this.width + 2 * BEYOND, top + BEYOND);
    dusk.fillRect(-BEYOND, bottom, this.width + 2 * BEYOND, this.height - bottom + BEYOND);
    dusk.fillRect(-BEYOND, top, left + BEYOND, bottom - top);
    dusk.fillRect(right, top, this.width - right + BEYOND, bottom - top);
    if (!zone.tiles) return;
    for (let y = bounds.y; y < bounds.y + bounds.height; y++) {
      for (let x = bounds.x; x < bounds.x + bounds.width; x++) {
        if (!this.covers(zone, x, y)) dusk.fillRect(x * tileWidth, y * tileHeight, tileWidth, tileHeight);
      }
    }
  }

  private darken(elapsed: number): void {
    const { dusk, duskWanted } = this;
    const wanted = duskWanted * DUSK_ALPHA;
    if (dusk.alpha === wanted) return;
    const step = prefersReducedMotion() ? 1 : (elapsed / DUSK_MS) * DUSK_ALPHA;
    dusk.setAlpha(dusk.alpha < wanted ? Math.min(wanted, dusk.alpha + step) : Math.max(wanted, dusk.alpha - step));
    dusk.setVisible(dusk.alpha > 0);
  }

  /** In the upper left corner of the area, inside. */
  private placeNames(): void {
    const { camera } = this;
    for (const { plate, zone } of this.names) {
      const { image } = plate;
      const x = Math.round((zone.bounds.x * this.tileWidth - camera.worldView.x) * camera.zoom);
      const y = Math.round((zone.bounds.y * this.tileHeight - camera.worldView.y) * camera.zoom);
      const inset = 6 * this.plates.density;
      image
        .setOrigin(0, 0)
        .setPosition(x + inset, y + inset)
        .setDepth(-1);
      const width = zone.bounds.width * this.tileWidth * camera.zoom;
      // One is in it already, or it is too small on the screen to carry its name.
      image.visible = zone.id !== this.zoneId && image.width + inset <= width;
    }
  }

  /** The outer edges of the area's tiles, where one can stand beside them: lines lie on floors, not on furniture. */
  private traceEdge(pen: Phaser.GameObjects.Graphics, zone: Zone): void {
    const { tileWidth, tileHeight } = this;
    forEachTile(zone, (x, y) => {
      if (isBlocked(this.map.game, x, y)) return;
      const [left, top, right, bottom] = [x * tileWidth, y * tileHeight, (x + 1) * tileWidth, (y + 1) * tileHeight];
      if (!this.covers(zone, x, y - 1)) pen.lineBetween(left, top + 1, right, top + 1);
      if (!this.covers(zone, x, y + 1)) pen.lineBetween(left, bottom - 1, right, bottom - 1);
      if (!this.covers(zone, x - 1, y)) pen.lineBetween(left + 1, top, left + 1, bottom);
      if (!this.covers(zone, x + 1, y)) pen.lineBetween(right - 1, top, right - 1, bottom);
    });
  }

  private covers(zone: Zone, x: number, y: number): boolean {
    const { game } = this.map;
    return zonesAt(game, x, y).some((index) => game.zones[index] === zone);
  }

  private hatch(zone: Zone): void {
    const { tileWidth, tileHeight } = this;
    this.edges.lineStyle(2, CLOSED, 0.22);
    forEachTile(zone, (x, y) => {
      for (let at = 0; at < tileWidth + tileHeight; at += HATCH) {
        const x1 = Math.min(at, tileWidth);
        const y1 = Math.max(0, at - tileWidth);
        const x2 = Math.max(0, at - tileHeight);
        const y2 = Math.min(at, tileHeight);
        const [left, top] = [x * tileWidth, y * tileHeight];
        this.edges.lineBetween(left + x1, top + y1, left + x2, top + y2);
      }
    });
  }

  private get tileWidth(): number {
    return this.map.game.tile_width;
  }
  private get tileHeight(): number {
    return this.map.game.tile_height;
  }
  private get width(): number {
    return this.map.game.width * this.tileWidth;
  }
  private get height(): number {
    return this.map.game.height * this.tileHeight;
  }
}
