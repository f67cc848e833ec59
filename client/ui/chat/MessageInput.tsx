// A field to write a message in: it grows, sends by Enter, breaks by Shift and Enter, and knows names behind an @. For
// new messages, for answers and for edits.

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { ConversationKey } from '../../state/chat-key.ts';
import { cx } from '../kit/cx.ts';
import { MentionList } from './MentionList.tsx';
import { type Candidate, completeMention, type MentionQuery, mentionAt } from './mention-query.ts';
import { useMentions } from './useMentions.ts';

export type MessageInputProps = {
  conversation: ConversationKey;
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  placeholder: string;
  value: string;
  invalid: boolean;
  onChange: (text: string) => void;
  onEnter: () => void;
  onEscape?: () => void;
  /** With nothing written yet. */
  onArrowUp?: () => void;
  onFiles?: (files: File[]) => void;
  className?: string;
};

export function MessageInput(props: MessageInputProps) {
  const { conversation, area, label, placeholder, value, invalid, onChange, onEnter, onEscape, onArrowUp, onFiles } =
    props;
  const [query, setQuery] = useState<MentionQuery | null>(null);
  const [current, setCurrent] = useState(0);
  const candidates = useMentions(conversation, query);
  const id = useId();
  const open = query !== null && candidates.length > 0;

  const look = (): void => {
    const element = area.current;
    const next =
      element && element.selectionStart === element.selectionEnd
        ? mentionAt(element.value, element.selectionStart)
        : null;
    if (next?.text !== query?.text || next?.from !== query?.from) setCurrent(0);
    setQuery(next);
  };
  const pick = ({ name }: Candidate): void => {
    if (!query) return;
    const next = completeMention(value, query, name);
    setQuery(null);
    onChange(next.text);
    requestAnimationFrame(() => area.current?.setSelectionRange(next.caret, next.caret));
  };
  /** True: the key was for the list of names. */
  const chooses = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setCurrent((current + step + candidates.length) % candidates.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(candidates[Math.min(current, candidates.length - 1)]!);
    else if (event.key === 'Escape') setQuery(null);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, the keys are for its words.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (chooses(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === 'ArrowUp' && value === '' && onArrowUp) {
      event.preventDefault();
      onArrowUp();
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || !onFiles) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <>
      {open && <MentionList id={id} candidates={candidates} current={current} onPoint={setCurrent} onPick={pick} />}
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        value={value}
        aria-label={label}
        placeholder={placeholder}
        aria-invalid={invalid || undefined}
        aria-autocomplete="list"
        aria-controls={open ? id : undefined}
        aria-activedescendant={open ? `${id}-${Math.min(current, candidates.length - 1)}` : undefined}
        autoComplete="off"
        enterKeyHint="send"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onSelect={look}
        onBlur={() => setQuery(null)}
        onPaste={onPaste}
        className={cx(
          'field-sizing-content max-h-[40dvh] min-h-11 w-full min-w-0 flex-1 resize-none bg-transparent py-2.5 text-body outline-none',
          props.className,
        )}
      />
    </>
  );
}
