import { ArrowUp, Check } from 'lucide-react';
import { conversationOf, unreadOf } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { useChat, useChatActions } from './context.tsx';
import { count } from './words.ts';

/** More is unread than stands in view: how much, where it begins, and the way to be done with it. */
export function UnreadBar({ conversation }: { conversation: ConversationKey }) {
  const { reading } = useChatActions();
  const unread = useChat((state) => unreadOf(state, conversation).unread);
  const head = useChat((state) => unreadOf(state, conversation).head);
  const { divider, hasNewer, messages } = useChat((state) => conversationOf(state, conversation));
  const first = divider === null ? undefined : messages.find(({ id }) => id > divider);
  if (unread === 0 || !hasNewer || head === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 bg-accent-wash px-4 py-1.5 text-small">
      <span className="min-w-0 flex-1 font-semibold">{count(unread, 'new message', 'new messages')}</span>
      {first && (
        <button
          type="button"
          className="inline-flex min-h-8 items-center gap-1.5 font-semibold text-accent-text hover:underline pointer-coarse:min-h-11"
          onClick={() => void reading.jumpTo(conversation, first.id)}
        >
          <ArrowUp size={16} aria-hidden /> To the first
        </button>
      )}
      <button
        type="button"
        className="inline-flex min-h-8 items-center gap-1.5 font-semibold text-accent-text hover:underline pointer-coarse:min-h-11"
        onClick={() => reading.mark(conversation, head)}
      >
        <Check size={16} aria-hidden /> Mark as read
      </button>
    </div>
  );
}
