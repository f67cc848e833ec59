import { memo } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { cx } from '../kit/cx.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useChat, useChatActions } from './context.tsx';
import { EmojiButton } from './EmojiButton.tsx';

const NAMES_MAX = 12;

/** Signs under a message: how many, whose, and one's own. */
export const Reactions = memo(function Reactions({ message }: { message: Message }) {
  const { writing } = useChatActions();
  const signs = Object.entries(message.reactions);
  if (signs.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="mt-1 flex flex-wrap items-center gap-1.5 py-0.5">
      {signs.map(([emoji, people]) => (
        <li key={emoji}>
          <Sign emoji={emoji} people={people} onToggle={() => void writing.react(message, emoji)} />
        </li>
      ))}
      <li>
        <EmojiButton label="Add another reaction" small onPick={(emoji) => void writing.react(message, emoji)} />
      </li>
    </ul>
  );
});

function Sign({ emoji, people, onToggle }: { emoji: string; people: readonly string[]; onToggle: () => void }) {
  const me = useChat((state) => state.userId);
  const mine = people.includes(me);
  const who = useChat((state) =>
    people
      .slice(0, NAMES_MAX)
      .map((id) => (id === me ? 'you' : (state.people[id]?.username ?? 'someone')))
      .join(', '),
  );
  const more = people.length > NAMES_MAX ? ` and ${people.length - NAMES_MAX} more` : '';
  return (
    <Tooltip tip={`${who}${more} reacted with ${emoji}`}>
      <button
        type="button"
        aria-pressed={mine}
        aria-label={`${emoji}: ${people.length}, ${who}${more}`}
        onClick={onToggle}
        className={cx(
          'frame m-0.5 inline-flex h-7 items-center gap-1.5 px-2 text-small pointer-coarse:h-11 pointer-coarse:px-3',
          mine
            ? 'bg-accent-wash text-accent-text [--frame:var(--accent)]'
            : 'bg-surface text-ink hover:[--frame:var(--ink-soft)]',
        )}
      >
        <span aria-hidden="true">{emoji}</span>
        <span aria-hidden="true" className="font-semibold text-caption tabular-nums">
          {people.length}
        </span>
      </button>
    </Tooltip>
  );
}
