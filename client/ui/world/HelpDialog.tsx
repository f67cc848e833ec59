import { Fragment, type ReactNode } from 'react';
import { Dialog } from '../kit/Dialog.tsx';
import { Kbd } from '../kit/Kbd.tsx';

const KEYS: readonly [keys: readonly string[], what: string][] = [
  [['W', 'A', 'S', 'D'], 'Walk; two at once walk diagonally'],
  [['↑', '←', '↓', '→'], 'Walk'],
  [['Enter'], 'Write something'],
  [['Esc'], 'Back from writing to walking'],
  [['1', '–', '9'], 'An emote over your head'],
  [['E'], 'All emotes'],
  [['T'], 'Channels and direct messages'],
  [['P'], 'Who is here'],
  [['H'], 'How far you are heard'],
  [['N'], 'The map'],
  [['C'], 'The camera back to you'],
  [['+', '−'], 'Nearer, further'],
  [['J'], 'Join the talk, or leave it'],
  [['M'], 'Mute your microphone, or unmute it'],
  [['Space'], 'Push to talk, if you like that: hold it'],
  [['V'], 'Your camera'],
  [['G'], 'Show your screen'],
  [['L'], 'Shut the bubble around you, or open it'],
  [['?'], 'This list'],
];

export function HelpDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog {...props} title="How to play">
      <p className="mb-4 text-ink-soft text-small">
        Walk up to people to talk: everyone within five tiles hears you. In a private area only those inside do. Click
        or tap a place to walk there, drag to look around, scroll or pinch to zoom.
      </p>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5 text-small">
        {KEYS.map(([keys, what]) => (
          <Fragment key={what + keys[0]}>
            <dt className="flex justify-end gap-1.5">{keys.map(keyOf)}</dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}

const keyOf = (key: string): ReactNode => (key === '–' ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>);
