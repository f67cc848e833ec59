import { chooseTheme, type ThemeChoice, useTheme } from '../../state/theme.ts';
import { changeSettings, type Motion, useWorldSettings } from '../../state/world-settings.ts';
import { type ChoiceOption, Segments } from '../kit/Choice.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { MediaSettings } from './media/MediaSettings.tsx';

const MOTION: readonly ChoiceOption<Motion>[] = [
  { value: 'system', label: 'As the system' },
  { value: 'full', label: 'Full' },
  { value: 'reduced', label: 'Reduced' },
];
const ZOOM: readonly ChoiceOption<string>[] = [
  { value: 'auto', label: 'Automatic' },
  { value: '1', label: '1×' },
  { value: '2', label: '2×' },
  { value: '3', label: '3×' },
  { value: '4', label: '4×' },
];
const THEME: readonly ChoiceOption<ThemeChoice>[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Words of different length, each as wide as it needs. */
const EASY = '[&>label]:flex-auto';

export function SettingsDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const settings = useWorldSettings();
  const theme = useTheme((state) => state.choice);
  return (
    <Dialog {...props} title="Settings">
      <div className="flex flex-col gap-6">
        <Row label="Size of the world">
          <Segments
            legend="Size of the world"
            options={ZOOM}
            value={settings.zoom === null ? 'auto' : String(settings.zoom)}
            onChange={(value) => changeSettings({ zoom: value === 'auto' ? null : Number(value) })}
            className={EASY}
          />
        </Row>
        <Row label="Motion">
          <Segments
            legend="Motion"
            options={MOTION}
            value={settings.motion}
            onChange={(motion) => changeSettings({ motion })}
            className={EASY}
          />
        </Row>
        <Row label="Colours">
          <Segments legend="Colours" options={THEME} value={theme} onChange={chooseTheme} className={EASY} />
        </Row>
        <Check label="Show the map" checked={settings.minimap} onChange={(minimap) => changeSettings({ minimap })} />
        <Check
          label="Show how far I am heard"
          checked={settings.earshot}
          onChange={(earshot) => changeSettings({ earshot })}
        />
        <MediaSettings />
      </div>
    </Dialog>
  );
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex flex-col items-start gap-2">
    <span aria-hidden="true" className="font-semibold text-small">
      {label}
    </span>
    {children}
  </div>
);

function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-10 items-center gap-3 text-small">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="size-5 accent-accent"
      />
      <span className="font-semibold">{props.label}</span>
    </label>
  );
}
