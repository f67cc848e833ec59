import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { MediaPeer } from '../../../state/world-media.ts';
import { useMedia, useMediaHandle } from './context.ts';
import { type Attention, attend, chipsOf, NOBODY_YET, present, type Tile, tilesOf } from './tiles.ts';

const EVERY_MS = 300;
/** So long somebody without a picture stays shown after the last word. */
const CHIP_MS = 3000;
/** CSS pixels of a camera with its gap. */
const TILE_WIDTH = 180;

const NOBODY: ReadonlySet<string> = new Set();

/** Pictures and people in the order of attention. `strip` is what they stand in. */
export function useAttention(strip: RefObject<HTMLElement | null>): { tiles: Tile[]; chips: MediaPeer[] } {
  const { store } = useMediaHandle();
  const peers = useMedia((state) => state.peers);
  const all = useMemo(() => tilesOf(peers.values()), [peers]);
  const attention = useRef<Attention>(NOBODY_YET);
  const [order, setOrder] = useState<readonly string[]>([]);
  const [spoke, setSpoke] = useState(NOBODY);
  useEffect(() => {
    const look = (): void => {
      const now = performance.now();
      const { speaking } = store.getState();
      const tiles = tilesOf(store.getState().peers.values());
      const places = Math.max(1, Math.floor((strip.current?.clientWidth ?? innerWidth) / TILE_WIDTH));
      attention.current = attend(attention.current, { now, tiles, speaking, places });
      setOrder(attention.current.order);
      const lately = [...attention.current.spokeAt].filter(([, at]) => now - at < CHIP_MS).map(([userId]) => userId);
      setSpoke((before) =>
        lately.length === before.size && lately.every((id) => before.has(id)) ? before : new Set(lately),
      );
    };
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [store, strip]);
  return {
    tiles: useMemo(() => present(order, all), [order, all]),
    chips: useMemo(() => chipsOf(peers.values(), spoke), [peers, spoke]),
  };
}
