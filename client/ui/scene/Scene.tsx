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
const DRIFT_SECONDS = 150;
/** So that the first look is not at nine people who all set out at once. */
const HEAD_START = 40;
const LINES = ['Coffee?', 'Good to see you!', 'One sec', 'Over here!', 'Ha!', 'See you inside', 'Nice hat', 'Hello!'];
const SAYS_EVERY = 3;
const WALKERS = [...data.walks.keys()];

/** A map with people on it, seen through a slow camera. Stands still where motion is not wanted. Decorative. */
export default function Scene() {
  const stage = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState(0);
  useEffect(() => {
    const root = stage.current;
    if (!root) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)');
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
          'absolute top-0 left-0 transition-opacity duration-700 will-change-transform',
          loaded < 2 && 'opacity-0',
        )}
        style={{ width: data.width * TILE, height: data.height * TILE }}
      >
        {layer(data.below)}
        {WALKERS.map((index) => (
          <Walker key={index} index={index} />
        ))}
        {layer(data.above)}
      </div>
      <div className="scene-light absolute inset-0" />
    </div>
  );
}

function Walker({ index }: { index: number }) {
  return (
    <div data-walker={index} className="absolute top-0 left-0">
      <span
        data-line=""
        className="frame absolute bottom-full left-1/2 mb-1 hidden -translate-x-1/2 whitespace-nowrap bg-surface px-2 py-0.5 text-caption [--frame:var(--outline)]"
      />
      <AvatarFigure avatarId={encodeLook(randomLook(index * 7919 + 11))} scale={SCALE} walking />
    </div>
  );
}

/** Writes straight to the elements: sixty renderings a second would be for nothing. */
function drawAt(root: HTMLElement, seconds: number): void {
  const view = root.parentElement?.getBoundingClientRect();
  if (!view) return;
  const turn = (seconds / DRIFT_SECONDS) * 2 * Math.PI;
  const slackX = data.width * TILE - view.width;
  const slackY = data.height * TILE - view.height;
  const x = slackX * (0.5 - 0.3 * Math.cos(turn));
  const y = slackY * (0.5 - 0.3 * Math.sin(turn * 1.5 + 0.6));
  root.style.transform = `translate(${-Math.round(x)}px, ${-Math.round(y)}px)`;

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
    const line = walker.firstElementChild as HTMLElement;
    const says = !at.walking && (at.stop + index) % SAYS_EVERY === 0;
    line.style.display = says ? 'block' : 'none';
    const words = LINES[(at.stop * 3 + index) % LINES.length] ?? '';
    if (says && line.textContent !== words) line.textContent = words;
  }
}
