import { connect, turnOff, turnOn } from '../../actions/notifications.ts';
import { isOn, useNotifications } from '../../state/notifications.ts';
import { Button } from '../kit/Button.tsx';
import { type ChoiceOption, Segments } from '../kit/Choice.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useAction } from '../kit/useAction.ts';
import { wordsFor } from './words.ts';

const SWITCH: readonly ChoiceOption<'off' | 'on'>[] = [
  { value: 'off', label: 'Off' },
  { value: 'on', label: 'On' },
];

/** Of this browser: a phone and a desk may differ. */
export function NotificationSettings() {
  const state = useNotifications();
  const on = isOn(state);
  const change = useAction(async (wanted: 'off' | 'on') => {
    if (wanted === 'on') await turnOn();
    else await turnOff();
  });
  const again = useAction(connect);
  const isPossible = state.permission === 'default' || state.permission === 'granted';
  return (
    <Panel
      title="Notifications"
      aside={
        <Segments
          legend="Notifications in this browser"
          options={SWITCH}
          value={on ? 'on' : 'off'}
          onChange={change.run}
          disabled={!isPossible}
        />
      }
    >
      <div className="flex max-w-xl flex-col items-start gap-3">
        <p>Be told in this browser when somebody mentions you, writes to you, or answers you in a thread.</p>
        <p role="status" className="text-ink-soft text-small">
          {wordsFor(state, { isSecure: isSecureContext })}
        </p>
        {on && state.push === 'failed' && (
          <Button size="small" busy={again.busy} onClick={() => again.run()}>
            Try again
          </Button>
        )}
        <p className="text-ink-soft text-small">
          Nothing is shown while you look at AtriumVerse. Of a channel that you have muted you are told only when
          somebody calls you by name.
        </p>
      </div>
    </Panel>
  );
}
