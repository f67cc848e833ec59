import { useEffect, useRef } from 'react';
import { enlarge, useHud } from '../../../state/world-hud.ts';
import { cx } from '../../kit/cx.ts';
import { Chip } from './Chip.tsx';
import { useIsOn, useMedia } from './context.ts';
import { Enlarged } from './Enlarged.tsx';
import { OwnTiles } from './OwnTiles.tsx';
import { Tile } from './Tile.tsx';
import { useAttention } from './useAttention.ts';

/** Whom one sees: a row above, with one of them large if one likes. */
export function Strip() {
  const isOn = useIsOn();
  return isOn ? <Shown /> : null;
}

function Shown() {
  const strip = useRef<HTMLDivElement>(null);
  const { tiles, chips } = useAttention(strip);
  const peers = useMedia((state) => state.peers);
  const enlarged = useHud((state) => state.enlarged);
  const panel = useHud((state) => state.panel);
  const talk = useHud((state) => state.talk);
  const shown = tiles.find(({ key }) => key === enlarged);
  const shownPeer = shown && peers.get(shown.userId);
  const isGone = enlarged !== null && !shown;
  useEffect(() => {
    if (isGone) enlarge(null);
  }, [isGone]);
  useEffect(() => () => enlarge(null), []);
  return (
    <div
      ref={strip}
      className={cx(
        'flex flex-col items-center gap-3 px-3 sm:px-4',
        shown && 'sm:flex-row sm:items-start sm:justify-center',
        shown && talk && 'lg:ml-92',
        // The map is there on phones, and panels on larger screens.
        !shown && 'max-sm:mr-28',
        panel === 'people' && 'sm:mr-84',
        panel === 'chat' && 'sm:mr-108',
      )}
    >
      {shown && shownPeer && <Enlarged key={shown.key} tile={shown} peer={shownPeer} />}
      <ul
        aria-label="Whom you see and hear"
        className={cx(
          'pointer-events-auto flex max-w-full items-start gap-3 overflow-x-auto overscroll-contain p-1 empty:hidden',
          shown && 'sm:max-h-[46dvh] sm:shrink-0 sm:flex-col sm:overflow-y-auto',
        )}
      >
        <OwnTiles />
        {tiles.map((tile) => {
          const peer = peers.get(tile.userId);
          return peer && tile !== shown && <Tile key={tile.key} tile={tile} peer={peer} small={shown !== undefined} />;
        })}
        {chips.map((peer) => (
          <Chip key={peer.userId} peer={peer} />
        ))}
      </ul>
    </div>
  );
}
