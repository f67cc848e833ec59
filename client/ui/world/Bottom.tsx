import { useHud } from '../../state/world-hud.ts';
import { cx } from '../kit/cx.ts';
import { Dock } from './Dock.tsx';
import { MediaBar } from './media/MediaBar.tsx';
import { usePhone } from './screen.ts';

/** What one does often, and voice and video over it. */
export function Bottom() {
  const talk = useHud((state) => state.talk);
  const beside = useHud((state) => state.panel === 'chat');
  const phone = usePhone();
  const isBare = phone && talk;
  return (
    <div
      className={cx(
        'sm:absolute sm:flex sm:flex-col sm:items-center sm:gap-3',
        // Where the chat leaves no room in the middle, above the map.
        'sm:max-lg:right-4 sm:max-lg:bottom-60 sm:max-lg:items-end lg:bottom-4 lg:left-1/2 lg:-translate-x-1/2',
        // Between the chat and the panel there is room on wide screens only: what is said of voice goes above.
        beside &&
          'sm:max-xl:top-20 sm:max-xl:bottom-auto sm:max-xl:right-auto sm:max-xl:left-4 sm:max-xl:translate-x-0',
      )}
    >
      <MediaBar
        compact={isBare}
        className={cx(
          // On phones the column of the dock stands beside it.
          'max-w-[calc(100vw-1.5rem)] max-sm:not-last:max-w-[calc(100vw-5.25rem)]',
          isBare
            ? 'mx-3 mt-3 self-start'
            : 'max-sm:absolute max-sm:bottom-[calc(max(1.25rem,env(safe-area-inset-bottom))+9rem)] max-sm:left-3',
        )}
      />
      {!isBare && <Dock />}
    </div>
  );
}
