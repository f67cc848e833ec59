import { Map as MapIcon, Minimize2, X } from 'lucide-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { zoneAt } from '../../../shared/maps/game-map.ts';
import { useTheme } from '../../state/theme.ts';
import type { LoadedMap } from '../../state/world.ts';
import { useHud } from '../../state/world-hud.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useActions, useWorld, useWorldHandle } from './context.tsx';
import { glass } from './glass.ts';
import { drawGround, drawLife, minimapSize } from './minimap-drawing.ts';
import { usePhone } from './screen.ts';

/** People move little in this time on a map this small. */
const EVERY_MS = 100;

/** The whole map in a corner; a click walks there. On phones a tap makes it large first. */
export function Minimap() {
  const shown = useWorldSettings((state) => state.minimap);
  const map = useWorld((state) => state.map);
  const covered = useHud((state) => state.talk || state.enlarged !== null);
  const phone = usePhone();
  const [large, setLarge] = useState(false);
  if (!map) return null;
  const corner = cx('absolute max-sm:top-18 max-sm:right-3 sm:right-4 sm:bottom-4', phone && covered && 'hidden');
  if (!shown) {
    return (
      <div className={cx(glass, corner)}>
        <Tooltip tip="The map (N)">
          <IconButton icon={MapIcon} label="Show the map" onClick={() => changeSettings({ minimap: true })} />
        </Tooltip>
      </div>
    );
  }
  if (phone && large) {
    return (
      <section aria-label="Map" className={cx(glass, 'absolute inset-x-3 top-18 z-10 flex flex-col items-center p-2')}>
        <MapPicture map={map} side={Math.min(360, innerWidth - 44)} onWalk={() => setLarge(false)} />
        <IconButton icon={X} label="Make the map small" className="self-end" onClick={() => setLarge(false)} />
      </section>
    );
  }
  if (phone) {
    return (
      <button
        type="button"
        aria-label="Make the map large"
        onClick={() => setLarge(true)}
        className={cx(glass, corner, 'p-1')}
      >
        <MapPicture map={map} side={96} />
      </button>
    );
  }
  return (
    <section aria-label="Map" className={cx(glass, corner, 'group p-1.5')}>
      <MapPicture map={map} side={208} onWalk={() => {}} />
      <IconButton
        icon={Minimize2}
        label="Hide the map"
        size="small"
        className="absolute top-2 right-2 bg-surface! opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        onClick={() => changeSettings({ minimap: false })}
      />
    </section>
  );
}

/** `side` in CSS pixels. Without `onWalk` it is a picture only. */
function MapPicture({ map, side, onWalk }: { map: LoadedMap; side: number; onWalk?: () => void }) {
  const { session } = useWorldHandle();
  const { walkTo } = useActions();
  const dark = useTheme((state) => state.dark);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [zone, setZone] = useState<string | null>(null);
  const { width, height } = minimapSize(map.game, side);
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
  const density = Math.min(3, devicePixelRatio);
  const tileAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: Math.floor(((event.clientX - box.left) / box.width) * map.game.width),
      y: Math.floor(((event.clientY - box.top) / box.height) * map.game.height),
    };
  };
  const hands = onWalk && {
    onPointerUp: (event: PointerEvent) => {
      const { x, y } = tileAt(event);
      walkTo(x, y);
      onWalk();
    },
    onPointerMove: (event: PointerEvent) => {
      const { x, y } = tileAt(event);
      setZone(map.game.zones[zoneAt(map.game, x, y)]?.name ?? null);
    },
    onPointerLeave: () => setZone(null),
  };
  return (
    <div className="relative">
      <canvas
        ref={canvas}
        role="img"
        aria-label="Map of this world with everyone in it"
        width={Math.round(width * density)}
        height={Math.round(height * density)}
        style={{ width, height }}
        className={cx('block', onWalk && 'cursor-pointer touch-none')}
        {...hands}
      />
      {zone && (
        <span className="pointer-events-none absolute inset-x-0 bottom-0 truncate bg-ink/85 px-2 py-0.5 text-caption text-ground">
          {zone}
        </span>
      )}
    </div>
  );
}
