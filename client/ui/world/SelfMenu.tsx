import { CircleHelp, LogOut, Settings, UserRound, UsersRound } from 'lucide-react';
import type { Status } from '../../../shared/protocol/users.ts';
import { navigate } from '../../router/place.ts';
import { selfOf } from '../../state/world.ts';
import { openPanel } from '../../state/world-hud.ts';
import { STATUS_LABEL, StatusDot } from '../kit/Badge.tsx';
import { Menu, MenuItem, MenuRadio, MenuSeparator } from '../kit/Menu.tsx';
import { Portrait } from '../kit/Portrait.tsx';
import { useActions, useWorld } from './context.tsx';

type Chosen = Exclude<Status, 'offline'>;
const HINTS: Record<Chosen, string> = {
  online: 'Glad to talk',
  away: 'Back later',
  busy: 'Please do not disturb',
};
const CHOICES = (Object.keys(HINTS) as Chosen[]).map((value) => ({
  value,
  label: (
    <span className="flex items-center gap-3">
      <StatusDot status={value} />
      <span>
        {STATUS_LABEL[value]} <span className="text-ink-soft">· {HINTS[value]}</span>
      </span>
    </span>
  ),
}));

/** One's own face: the status, and on small screens what the bar has no room for. */
export function SelfMenu({ manages }: { manages: boolean }) {
  const actions = useActions();
  const self = useWorld(selfOf);
  const status = (self?.status ?? 'online') as Chosen;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`You: ${self?.username ?? ''}, ${STATUS_LABEL[status] ?? status}. Change your status`}
          className="flex h-11 items-center px-2 hover:bg-ground-deep data-[state=open]:bg-ground-deep"
        >
          <Portrait avatarId={self?.avatarId ?? ''} size={32} status={status} />
        </button>
      }
    >
      <MenuRadio<Chosen> label="Your status" value={status} onChange={actions.setStatus} options={CHOICES} />
      <MenuSeparator />
      <MenuItem icon={UserRound} onSelect={() => navigate('/profile')}>
        Profile and look
      </MenuItem>
      {manages && (
        <MenuItem icon={UsersRound} onSelect={() => openPanel('manage')}>
          Manage members
        </MenuItem>
      )}
      <MenuItem icon={Settings} onSelect={() => openPanel('settings')}>
        Settings
      </MenuItem>
      <MenuItem icon={CircleHelp} onSelect={() => openPanel('help')}>
        How to play
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={actions.leave}>
        Leave this world
      </MenuItem>
    </Menu>
  );
}
