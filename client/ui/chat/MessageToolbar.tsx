import { MessagesSquare, MoreHorizontal, Reply } from 'lucide-react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { IconButton } from '../kit/Button.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useChatActions } from './context.tsx';
import { EmojiButton } from './EmojiButton.tsx';
import type { OpenMenu } from './MessageMenu.tsx';
import { useThread } from './ThreadLine.tsx';

type Props = { message: Message; inThread: boolean; onMenu: OpenMenu };

/** What is done most often to a message, where the pointer or the focus is. */
export function MessageToolbar({ message, inThread, onMenu }: Props) {
  const { writing } = useChatActions();
  const thread = useThread();
  const small = 'pointer-coarse:size-11';
  return (
    // Above the message, and never above the list: beside the topmost one it slides down, for which a line is too low.
    <div className="pointer-events-none absolute top-0 right-4 -bottom-4 z-10 pointer-coarse:-bottom-7">
      <div
        role="toolbar"
        aria-label="Message"
        className="frame pointer-events-auto sticky top-1 -mt-3.5 flex bg-surface [--frame:var(--line-strong)]"
      >
        <EmojiButton label="Add a reaction" onPick={(emoji) => void writing.react(message, emoji)} />
        {!inThread && (
          <Tooltip tip="Reply">
            <IconButton
              icon={Reply}
              label="Reply"
              size="small"
              className={small}
              onClick={() => writing.answer(writing.keyOf(message), message)}
            />
          </Tooltip>
        )}
        {!inThread && (
          <Tooltip tip="Open the thread">
            <IconButton
              icon={MessagesSquare}
              label="Open the thread"
              size="small"
              className={small}
              onClick={() => thread.run(message)}
            />
          </Tooltip>
        )}
        <IconButton
          icon={MoreHorizontal}
          label="More"
          size="small"
          aria-haspopup="menu"
          className={small}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            onMenu(message, { x: left, y: bottom });
          }}
        />
      </div>
    </div>
  );
}
