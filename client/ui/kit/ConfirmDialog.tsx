import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import { TextField } from './Field.tsx';
import { useFocusBack } from './useFocusBack.ts';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** A verb: what the button does. */
  confirmLabel: string;
  danger?: boolean;
  /** What has to be typed before it can be done, for what can not be undone. */
  typed?: string;
  busy?: boolean;
  onConfirm: () => void;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, danger, typed, busy, onConfirm } = props;
  const [text, setText] = useState('');
  const { remember, giveBack } = useFocusBack();
  const ready = typed === undefined || text.trim() === typed.trim();
  const change = (next: boolean) => {
    if (busy) return;
    setText('');
    onOpenChange(next);
  };
  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={remember}
          onCloseAutoFocus={giveBack}
          className="frame-float fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2.5rem)] max-w-md -translate-x-1/2 -translate-y-1/2 animate-rise bg-surface p-6 [--frame-width:3px] [--frame:var(--outline)] focus:outline-none sm:p-7"
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (ready && !busy) onConfirm();
            }}
            className="flex flex-col gap-5"
          >
            <div>
              <Radix.Title className="font-display text-heading">{title}</Radix.Title>
              <Radix.Description asChild>
                <div className="mt-2 text-body text-ink-soft">{children}</div>
              </Radix.Description>
            </div>
            {typed !== undefined && (
              <TextField
                label={`Type “${typed}” to confirm`}
                value={text}
                onChange={(event) => setText(event.target.value)}
                autoComplete="off"
                spellCheck={false}
              />
            )}
            <div className="flex flex-wrap justify-end gap-3">
              <Radix.Cancel asChild>
                <Button>Cancel</Button>
              </Radix.Cancel>
              <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy} disabled={!ready}>
                {confirmLabel}
              </Button>
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
