import type { ReactNode } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { findChannel } from '../../state/chat.ts';
import { keyOfMessage } from '../../state/chat-key.ts';
import { useChat, useChatHandle } from './context.tsx';
import { Face } from './Face.tsx';
import { timeOf } from './rows.ts';
import { showChatPanel } from './view.ts';
import { fullTime, inOneLine, shortTime } from './words.ts';

/** A message out of its place, in a list; pressing it goes there. `text` is its text with marks. */
export function FoundMessage({ message, text }: { message: Message; text?: ReactNode }) {
  const { go, narrow } = useChatHandle();
  const me = useChat((state) => state.userId);
  const place = useChat((state) =>
    message.channel_id
      ? `#${findChannel(state, message.channel_id)?.name ?? 'channel'}`
      : message.zone_id
        ? 'In the world'
        : 'Direct message',
  );
  const time = timeOf(message);
  const jump = (): void => {
    // There the list lies over the conversation.
    if (narrow || matchMedia('(max-width: 1023px)').matches) showChatPanel(null);
    go(keyOfMessage(message, me), message.id);
  };
  return (
    <button
      type="button"
      onClick={jump}
      className="frame m-0.5 flex w-[calc(100%-4px)] gap-2.5 bg-surface p-2.5 text-left hover:bg-sunken hover:[--frame:var(--ink-soft)]"
    >
      <Face userId={message.user_id} name={message.username} size={32} className="self-start" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className="truncate font-semibold text-small">{message.username}</bdi>
          <time dateTime={message.created_at} title={fullTime(time)} className="shrink-0 text-caption text-ink-soft">
            {shortTime(time, Date.now())}
          </time>
          <span className="ml-auto truncate text-caption text-ink-soft">{place}</span>
        </span>
        <bdi className="wrap-anywhere line-clamp-4 text-small">{text ?? inOneLine(message)}</bdi>
      </span>
    </button>
  );
}
