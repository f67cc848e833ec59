import { Pin } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import type { Outgoing } from '../../state/chat-conversation.ts';
import { cx } from '../kit/cx.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { useChat } from './context.tsx';
import { EditBox } from './EditBox.tsx';
import { Face } from './Face.tsx';
import { Folded } from './Folded.tsx';
import type { OpenMenu } from './MessageMenu.tsx';
import { MessageText } from './MessageText.tsx';
import { MessageToolbar } from './MessageToolbar.tsx';
import { OutgoingState } from './OutgoingState.tsx';
import { Quote } from './Quote.tsx';
import { Reactions } from './Reactions.tsx';
import { timeOf } from './rows.ts';
import { ThreadLine } from './ThreadLine.tsx';
import { clock, dayName, fullTime } from './words.ts';

export type RowProps = {
  message: Message;
  outgoing: Outgoing | null;
  /** Name and time stand above it. */
  head: boolean;
  day: boolean;
  fresh: boolean;
  /** Pointed at, or reached by keyboard. */
  active: boolean;
  tabbable: boolean;
  /** Jumped to just now. */
  found: boolean;
  /** In a thread, what it answers and how many answer it is known. */
  inThread: boolean;
  rowKey: string;
  onMenu: OpenMenu;
};

/** One message with all that hangs on it. Drawn anew only when something of it changes. */
export const MessageRow = memo(function MessageRow(props: RowProps): ReactNode {
  const { message, outgoing, head, day, fresh, active, tabbable, found, inThread, rowKey, onMenu } = props;
  const me = useChat((state) => state.userId);
  const editing = useChat((state) => state.editing === message.id && message.id !== '');
  const blocked = useChat((state) => state.blocks?.some(({ user_id }) => user_id === message.user_id) ?? false);
  const time = timeOf(message);
  const deleted = message.deleted_at !== null;
  const calls = message.user_id !== me && (message.mentions.includes(me) || message.mentions_all !== null);
  const openMenu = (at: { x: number; y: number }): void => {
    if (!outgoing && !deleted) onMenu(message, at);
  };
  return (
    <>
      {day && <DayRule time={time} />}
      {fresh && <FreshRule />}
      <article
        data-row={rowKey}
        tabIndex={tabbable ? 0 : -1}
        aria-label={`${message.username}, ${clock(time)}`}
        onContextMenu={(event) => {
          // A link or marked text has a menu of the browser's own.
          if ((event.target as HTMLElement).closest('a, textarea') || getSelection()?.type === 'Range') return;
          event.preventDefault();
          openMenu({ x: event.clientX, y: event.clientY });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
          event.preventDefault();
          const { left, top, height } = event.currentTarget.getBoundingClientRect();
          openMenu({ x: left + 64, y: top + Math.min(height, 48) });
        }}
        className={cx(
          'relative flex gap-3 border-transparent border-l-4 pr-4 pl-3 focus-visible:-outline-offset-3',
          head ? 'pt-2.5 pb-0.5' : 'py-0.5',
          active && 'bg-sunken',
          calls && 'border-lamp! bg-lamp-wash',
          found && 'chat-found',
        )}
      >
        {head ? (
          <Face userId={message.user_id} name={message.username} className="mt-1 self-start" />
        ) : (
          <span className="w-8 shrink-0 pt-1 text-right text-ink-soft leading-4">
            {active && (
              <time dateTime={message.created_at} title={fullTime(time)} className="text-[0.6875rem] tabular-nums">
                {clock(time)}
              </time>
            )}
          </span>
        )}
        <div className="min-w-0 flex-1">
          {!inThread && head && message.parent_message_id !== null && !deleted && <Quote message={message} />}
          {head && (
            <p className="flex items-baseline gap-2">
              <bdi className={cx('truncate font-semibold text-body', message.user_id === me && 'text-accent-text')}>
                {message.username}
              </bdi>
              <time
                dateTime={message.created_at}
                title={fullTime(time)}
                className="shrink-0 text-caption text-ink-soft"
              >
                {clock(time)}
              </time>
              {message.is_pinned && (
                <span className="flex items-center gap-1 text-caption text-lamp-text">
                  <Pin size={12} aria-hidden /> Pinned
                </span>
              )}
            </p>
          )}
          {deleted ? (
            <p className="text-ink-soft text-small italic">This message was deleted</p>
          ) : editing ? (
            <EditBox message={message} />
          ) : (
            <Folded folded={blocked}>
              <div className={cx(outgoing && 'opacity-65')}>
                {message.content && <MessageText message={message} />}
                {message.attachments.length > 0 && <AttachmentList attachments={message.attachments} />}
              </div>
              <Reactions message={message} />
              {!inThread && message.reply_count > 0 && <ThreadLine message={message} />}
            </Folded>
          )}
          {outgoing && <OutgoingState outgoing={outgoing} />}
        </div>
        {active && !outgoing && !deleted && !editing && (
          <MessageToolbar message={message} inThread={inThread} onMenu={onMenu} />
        )}
      </article>
    </>
  );
});

const DayRule = ({ time }: { time: number }) => (
  <p className="mx-4 mt-4 mb-1 flex items-center gap-3 font-semibold text-caption text-ink-soft before:h-0.5 before:flex-1 before:bg-line after:h-0.5 after:flex-1 after:bg-line">
    {dayName(time, Date.now())}
  </p>
);

const FreshRule = () => (
  <p
    data-fresh=""
    className="mx-4 mt-2 flex items-center gap-3 font-bold text-caption text-danger-text before:h-0.5 before:flex-1 before:bg-danger"
  >
    New
  </p>
);
