import { Moon, Sun } from 'lucide-react';
import { chooseTheme, useTheme } from '../../state/theme.ts';
import { IconButton } from './Button.tsx';

export function ThemeToggle() {
  const dark = useTheme((state) => state.dark);
  return (
    <IconButton
      icon={dark ? Sun : Moon}
      label={dark ? 'Switch to light' : 'Switch to dark'}
      size="small"
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    />
  );
}
