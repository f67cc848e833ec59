import { MessagesSquare } from 'lucide-react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { useAction } from '../kit/useAction.ts';
import { useChatActions } from './context.tsx';
import { showChatPanel } from './view.ts';
import { count } from './words.ts';

/** Opens a thread beside the conversation; what went wrong is told. */
export function useThread() {
  const { threads } = useChatActions();
  return useAction(async (message: Message) => {
    showChatPanel('thread');
    await threads.openThread(message);
  });
}

export function ThreadLine({ message }: { message: Message }) {
  const thread = useThread();
  return (
    <button
      type="button"
      onClick={() => thread.run(message)}
      className="mt-0.5 inline-flex h-8 items-center gap-1.5 font-semibold text-accent-text text-small hover:underline pointer-coarse:h-11"
    >
      <MessagesSquare size={16} aria-hidden />
      {count(message.reply_count, 'reply', 'replies')}
    </button>
  );
}
