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
        'sm:flex sm:flex-col sm:items-center sm:gap-3 xl:absolute xl:bottom-4 xl:left-1/2 xl:-translate-x-1/2',
        beside
          ? // Between the chat and the panel there is room on wide screens only: voice goes above, below the pictures.
            'sm:max-xl:mt-3 sm:max-xl:ml-4 sm:max-xl:items-start'
          : // Between the chat and the map, or where that is too narrow, above the map.
            'sm:max-xl:absolute sm:max-lg:right-4 sm:max-lg:bottom-60 sm:max-lg:items-end lg:max-xl:bottom-4 lg:max-xl:left-[calc(50%+4.625rem)] lg:max-xl:-translate-x-1/2',
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
