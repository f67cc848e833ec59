import data from 'virtual:scene';
import { useEffect, useRef, useState } from 'react';
import { AVATAR_FRAMES, encodeLook, randomLook } from '../../../art/avatar/index.ts';
import { cx } from '../kit/cx.ts';
import { AvatarFigure } from '../kit/Portrait.tsx';
import { strollAt } from './stroll.ts';

const SCALE = 2;
const TILE = data.tile * SCALE;
const FEET = {
  x: AVATAR_FRAMES.width * AVATAR_FRAMES.origin.x * SCALE,
  y: AVATAR_FRAMES.height * AVATAR_FRAMES.origin.y * SCALE,
};
/** The view drifts over the map and back. */
const DRIFT_SECONDS = 260;
/** Of what does not fit the view, how far the drift goes to either side. */
const DRIFT = 0.2;
/** From here on the sheet stands beside the scene; below, it covers its lower part, and the map is drawn smaller. */
const WIDE = 1024;
/** So that the first look is not at people who all set out at once. */
const HEAD_START = 40;
const LINES = ['Coffee?', 'Good to see you!', 'One sec', 'Over here!', 'Ha!', 'See you inside', 'Nice hat', 'Hello!'];
const SAYS_EVERY = 3;
const STILL = '(prefers-reduced-motion: reduce)';
const WALKERS = [...data.walks.keys()];

/** A map with people on it, seen through a slow camera. Stands still where motion is not wanted. Decorative. */
export default function Scene() {
  const stage = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState(0);
  // People come one a frame: to draw them all at once would hold up whoever types already.
  const [present, setPresent] = useState(0);
  useEffect(() => {
    if (loaded < 2 || present === WALKERS.length) return;
    const frame = requestAnimationFrame(() => setPresent(present + 1));
    return () => cancelAnimationFrame(frame);
  }, [loaded, present]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: where nothing moves, whoever comes has to be placed
  useEffect(() => {
    if (stage.current && matchMedia(STILL).matches) drawAt(stage.current, 0);
  }, [present]);
  useEffect(() => {
    const root = stage.current;
    if (!root) return;
    const still = matchMedia(STILL);
    let frame = 0;
    const begin = performance.now();
    const draw = (now: number): void => {
      const seconds = still.matches ? 0 : (now - begin) / 1000;
      drawAt(root, seconds);
      if (!still.matches) frame = requestAnimationFrame(draw);
    };
    const restart = (): void => {
      cancelAnimationFrame(frame);
      draw(performance.now());
    };
    restart();
    still.addEventListener('change', restart);
    addEventListener('resize', restart);
    return () => {
      cancelAnimationFrame(frame);
      still.removeEventListener('change', restart);
      removeEventListener('resize', restart);
    };
  }, []);

  const layer = (url: string) => (
    <img
      src={url}
      alt=""
      width={data.width * TILE}
      height={data.height * TILE}
      onLoad={() => setLoaded((count) => count + 1)}
      className="pixelated absolute inset-0 max-w-none"
    />
  );
  return (
    <div className="absolute inset-0 overflow-hidden">
      <div
        ref={stage}
        className={cx(
          'absolute top-0 left-0 origin-top-left isolate transition-opacity duration-700 will-change-transform',
          loaded < 2 && 'opacity-0',
        )}
        style={{ width: data.width * TILE, height: data.height * TILE }}
      >
        {layer(data.below)}
        {WALKERS.slice(0, present).map((index) => (
          <Walker key={index} index={index} />
        ))}
        {layer(data.above)}
        <div className="scene-light absolute inset-0 z-1000" />
        {data.lights.map(({ x, y }) => (
          <div key={`${x} ${y}`} className="scene-lamp absolute z-1001" style={{ left: x * TILE, top: y * TILE }} />
        ))}
        {WALKERS.slice(0, present).map((index) => (
          <Words key={index} index={index} />
        ))}
      </div>
    </div>
  );
}

const Walker = ({ index }: { index: number }) => (
  <div data-walker={index} className="absolute top-0 left-0">
    <AvatarFigure avatarId={encodeLook(randomLook(index * 7919 + 11))} scale={SCALE} walking />
  </div>
);

/** What someone says stands above the light, so that it can be read by night. */
const Words = ({ index }: { index: number }) => (
  <div data-words={index} className="absolute top-0 left-0 z-1002 hidden">
    <span className="frame absolute bottom-1 -translate-x-1/2 whitespace-nowrap bg-surface px-2 py-0.5 text-caption [--frame:var(--outline)]" />
  </div>
);

/** Writes straight to the elements: sixty renderings a second would be for nothing. */
function drawAt(root: HTMLElement, seconds: number): void {
  const view = root.parentElement?.getBoundingClientRect();
  if (!view) return;
  const turn = (seconds / DRIFT_SECONDS) * 2 * Math.PI;
  const wide = view.width >= WIDE;
  const zoom = wide ? 1 : 0.5;
  const along = (side: number, focus: number, tiles: number, swing: number): number => {
    const slack = Math.max(0, tiles * TILE * zoom - side);
    const wanted = focus * TILE * zoom + slack * DRIFT * swing;
    return -Math.round(Math.min(slack, Math.max(0, wanted)));
  };
  const x = along(
    view.width,
    data.focus.x - (view.width * (wide ? 0.66 : 0.5)) / TILE / zoom,
    data.width,
    Math.sin(turn),
  );
  const y = along(
    view.height,
    data.focus.y + 2 - (view.height * (wide ? 0.5 : 0.36)) / TILE / zoom,
    data.height,
    Math.sin(turn * 1.5),
  );
  root.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;

  for (const walker of root.querySelectorAll<HTMLElement>('[data-walker]')) {
    const index = Number(walker.dataset.walker);
    const at = strollAt(data.walks[index] ?? [], seconds + HEAD_START + index * 5.3);
    const left = Math.round((at.x + 0.5) * TILE - FEET.x);
    const top = Math.round((at.y + 0.75) * TILE - FEET.y);
    walker.style.transform = `translate(${left}px, ${top}px)`;
    walker.style.zIndex = String(1 + Math.round(at.y * 10));
    const figure = walker.lastElementChild as HTMLElement;
    figure.style.backgroundPositionY = `${-AVATAR_FRAMES.rows[at.facing] * AVATAR_FRAMES.height * SCALE}px`;
    figure.classList.toggle('avatar-walk', at.walking);
    const words = root.querySelector<HTMLElement>(`[data-words="${index}"]`);
    if (!words) continue;
    const says = !at.walking && (at.stop + index) % SAYS_EVERY === 0;
    words.style.display = says ? 'block' : 'none';
    words.style.transform = `translate(${left + FEET.x}px, ${top}px)`;
    const line = LINES[(at.stop * 3 + index) % LINES.length] ?? '';
    const bubble = words.firstElementChild as HTMLElement;
    if (says && bubble.textContent !== line) bubble.textContent = line;
  }
}
