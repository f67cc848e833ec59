import { SendHorizontal } from 'lucide-react';
import { useRef } from 'react';
import { CONTENT_MAX } from '../../../shared/protocol/chat.ts';
import { length } from '../../../shared/protocol/common.ts';
import { setRecord } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import type { TalkTab } from '../../state/world-chat.ts';
import { useChat, useChatActions, useChatHandle } from '../chat/context.tsx';
import { MessageInput } from '../chat/MessageInput.tsx';
import { TypingLine } from '../chat/TypingLine.tsx';
import { useMayWrite } from '../chat/useMayWrite.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { useWorld } from './context.tsx';
import { COMPOSER_ID } from './useShortcuts.ts';

/** From here on one is told how much room is left. */
const NEAR_MAX = CONTENT_MAX - 200;

type Props = { tab: TalkTab; name: string; conversation: ConversationKey };

export function TalkComposer({ tab, name, conversation }: Props) {
  const { store } = useChatHandle();
  const { writing, typing } = useChatActions();
  const isLive = useWorld((state) => state.phase === 'live');
  const text = useChat((state) => state.texts[conversation] ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const { closed, pause } = useMayWrite(conversation);
  const used = length(text.trim());
  const tooLong = used > CONTENT_MAX;
  // What is said nearby is for those who are there now: it does not wait for the line.
  const maySend = used > 0 && !tooLong && !pause && (isLive || tab !== 'nearby');
  const write = (next: string): void => {
    setRecord(store, 'texts', conversation, next === '' ? undefined : next);
    typing.noteKey(conversation, next);
  };
  const send = (): void => {
    if (!maySend) return;
    writing.say(conversation, { content: text });
    typing.noteSent();
    setRecord(store, 'texts', conversation, undefined);
  };
  if (closed) return <p className="border-line border-t-2 px-3 py-3 text-ink-soft text-small">{closed}</p>;
  return (
    <form
      id={COMPOSER_ID}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="safe-bottom relative shrink-0 border-line border-t-2 px-2 pt-2 [--safe-pad:0.25rem]"
    >
      {pause && (
        <p role="status" className="mb-1.5 bg-lamp-wash px-2 py-1 text-caption text-lamp-text">
          {pause}
        </p>
      )}
      <div
        className={cx(
          'frame m-0.5 flex items-end gap-1 bg-surface px-1 [--frame:var(--line-strong)]',
          'focus-within:[--frame:var(--accent)] has-aria-invalid:[--frame:var(--danger)]',
        )}
      >
        <MessageInput
          conversation={conversation}
          area={area}
          label={
            { nearby: 'Message to those nearby', zone: `Message to ${name}`, everyone: 'Message to everyone' }[tab]
          }
          placeholder={{ nearby: 'Say something nearby', zone: `Say it in ${name}`, everyone: 'Tell everyone' }[tab]}
          value={text}
          invalid={tooLong}
          onChange={write}
          onEnter={send}
          // Back to walking.
          onEscape={() => area.current?.blur()}
          className="max-h-28! min-h-10! py-2! pl-2 pointer-coarse:min-h-11! pointer-coarse:py-2.5! sm:pointer-fine:text-small!"
        />
        <IconButton
          type="submit"
          icon={SendHorizontal}
          label="Send"
          size="small"
          variant="primary"
          aria-disabled={!maySend || undefined}
          className="my-0.5 mr-0.5 pointer-coarse:size-11"
        />
      </div>
      <p className="flex h-5 items-center gap-3 px-1 text-caption text-ink-soft">
        <TypingLine conversation={conversation} />
        {used > NEAR_MAX && (
          <span role="status" className={cx('shrink-0 tabular-nums', tooLong && 'text-danger-text')}>
            {tooLong ? `${used - CONTENT_MAX} characters too many` : `${CONTENT_MAX - used} left`}
          </span>
        )}
      </p>
    </form>
  );
}
