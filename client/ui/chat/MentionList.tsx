import { Megaphone } from 'lucide-react';
import { cx } from '../kit/cx.ts';
import { Face } from './Face.tsx';
import type { Candidate } from './mention-query.ts';

type Props = {
  id: string;
  candidates: readonly Candidate[];
  current: number;
  onPoint: (index: number) => void;
  onPick: (candidate: Candidate) => void;
};

/** Names to choose from while one writes; the keys stay with the text. */
export const MentionList = ({ id, candidates, current, onPoint, onPick }: Props) => (
  <div
    id={id}
    role="listbox"
    aria-label="People to mention"
    className="frame-float absolute right-3 bottom-full left-3 z-20 mb-2 max-h-72 overflow-y-auto bg-surface p-1 [--frame:var(--outline)] sm:right-auto sm:w-80"
  >
    {candidates.map((candidate, index) => (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text, see the composer.
      // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text.
      <div
        key={candidate.name}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === current}
        onPointerMove={() => onPoint(index)}
        // The text keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onPick(candidate)}
        className={cx(
          'flex h-10 cursor-pointer items-center gap-2.5 px-2.5 text-small pointer-coarse:h-12',
          index === current && 'bg-accent-wash',
        )}
      >
        {candidate.userId ? (
          <Face userId={candidate.userId} name={candidate.name} size={24} presence />
        ) : (
          <Megaphone size={18} aria-hidden className="mx-0.5 text-ink-soft" />
        )}
        <bdi className="truncate font-semibold">
          {candidate.userId ? '' : '@'}
          {candidate.name}
        </bdi>
        <span className="truncate text-caption text-ink-soft">{candidate.hint}</span>
      </div>
    ))}
  </div>
);
