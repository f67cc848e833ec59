import { useEffect } from 'react';
import { channelOf, directOf, unreadInAll } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { useChat } from './context.tsx';

/** `(3) #general · AtriumVerse`: what is unread shows in the list of tabs. */
export function useTitleBadge(conversation: ConversationKey | null): void {
  const unread = useChat(unreadInAll);
  const name = useChat((state) => {
    if (!conversation) return 'Chat';
    const channel = channelOf(state, conversation);
    return channel ? `#${channel.name}` : (directOf(state, conversation)?.username ?? 'Chat');
  });
  useEffect(() => {
    // After the page's own title, which is set in the same turn on arrival.
    const frame = setTimeout(() => {
      document.title = `${unread > 0 ? `(${unread > 99 ? '99+' : unread}) ` : ''}${name} · AtriumVerse`;
    });
    return () => clearTimeout(frame);
  }, [unread, name]);
}
