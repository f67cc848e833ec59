import { memo, type ReactNode, useMemo } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { elementsOf } from './content/elements.ts';
import { isEmojiOnly } from './content/markdown.ts';
import { calledBy } from './content/mentions.ts';
import { renderContent } from './content/render.ts';
import { useChat, useChatHandle } from './context.tsx';
import { showChatDialog } from './view.ts';
import { fullTime } from './words.ts';

const pre = (props: { text: string }): ReactNode => <CodeBlock {...props} />;
/** Drawn once: a message that scrolls out of view and back is not read again. */
const drawn = new WeakMap<Message, { named: string; text: ReactNode }>();

/** What a message says. */
export const MessageText = memo(function MessageText({ message }: { message: Message }) {
  const { store } = useChatHandle();
  // Names that become known later change what is drawn.
  const named = useChat((state) => message.mentions.map((id) => state.people[id]?.username ?? '').join(' '));
  const text = useMemo(() => {
    const known = drawn.get(message);
    if (known?.named === named) return known.text;
    const { userId, username, people } = store.getState();
    const nameOf = (id: string): string | null => people[id]?.username ?? null;
    const elements = elementsOf({
      called: (name) => calledBy(name, { message, me: { userId, username }, nameOf }),
      pre,
    });
    const fresh = { named, text: renderContent(message.content, elements) };
    drawn.set(message, fresh);
    return fresh.text;
  }, [message, named, store]);
  return (
    <div className="message-text" data-large={isEmojiOnly(message.content) ? '' : undefined}>
      {text}
      {message.edited_at !== null && <EditedMark message={message} />}
    </div>
  );
});

function EditedMark({ message }: { message: Message }) {
  const mine = useChat((state) => state.userId === message.user_id);
  const when = `Edited ${fullTime(message.edited_at ?? '')}`;
  if (!mine) {
    return (
      <span title={when} className="text-caption text-ink-soft">
        (edited)
      </span>
    );
  }
  return (
    <button
      type="button"
      title={when}
      className="text-caption text-ink-soft hover:underline"
      onClick={() => showChatDialog({ kind: 'versions', message })}
    >
      (edited)
    </button>
  );
}
