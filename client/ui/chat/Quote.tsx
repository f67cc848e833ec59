import { CornerUpRight } from 'lucide-react';
import { useEffect } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { messageOf } from '../../net/api-error.ts';
import { conversationOf } from '../../state/chat.ts';
import { findMessage } from '../../state/chat-conversation.ts';
import { keyOfMessage } from '../../state/chat-key.ts';
import { toast } from '../../state/toasts.ts';
import { useChat, useChatActions } from './context.tsx';
import { inOneLine } from './words.ts';

/** What a message answers, in one line that leads there. */
export function Quote({ message }: { message: Message }) {
  const { reading } = useChatActions();
  const id = message.parent_message_id as string;
  const open = useChat((state) => state.open);
  const key = useChat((state) => (message.id ? keyOfMessage(message, state.userId) : state.open));
  const parent = useChat((state) => {
    const here = key ? findMessage(conversationOf(state, key).messages, id) : undefined;
    return here ?? state.quoted[id] ?? null;
  });
  useEffect(() => {
    if (!parent && message.id) void reading.quote(message);
  }, [reading, parent, message]);
  const go = (): void => {
    if (key && key === open) reading.jumpTo(key, id).catch((error) => toast(messageOf(error), { tone: 'error' }));
  };
  return (
    <button
      type="button"
      onClick={go}
      className="-ml-0.5 flex max-w-full items-center gap-1.5 text-left text-caption text-ink-soft hover:text-ink pointer-coarse:min-h-11"
    >
      <CornerUpRight size={14} aria-hidden className="shrink-0" />
      <span className="sr-only">Answers </span>
      {parent ? (
        <>
          <bdi className="shrink-0 font-semibold">{parent.username}:</bdi>
          <bdi className="truncate">{inOneLine(parent)}</bdi>
        </>
      ) : (
        <span className="italic">an earlier message</span>
      )}
    </button>
  );
}
