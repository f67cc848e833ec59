// A whole map as systems of a scene: what lies under people, what stands among them, what hangs over them.

import type Phaser from 'phaser';
import type { DocumentLayer, MapDocument } from '../../../shared/protocol/maps.ts';
import type { WorldSession } from '../../state/world.ts';
import { DEPTH, type System } from '../system.ts';
import { Chunks } from './chunks.ts';
import { Objects, type Thing } from './objects.ts';
import { Painter } from './painter.ts';
import { Thumbnail } from './thumbnail.ts';
import { type Picture, TileCatalog } from './tile-art.ts';

export type Layers = { under: DocumentLayer[]; over: DocumentLayer[]; things: Thing[] };

/**
 * Objects stand among people, each at its own depth, unless flat layers that people walk on lie over them: then they are
 * part of the floor.
 */
export function sortLayers(layers: readonly DocumentLayer[]): Layers {
  const lastFloor = layers.findLastIndex(({ kind, above }) => kind !== 'objects' && !above);
  const sorted: Layers = { under: [], over: [], things: [] };
  layers.forEach((layer, index) => {
    if (layer.kind !== 'objects') (layer.above ? sorted.over : sorted.under).push(layer);
    else if (!layer.above && index < lastFloor) sorted.under.push(layer);
    else for (const object of layer.objects) sorted.things.push({ object, above: layer.above, opacity: layer.opacity });
  });
  return sorted;
}

export function createMapSystems(options: {
  scene: Phaser.Scene;
  session: WorldSession;
  document: MapDocument;
  pictures: ReadonlyMap<string, Picture>;
  moves: () => boolean;
  /** Textures of two maps must not share names. */
  name: string;
}): System[] {
  const { scene, session, document, pictures, moves, name } = options;
  const catalog = new TileCatalog(document, pictures);
  const { under, over, things } = sortLayers(document.layers);
  const size = { width: document.width * document.tilewidth, height: document.height * document.tileheight };
  const painterOf = (layers: DocumentLayer[]): Painter => new Painter({ document, layers, catalog, pictures });
  const chunks = (painter: Painter, depth: number, part: string): Chunks =>
    new Chunks({ scene, size, depth, moves, painter, name: `${name}:${part}` });
  const [floor, roof] = [painterOf(under), painterOf(over)];
  const standing = painterOf(document.layers.filter(({ kind }) => kind === 'objects'));
  return [
    chunks(floor, DEPTH.ground, 'under'),
    new Objects({ scene, catalog, things, name: `${name}:thing` }),
    ...(over.length > 0 ? [chunks(roof, DEPTH.above, 'over')] : []),
    new Thumbnail({ session, painters: [floor, standing, roof], size }),
  ];
}
