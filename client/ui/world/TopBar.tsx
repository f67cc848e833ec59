import { ArrowLeft, CircleHelp, Settings, Users, UsersRound } from 'lucide-react';
import { useConnection } from '../../state/connection.ts';
import { openPanel, togglePanel, useHud } from '../../state/world-hud.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useActions, useWorld } from './context.tsx';
import { glass } from './glass.ts';
import { MessagesButton } from './MessagesButton.tsx';
import { SelfMenu } from './SelfMenu.tsx';

export function TopBar() {
  const actions = useActions();
  const online = useConnection((state) => state.online);
  const name = useWorld((state) => state.server?.name ?? 'World');
  const count = useWorld((state) => state.people.size);
  const manages = useWorld((state) => state.server?.role != null && state.server.role !== 'MEMBER');
  const peopleOpen = useHud((state) => state.panel === 'people');
  return (
    <header
      className={cx(
        'flex items-start justify-between gap-2 p-2 pt-[max(0.5rem,env(safe-area-inset-top))] sm:p-4',
        // Below the banner that the page shows then.
        !online && 'mt-9 max-sm:mt-14',
      )}
    >
      <div className={cx(glass, 'flex h-12 min-w-0 items-center gap-1 pr-4 pl-1')}>
        <Tooltip tip="Back to your worlds">
          <IconButton icon={ArrowLeft} label="Leave this world" onClick={actions.leave} />
        </Tooltip>
        <h1 className="min-w-0 truncate font-display text-heading leading-none">{name}</h1>
      </div>
      <div className={cx(glass, 'flex h-12 items-center gap-0.5 px-1')}>
        <Tooltip tip="People (P)">
          <button
            type="button"
            aria-label={`People: ${count} here`}
            aria-pressed={peopleOpen}
            onClick={() => togglePanel('people')}
            className="flex h-11 items-center gap-2 px-3 font-semibold text-small tabular-nums hover:bg-ground-deep aria-pressed:bg-accent-wash"
          >
            <Users size={18} aria-hidden />
            {count}
          </button>
        </Tooltip>
        <MessagesButton />
        {manages && (
          <Tooltip tip="Members of this world">
            <IconButton
              icon={UsersRound}
              label="Manage members"
              className="max-sm:hidden"
              onClick={() => openPanel('manage')}
            />
          </Tooltip>
        )}
        <Tooltip tip="Keys and how to play (?)">
          <IconButton
            icon={CircleHelp}
            label="How to play"
            className="max-sm:hidden"
            onClick={() => openPanel('help')}
          />
        </Tooltip>
        <Tooltip tip="Settings">
          <IconButton
            icon={Settings}
            label="Settings"
            className="max-sm:hidden"
            onClick={() => openPanel('settings')}
          />
        </Tooltip>
        <SelfMenu manages={manages} />
      </div>
    </header>
  );
}
