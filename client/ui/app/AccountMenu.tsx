import { ChevronDown, LogOut, UserRound } from 'lucide-react';
import { logout } from '../../actions/session.ts';
import { navigate } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../../state/theme.ts';
import { Menu, MenuItem, MenuRadio, MenuSeparator } from '../kit/Menu.tsx';
import { Portrait } from '../kit/Portrait.tsx';

const THEMES: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export default function AccountMenu() {
  const { username, profile } = useSession();
  const choice = useTheme((state) => state.choice);
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account menu of ${username}`}
          className="flex h-11 items-center gap-2.5 px-2 font-semibold text-small hover:bg-ground-deep data-[state=open]:bg-ground-deep"
        >
          <Portrait avatarId={profile?.avatar_id ?? username ?? ''} size={32} />
          <span className="hidden max-w-40 truncate sm:inline">{username}</span>
          <ChevronDown size={16} aria-hidden className="text-ink-soft" />
        </button>
      }
    >
      <MenuItem icon={UserRound} onSelect={() => navigate('/profile')}>
        Profile and look
      </MenuItem>
      <MenuSeparator />
      <MenuRadio label="Appearance" value={choice} onChange={chooseTheme} options={THEMES} />
      <MenuSeparator />
      <MenuItem icon={LogOut} onSelect={() => void logout()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
