import { Clock, Paperclip, Reply, SendHorizontal, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ATTACHMENTS_MAX, CONTENT_MAX } from '../../../shared/protocol/chat.ts';
import { length } from '../../../shared/protocol/common.ts';
import { setRecord } from '../../state/chat.ts';
import { type ConversationKey, isDirect, partsOf } from '../../state/chat-key.ts';
import { isUploading, readyUploads, type Upload } from '../../state/chat-uploads.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { useAction } from '../kit/useAction.ts';
import { useChat, useChatActions, useChatHandle } from './context.tsx';
import { EmojiButton } from './EmojiButton.tsx';
import { MessageInput } from './MessageInput.tsx';
import { TypingLine } from './TypingLine.tsx';
import { UploadList } from './UploadList.tsx';
import { useMayWrite } from './useMayWrite.ts';

/** From here on one is told how much room is left. */
const NEAR_MAX = CONTENT_MAX - 200;
const TYPES = 'image/png,image/jpeg,image/webp,image/gif,text/plain,application/pdf,.txt,.md,.log';
const NONE: readonly Upload[] = [];

export type ComposerProps = {
  conversation: ConversationKey;
  /** What it is called, for who does not see it: `#general`, a name. */
  name: string;
  /** In a thread: the message that all of it answers. */
  threadId?: string;
};

export function Composer({ conversation, name, threadId }: ComposerProps) {
  const { store } = useChatHandle();
  const actions = useChatActions();
  const place = threadId ? `${conversation} ${threadId}` : conversation;
  const text = useChat((state) => state.texts[place] ?? '');
  const uploads = useChat((state) => state.uploads[place] ?? NONE);
  const answering = useChat((state) => (threadId ? undefined : state.answering[conversation]));
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const { closed, pause, mustWait, mayAttach } = useMayWrite(conversation);
  const used = length(text.trim());
  const tooLong = used > CONTENT_MAX;
  const ready = readyUploads(uploads);
  const hasFault = uploads.some(({ error }) => error !== null);
  const maySend = !tooLong && !mustWait && !isUploading(uploads) && !hasFault && (used > 0 || ready.length > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation, or a message to answer, is why one writes
  useEffect(() => {
    if (matchMedia('(hover: hover)').matches) area.current?.focus({ preventScroll: true });
  }, [place, answering?.id]);

  const write = (next: string): void => {
    setRecord(store, 'texts', place, next === '' ? undefined : next);
    if (!threadId) actions.typing.noteKey(conversation, next);
  };
  const send = (): void => {
    if (!maySend) return;
    actions.writing.say(conversation, {
      content: text,
      attachments: ready,
      parentId: threadId ?? answering?.id ?? null,
    });
    actions.typing.noteSent();
    setRecord(store, 'texts', place, undefined);
    actions.uploads.clear(place);
    if (answering) actions.writing.answer(conversation, null);
    area.current?.focus();
  };
  const insert = (emoji: string): void => {
    const { selectionStart = text.length, selectionEnd = text.length } = area.current ?? {};
    write(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
    const caret = selectionStart + emoji.length;
    requestAnimationFrame(() => area.current?.setSelectionRange(caret, caret));
  };
  const attach = (files: Iterable<File>): void => actions.uploads.attach(conversation, place, files);

  if (closed) return <ClosedNote conversation={conversation} text={closed} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="safe-bottom relative shrink-0 px-3 [--safe-pad:0.25rem]"
    >
      {answering && (
        <p className="flex items-center gap-2 border-accent border-l-4 bg-sunken pl-3 text-small">
          <Reply size={16} aria-hidden className="shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 truncate">
            Replying to <bdi className="font-semibold">{answering.username}</bdi>
          </span>
          <IconButton
            icon={X}
            label="Do not reply"
            size="small"
            className="pointer-coarse:size-11"
            onClick={() => actions.writing.answer(conversation, null)}
          />
        </p>
      )}
      <UploadList place={place} uploads={uploads} />
      {pause && (
        <p role="status" className="flex items-center gap-2 bg-lamp-wash px-3 py-2 text-lamp-text text-small">
          <Clock size={16} aria-hidden className="shrink-0" />
          {pause}
        </p>
      )}
      <div
        className={cx(
          'frame m-0.5 flex items-end gap-1 bg-surface px-1 [--frame:var(--line-strong)]',
          'focus-within:[--frame:var(--accent)] has-aria-invalid:[--frame:var(--danger)]',
        )}
      >
        {mayAttach && (
          <>
            <input
              ref={file}
              type="file"
              multiple
              accept={TYPES}
              aria-label="Files to attach"
              tabIndex={-1}
              className="hidden"
              onChange={(event) => {
                attach([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            <IconButton
              icon={Paperclip}
              label="Attach a file"
              size="small"
              className="my-1 pointer-coarse:my-0 pointer-coarse:size-11"
              disabled={uploads.length >= ATTACHMENTS_MAX}
              onClick={() => file.current?.click()}
            />
          </>
        )}
        <MessageInput
          conversation={conversation}
          area={area}
          label={threadId ? 'Reply in the thread' : `Message to ${name}`}
          placeholder={threadId ? 'Reply…' : `Write to ${name}`}
          value={text}
          invalid={tooLong}
          onChange={write}
          onEnter={send}
          {...(answering && { onEscape: () => actions.writing.answer(conversation, null) })}
          {...(!threadId && { onArrowUp: () => actions.writing.editLast(conversation) })}
          {...(mayAttach && { onFiles: attach })}
          className={mayAttach ? '' : 'pl-2'}
        />
        <EmojiButton label="Emoji" plain stays onPick={insert} className="my-1 pointer-coarse:my-0" />
        <IconButton
          type="submit"
          icon={SendHorizontal}
          label="Send"
          size="small"
          variant="primary"
          aria-disabled={!maySend || undefined}
          className="my-1 mr-0.5 pointer-coarse:my-0 pointer-coarse:size-11"
        />
      </div>
      <p className="flex h-6 items-center gap-3 px-1 text-caption text-ink-soft">
        {!threadId && <TypingLine conversation={conversation} />}
        {used > NEAR_MAX && (
          <span role="status" className={cx('ml-auto shrink-0 tabular-nums', tooLong && 'text-danger-text')}>
            {tooLong ? `${used - CONTENT_MAX} characters too many` : `${CONTENT_MAX - used} left`}
          </span>
        )}
      </p>
    </form>
  );
}

/** Why there is nothing to write in, and what to do about it. */
function ClosedNote({ conversation, text }: { conversation: ConversationKey; text: string }) {
  const { care } = useChatActions();
  const { id } = partsOf(conversation);
  const blocked = useChat((state) => isDirect(conversation) && state.blocks?.some(({ user_id }) => user_id === id));
  const unblock = useAction(() => care.unblock(id));
  return (
    <div className="safe-bottom m-3 mt-1 flex flex-wrap items-center justify-between gap-3 bg-sunken px-4 pt-3 text-ink-soft text-small [--safe-pad:0.75rem]">
      <p>{text}</p>
      {blocked && (
        <Button size="small" busy={unblock.busy} onClick={() => unblock.run()}>
          Lift the block
        </Button>
      )}
    </div>
  );
}
