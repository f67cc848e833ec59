import { Fragment, type ReactNode } from 'react';
import { Dialog } from '../kit/Dialog.tsx';
import { Kbd } from '../kit/Kbd.tsx';

type Keys = readonly [keys: readonly string[], what: string][];
const WALK: Keys = [
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
  [['?'], 'This list'],
];
const TALK: Keys = [
  [['J'], 'Join the talk, or leave it'],
  [['M'], 'Mute your microphone, or unmute it'],
  [['Space'], 'Push to talk, if you chose it: hold it'],
  [['V'], 'Your camera'],
  [['G'], 'Show your screen'],
  [['L'], 'Shut the bubble around you, or open it'],
];

export function HelpDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog {...props} title="How to play" width="wide">
      <p className="mb-4 text-ink-soft text-small">
        Walk up to people to talk: everyone within five tiles hears you. In a private area only those inside do. Click
        or tap a place to walk there, drag to look around, scroll or pinch to zoom.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on small screens it scrolls, which needs the focus inside */}
      <section tabIndex={0} aria-label="Keys" className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <List title="In the world" keys={WALK} />
        <List title="Voice and video" keys={TALK} />
      </section>
    </Dialog>
  );
}

const List = ({ title, keys }: { title: string; keys: Keys }) => (
  <section>
    <h3 className="mb-2.5 font-display text-lead">{title}</h3>
    <dl className="grid grid-cols-[7.5rem_1fr] items-center gap-x-5 gap-y-2.5 text-small">
      {keys.map(([signs, what]) => (
        <Fragment key={what + signs[0]}>
          <dt className="flex justify-end gap-1.5">{signs.map(keyOf)}</dt>
          <dd>{what}</dd>
        </Fragment>
      ))}
    </dl>
  </section>
);

const keyOf = (key: string): ReactNode => (key === '–' ? <span key={key}>–</span> : <Kbd key={key}>{key}</Kbd>);
