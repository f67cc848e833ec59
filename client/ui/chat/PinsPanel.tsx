import { useEffect, useState } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { messageOf } from '../../net/api-error.ts';
import { channelOf, conversationOf } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { useChat, useChatActions } from './context.tsx';
import { FoundMessage } from './FoundMessage.tsx';

/** What is pinned in a channel, newest first. */
export function PinsPanel({ conversation }: { conversation: ConversationKey }) {
  const { threads } = useChatActions();
  const channel = useChat((state) => channelOf(state, conversation));
  // Pins that change in view are asked for again.
  const here = useChat((state) =>
    conversationOf(state, conversation)
      .messages.filter((message) => message.is_pinned)
      .map(({ id }) => id)
      .join(' '),
  );
  const [pins, setPins] = useState<readonly Message[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { id: channelId, server_id: serverId } = channel ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: `here` asks again
  useEffect(() => {
    if (!channelId || !serverId) return;
    let current = true;
    threads.pins(serverId, channelId).then(
      (messages) => {
        if (!current) return;
        setPins(messages);
        setError(null);
      },
      (failure: unknown) => current && setError(messageOf(failure)),
    );
    return () => {
      current = false;
    };
  }, [threads, serverId, channelId, here]);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
      {error && <ErrorNote>{error}</ErrorNote>}
      {!pins && !error && <Skeleton className="h-24" />}
      {pins?.length === 0 && (
        <p className="px-2 py-8 text-center text-ink-soft text-small">
          Nothing is pinned here yet. Who looks after this channel can pin a message from its menu, so that everyone
          finds it again.
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {pins?.map((message) => (
          <li key={message.id}>
            <FoundMessage message={message} />
          </li>
        ))}
      </ul>
    </div>
  );
}
