import { useMemo } from 'react';
import { conversationOf } from '../../state/chat.ts';
import type { Outgoing } from '../../state/chat-conversation.ts';
import type { Thread } from '../../state/chat-thread.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { Composer } from './Composer.tsx';
import { useConversationName } from './ConversationPane.tsx';
import { useChat, useChatActions } from './context.tsx';
import { useMessageMenu } from './MessageMenu.tsx';
import { MessageRow } from './MessageRow.tsx';
import { MessageScroller } from './MessageScroller.tsx';
import { factsOf, itemsOf } from './rows.ts';

/** A message and what answers it. */
export function ThreadPanel() {
  const thread = useChat((state) => state.thread);
  if (!thread) {
    return (
      <p role="status" className="flex items-center gap-2 p-4 text-ink-soft text-small">
        <Spinner /> Loading the thread…
      </p>
    );
  }
  return <OpenThread key={thread.root.id} thread={thread} />;
}

const nothing = (): void => {};
const NONE: readonly Outgoing[] = [];

function OpenThread({ thread: { key, root, replies, phase, error } }: { thread: Thread }) {
  const { threads } = useChatActions();
  const name = useConversationName(key);
  const userId = useChat((state) => state.userId);
  const username = useChat((state) => state.username);
  const all = useChat((state) => conversationOf(state, key).outgoing);
  const { onMenu, menu } = useMessageMenu();
  const outgoing = useMemo(() => {
    const own = all.filter(({ parentId }) => parentId === root.id);
    return own.length > 0 ? own : NONE;
  }, [all, root.id]);
  const items = useMemo(
    () => itemsOf([root, ...replies], outgoing, { userId, username }),
    [root, replies, outgoing, userId, username],
  );
  return (
    <>
      {error && (
        <div className="p-3">
          <ErrorNote
            actions={
              <Button size="small" onClick={() => void threads.readThread()}>
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
        label={`Thread in ${name}`}
        row={(item, index, marks) => (
          <>
            <MessageRow
              {...factsOf(items, index, null)}
              {...marks}
              message={item.message}
              outgoing={item.outgoing}
              inThread
              rowKey={item.key}
              onMenu={onMenu}
            />
            {index === 0 && <RepliesRule count={replies.length} loading={phase === 'loading'} />}
          </>
        )}
        startAt={-1}
        hasNewer={false}
        jump={null}
        indexOf={() => -1}
        onNearStart={nothing}
        onNearEnd={nothing}
        onEnd={nothing}
        onNewest={nothing}
        unread={0}
      />
      <Composer conversation={key} name={name} threadId={root.id} />
      {menu}
    </>
  );
}

const RepliesRule = ({ count, loading }: { count: number; loading: boolean }) => (
  <p className="mx-4 mt-3 mb-1 flex items-center gap-3 font-semibold text-caption text-ink-soft after:h-0.5 after:flex-1 after:bg-line">
    {loading ? 'Loading replies…' : count === 0 ? 'No replies yet' : count === 1 ? '1 reply' : `${count} replies`}
  </p>
);
