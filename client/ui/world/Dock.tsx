import { Ear, LocateFixed, SmilePlus, ZoomIn, ZoomOut } from 'lucide-react';
import { showEmotes, useHud } from '../../state/world-hud.ts';
import { changeSettings, useWorldSettings } from '../../state/world-settings.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useActions } from './context.tsx';
import { EmoteWheel } from './EmoteWheel.tsx';
import { glass } from './glass.ts';

/** What one does often: `Bottom` says where, on phones it is above the chat's button. */
export function Dock() {
  const earshot = useWorldSettings((state) => state.earshot);
  const emotes = useHud((state) => state.emotes);
  const beside = useHud((state) => state.panel === 'chat');
  const { recentre, zoom } = useActions();
  return (
    <section
      aria-label="In the world"
      className={cx(
        glass,
        'relative flex items-center gap-0.5 p-0.5 max-sm:absolute max-sm:right-3 max-sm:bottom-[calc(max(0.75rem,env(safe-area-inset-bottom))+4rem)] max-sm:flex-col',
        // Between the chat and the panel there is room on wide screens only.
        beside && 'max-xl:hidden',
      )}
    >
      <Tooltip tip="Emotes (E, or 1 to 9)">
        <IconButton
          icon={SmilePlus}
          label="Emotes"
          aria-expanded={emotes}
          data-state={emotes ? 'open' : 'closed'}
          onClick={() => showEmotes(!emotes)}
        />
      </Tooltip>
      <Tooltip tip="How far you are heard (H)">
        <IconButton
          icon={Ear}
          label="How far I am heard"
          aria-pressed={earshot}
          className="aria-pressed:bg-accent-wash"
          onClick={() => changeSettings({ earshot: !earshot })}
        />
      </Tooltip>
      <Tooltip tip="The camera back to you (C)">
        <IconButton icon={LocateFixed} label="Back to me" onClick={recentre} />
      </Tooltip>
      <span className="hidden sm:flex">
        <Tooltip tip="Further (−)">
          <IconButton icon={ZoomOut} label="Zoom out" onClick={() => zoom(-1)} />
        </Tooltip>
        <Tooltip tip="Nearer (+)">
          <IconButton icon={ZoomIn} label="Zoom in" onClick={() => zoom(1)} />
        </Tooltip>
      </span>
      {emotes && <EmoteWheel />}
    </section>
  );
}
