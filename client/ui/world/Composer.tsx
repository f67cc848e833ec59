import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { CONTENT_MAX } from '../../../shared/protocol/chat.ts';
import { length } from '../../../shared/protocol/common.ts';
import type { Room } from '../../state/world-chat.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { inputClass } from '../kit/Field.tsx';
import { useActions, useWorld } from './context.tsx';
import { COMPOSER_ID } from './useShortcuts.ts';

/** From here on one is told how much room is left. */
const NEAR_MAX = CONTENT_MAX - 200;

export function Composer({ room }: { room: Room }) {
  const { say } = useActions();
  const isLive = useWorld((state) => state.phase === 'live');
  const [text, setText] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const used = length(text.trim());
  const tooLong = used > CONTENT_MAX;
  const send = (): void => {
    if (used === 0 || tooLong || !isLive) return;
    say(room, text);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      // Back to walking.
      event.preventDefault();
      area.current?.blur();
    }
    // While an input method composes, Enter chooses its word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="safe-bottom shrink-0 border-line border-t-2 px-2 pt-2 [--safe-pad:0.5rem]"
    >
      {used > NEAR_MAX && (
        <p
          role="status"
          className={cx('pb-1 text-right text-caption tabular-nums', tooLong ? 'text-danger-text' : 'text-ink-soft')}
        >
          {tooLong ? `${used - CONTENT_MAX} characters too many` : `${CONTENT_MAX - used} left`}
        </p>
      )}
      <div className="flex items-end gap-1.5">
        <textarea
          id={COMPOSER_ID}
          ref={area}
          rows={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          aria-label={room === 'proximity' ? 'Message to those nearby' : 'Message to everyone'}
          aria-invalid={tooLong || undefined}
          placeholder={room === 'proximity' ? 'Say something nearby' : 'Tell everyone'}
          autoComplete="off"
          enterKeyHint="send"
          className={cx(
            inputClass,
            'field-sizing-content max-h-28 min-h-10 resize-none py-2 text-body focus-visible:outline-offset-0 sm:text-small',
          )}
        />
        <IconButton
          type="submit"
          icon={SendHorizontal}
          label="Send"
          size="small"
          variant="primary"
          aria-disabled={used === 0 || tooLong || !isLive || undefined}
          className="h-10!"
        />
      </div>
    </form>
  );
}
