import { MessagesSquare } from 'lucide-react';
import { memo } from 'react';
import type { ConversationKey } from '../../state/chat-key.ts';
import { AttachmentList } from '../chat/AttachmentList.tsx';
import { useChat, useChatActions, useChatHandle } from '../chat/context.tsx';
import { Folded } from '../chat/Folded.tsx';
import { MessageText } from '../chat/MessageText.tsx';
import type { Item } from '../chat/rows.ts';
import { useThread } from '../chat/ThreadLine.tsx';
import { count } from '../chat/words.ts';
import { cx } from '../kit/cx.ts';

type Props = { item: Item; conversation: ConversationKey };

/** One message as the overlay shows it: what it says, and what became of it. All else is done in the panel. */
export const TalkLine = memo(function TalkLine({ item: { message, outgoing }, conversation }: Props) {
  const blocked = useChat((state) => state.blocks?.some(({ user_id }) => user_id === message.user_id) ?? false);
  if (message.deleted_at !== null) return <p className="text-ink-soft text-small italic">This message was deleted</p>;
  return (
    <div>
      <Folded folded={blocked}>
        <div className={cx('text-small', outgoing && 'opacity-65')}>
          {message.content && <MessageText message={message} />}
          {message.attachments.length > 0 && <AttachmentList attachments={message.attachments} />}
        </div>
        {message.channel_id && <InThread item={{ message, outgoing }} conversation={conversation} />}
      </Folded>
      {outgoing && <Way outgoing={outgoing} conversation={conversation} />}
    </div>
  );
});

/** Part of a thread, which is read beside the channel. */
function InThread({
  item: { message },
  conversation,
}: { item: Pick<Item, 'message' | 'outgoing'> } & Pick<Props, 'conversation'>) {
  const { go } = useChatHandle();
  const thread = useThread();
  const { reply_count: replies, parent_message_id: parent } = message;
  if (replies === 0 && parent === null) return null;
  const open = (): void => {
    go(conversation);
    thread.run(message);
  };
  return (
    <button
      type="button"
      onClick={open}
      className="inline-flex min-h-7 items-center gap-1.5 font-semibold text-accent-text text-caption hover:underline pointer-coarse:min-h-11"
    >
      <MessagesSquare size={14} aria-hidden />
      {replies > 0 ? count(replies, 'reply', 'replies') : 'In a thread'}
    </button>
  );
}

type WayProps = { outgoing: NonNullable<Item['outgoing']> } & Pick<Props, 'conversation'>;
function Way({ outgoing, conversation }: WayProps) {
  const { writing } = useChatActions();
  if (outgoing.state === 'sending') return <span className="sr-only">Sending…</span>;
  const failed = outgoing.state === 'failed';
  return (
    <p
      role={failed ? 'alert' : 'status'}
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1 py-1 text-caption',
        failed ? 'text-danger-text' : 'text-lamp-text',
      )}
    >
      <span>{failed ? `Not sent. ${outgoing.error}` : 'Not sent yet. It goes out when the connection is back.'}</span>
      {failed && (
        <button
          type="button"
          className="font-semibold underline pointer-coarse:min-h-11"
          onClick={() => writing.sayAgain(conversation, outgoing)}
        >
          Send again
        </button>
      )}
      <button
        type="button"
        className="font-semibold underline pointer-coarse:min-h-11"
        onClick={() => writing.discard(conversation, outgoing.id)}
      >
        Discard
      </button>
    </p>
  );
}
