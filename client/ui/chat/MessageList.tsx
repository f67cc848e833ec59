import { useCallback, useEffect, useMemo, useState } from 'react';
import { conversationOf, unreadOf } from '../../state/chat.ts';
import { indexOfMessage } from '../../state/chat-conversation.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { Arrivals } from './Arrivals.tsx';
import { useConversationName } from './ConversationPane.tsx';
import { useChat, useChatActions } from './context.tsx';
import { Intro } from './Intro.tsx';
import { useMessageMenu } from './MessageMenu.tsx';
import { MessageRow } from './MessageRow.tsx';
import { MessageScroller, type ScrollerProps } from './MessageScroller.tsx';
import { factsOf, freshIndex, itemsOf } from './rows.ts';
import { UnreadBar } from './UnreadBar.tsx';

/** What was said in a conversation, however long it is. */
export function MessageList({ conversation }: { conversation: ConversationKey }) {
  const { reading } = useChatActions();
  const name = useConversationName(conversation);
  const list = useChat((state) => conversationOf(state, conversation));
  const isOpen = useChat((state) => state.open === conversation);
  const userId = useChat((state) => state.userId);
  const username = useChat((state) => state.username);
  const unread = useChat((state) => unreadOf(state, conversation).unread);
  const { messages, outgoing, divider, hasOlder, hasNewer, phase, error, jump, reading: way } = list;
  const items = useMemo(
    () => itemsOf(messages, outgoing, { userId, username }),
    [messages, outgoing, userId, username],
  );
  const startAt = useMemo(() => freshIndex(items, divider), [items, divider]);
  const { onMenu, menu } = useMessageMenu();
  const [atEnd, setAtEnd] = useState(false);
  useWatching(atEnd);

  const older = useCallback(() => void reading.older(conversation), [reading, conversation]);
  const newer = useCallback(() => void reading.newer(conversation), [reading, conversation]);
  const newest = (): void => {
    if (hasNewer) void reading.newest(conversation);
  };
  const row: ScrollerProps['row'] = (item, index, marks) => (
    <>
      {index === 0 && !hasOlder && <Intro conversation={conversation} />}
      <MessageRow
        {...factsOf(items, index, divider)}
        {...marks}
        message={item.message}
        outgoing={item.outgoing}
        inThread={false}
        rowKey={item.key}
        onMenu={onMenu}
      />
    </>
  );

  // What is kept of it may be shown only when it is known how far one had read.
  if (!isOpen) return <Waiting />;
  if (items.length === 0) {
    if (phase === 'failed') return <Failed error={error} onRetry={() => void reading.open(conversation)} />;
    if (phase === 'ready') {
      return (
        <div className="flex min-h-0 flex-1 flex-col justify-end overflow-y-auto pb-4">
          <Intro conversation={conversation} />
        </div>
      );
    }
    return <Waiting />;
  }
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <UnreadBar conversation={conversation} />
      {way !== null && (
        <p
          role="status"
          className="absolute inset-x-0 top-2 z-10 mx-auto flex w-fit items-center gap-2 bg-ground-deep px-3 py-1 text-caption"
        >
          <Spinner size={14} /> Loading…
        </p>
      )}
      {error && (
        <div className="px-4 pt-2">
          <ErrorNote
            actions={
              <Button size="small" onClick={hasNewer ? newer : older}>
                Try again
              </Button>
            }
          >
            {error}
          </ErrorNote>
        </div>
      )}
      <MessageScroller
        items={items}
        label={`Messages in ${name}`}
        row={row}
        startAt={startAt}
        hasNewer={hasNewer}
        jump={jump}
        indexOf={(id) => indexOfMessage(messages, id)}
        onNearStart={older}
        onNearEnd={newer}
        onEnd={setAtEnd}
        onNewest={newest}
        unread={unread}
      />
      <Arrivals items={items} />
      {menu}
    </div>
  );
}

/** What one sees is read: while the end is in view, and the window in front. */
function useWatching(atEnd: boolean): void {
  const { reading } = useChatActions();
  const { watch } = reading;
  useEffect(() => {
    const look = (): void => watch(atEnd && document.visibilityState === 'visible' && document.hasFocus());
    look();
    addEventListener('focus', look);
    addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [watch, atEnd]);
  useEffect(() => () => watch(false), [watch]);
}

const Failed = ({ error, onRetry }: { error: string | null; onRetry: () => void }) => (
  <div className="flex-1 p-4">
    <ErrorNote
      actions={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {error}
    </ErrorNote>
  </div>
);

const Waiting = () => (
  <div aria-busy="true" className="flex min-h-0 flex-1 flex-col justify-end gap-5 overflow-hidden p-4">
    <span className="sr-only">Loading messages…</span>
    {['w-2/3', 'w-1/2', 'w-3/4', 'w-1/3', 'w-3/5'].map((width) => (
      <div key={width} className="flex gap-3">
        <Skeleton className="size-8 shrink-0" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-4 w-28" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      </div>
    ))}
  </div>
);
