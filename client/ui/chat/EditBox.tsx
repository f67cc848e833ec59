import { useEffect, useRef, useState } from 'react';
import { CONTENT_MAX, type Message } from '../../../shared/protocol/chat.ts';
import { length } from '../../../shared/protocol/common.ts';
import { Button } from '../kit/Button.tsx';
import { useAction } from '../kit/useAction.ts';
import { useChatActions } from './context.tsx';
import { MessageInput } from './MessageInput.tsx';

/** A message being changed, in its place. */
export function EditBox({ message }: { message: Message }) {
  const { writing } = useChatActions();
  const [text, setText] = useState(message.content);
  const area = useRef<HTMLTextAreaElement>(null);
  const used = length(text.trim());
  const wrong = used > CONTENT_MAX || (used === 0 && message.attachments.length === 0);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  const save = useAction(async () => {
    if (wrong) return;
    if (text.trim() !== message.content) await writing.edit(message, text);
    writing.stopEditing();
  });
  return (
    <div className="relative py-1">
      <div className="frame m-0.5 flex bg-surface px-3 [--frame:var(--accent)] has-aria-invalid:[--frame:var(--danger)]">
        <MessageInput
          conversation={writing.keyOf(message)}
          area={area}
          label="Edit the message"
          placeholder=""
          value={text}
          invalid={wrong}
          onChange={setText}
          onEnter={() => save.run()}
          onEscape={writing.stopEditing}
        />
      </div>
      <div className="mt-2 flex items-center gap-2">
        <Button size="small" variant="primary" busy={save.busy} disabled={wrong} onClick={() => save.run()}>
          Save
        </Button>
        <Button size="small" variant="quiet" onClick={writing.stopEditing}>
          Cancel
        </Button>
        {used > CONTENT_MAX && (
          <span role="status" className="text-caption text-danger-text">
            {used - CONTENT_MAX} characters too many
          </span>
        )}
      </div>
    </div>
  );
}
