import { Map as MapIcon, Minimize2 } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { zoneAt } from '../../../shared/maps/game-map.ts';
import { useTheme } from '../../state/theme.ts';
import type { LoadedMap } from '../../state/world.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useActions, useChat, useWorld, useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';
import { drawGround, drawLife, minimapSize } from './minimap-drawing.ts';

/** People move little in this time on a map this small. */
const EVERY_MS = 100;

/** The whole map in a corner; a click walks there. */
export function Minimap() {
  const shown = useWorldSettings((state) => state.minimap);
  const map = useWorld((state) => state.map);
  const chatShown = useChat((state) => state.shown);
  if (!map) return null;
  const place = cx('absolute max-sm:top-18 max-sm:right-2 sm:right-4 sm:bottom-4', chatShown && 'max-sm:hidden');
  if (shown) return <MapView map={map} className={place} />;
  return (
    <div className={cx(glass, place)}>
      <Tooltip tip="The map (M)">
        <IconButton icon={MapIcon} label="Show the map" onClick={() => changeSettings({ minimap: true })} />
      </Tooltip>
    </div>
  );
}

function MapView({ map, className }: { map: LoadedMap; className: string }) {
  const { session } = useWorldHandle();
  const { walkTo } = useActions();
  const dark = useTheme((state) => state.dark);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [zone, setZone] = useState<string | null>(null);
  const size = minimapSize(map.game, innerWidth < 640 ? 104 : 208);
  const { width, height } = size;
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    const ground = drawGround(map.game, dark);
    const draw = (): void => {
      if (!document.hidden) drawLife(pen, { session, map: map.game, ground, size: { width, height } });
    };
    draw();
    const timer = setInterval(draw, EVERY_MS);
    return () => clearInterval(timer);
  }, [map, session, dark, width, height]);
  const tileAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: Math.floor(((event.clientX - box.left) / box.width) * map.game.width),
      y: Math.floor(((event.clientY - box.top) / box.height) * map.game.height),
    };
  };
  const density = Math.min(3, devicePixelRatio);
  return (
    <section aria-label="Map" className={cx(glass, className, 'group flex flex-col p-1.5')}>
      <canvas
        ref={canvas}
        role="img"
        aria-label="Map of this world with everyone in it. Walk with the arrow keys, or find people in the list."
        width={Math.round(width * density)}
        height={Math.round(height * density)}
        style={{ width, height }}
        className="cursor-pointer touch-none"
        onPointerUp={(event) => {
          const { x, y } = tileAt(event);
          walkTo(x, y);
        }}
        onPointerMove={(event) => {
          const { x, y } = tileAt(event);
          setZone(map.game.zones[zoneAt(map.game, x, y)]?.name ?? null);
        }}
        onPointerLeave={() => setZone(null)}
      />
      {zone && (
        <span className="pointer-events-none absolute inset-x-1.5 bottom-1.5 truncate bg-ink/85 px-2 py-0.5 text-caption text-ground">
          {zone}
        </span>
      )}
      <IconButton
        icon={Minimize2}
        label="Hide the map"
        size="small"
        className="absolute -top-2 -right-2 bg-surface! opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        onClick={() => changeSettings({ minimap: false })}
      />
    </section>
  );
}
