import { Bell, CloudOff, DoorOpen, LogOut, UserRound, UserX, Wifi } from 'lucide-react';
import { logout } from '../../actions/session.ts';
import { navigate } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../../state/theme.ts';
import { Menu, MenuItem, MenuRadio, MenuSeparator } from '../kit/Menu.tsx';
import { Portrait } from '../kit/Portrait.tsx';
import { ThemeToggle } from '../kit/ThemeToggle.tsx';
import { useChat } from './context.tsx';
import { showChatDialog } from './view.ts';

const THEMES: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Oneself: the way out, and how one likes it. */
export function SelfBar() {
  const { username, profile } = useSession();
  const phase = useChat((state) => state.line.phase);
  const choice = useTheme((state) => state.choice);
  const live = phase === 'live';
  const word = live ? 'Connected' : phase === 'joining' ? 'Connecting…' : 'Not connected';
  return (
    <div className="safe-bottom flex shrink-0 items-center gap-1 border-line border-t-2 px-2 pt-2 [--safe-pad:0.5rem]">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            className="flex h-12 min-w-0 flex-1 items-center gap-2.5 px-2 text-left hover:bg-ground-deep data-[state=open]:bg-ground-deep"
          >
            <Portrait avatarId={profile?.avatar_id ?? username ?? ''} size={32} />
            <span className="min-w-0">
              <span className="block truncate font-semibold text-small">{username}</span>
              <span className="flex items-center gap-1 text-caption text-ink-soft">
                {live ? <Wifi size={12} aria-hidden /> : <CloudOff size={12} aria-hidden />}
                {word}
              </span>
              <span className="sr-only">Account menu</span>
            </span>
          </button>
        }
      >
        <MenuItem icon={DoorOpen} onSelect={() => navigate('/')}>
          Worlds
        </MenuItem>
        <MenuItem icon={UserRound} onSelect={() => navigate('/profile')}>
          Profile and look
        </MenuItem>
        <MenuItem icon={Bell} onSelect={() => showChatDialog({ kind: 'notifications' })}>
          Notifications
        </MenuItem>
        <MenuItem icon={UserX} onSelect={() => showChatDialog({ kind: 'blocks' })}>
          Blocked people
        </MenuItem>
        <MenuSeparator />
        <MenuRadio label="Appearance" value={choice} onChange={chooseTheme} options={THEMES} />
        <MenuSeparator />
        <MenuItem icon={LogOut} onSelect={() => void logout()}>
          Sign out
        </MenuItem>
      </Menu>
      {/* Too small for fingers: the menu has it as well. */}
      <span className="pointer-coarse:hidden">
        <ThemeToggle />
      </span>
    </div>
  );
}
