import { Smile, SmilePlus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { lazy, Suspense, useState } from 'react';
import { buttonClass } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Spinner } from '../kit/Spinner.tsx';

/** Its signs are a file of 440 KB that comes when it is opened for the first time. */
const EmojiPicker = lazy(() => import('./EmojiPicker.tsx'));

type Props = {
  label: string;
  onPick: (emoji: string) => void;
  /** In a row of signs. */
  small?: boolean;
  /** A face alone: for writing, not for reacting. */
  plain?: boolean;
  /** Open after a choice, for more than one. */
  stays?: boolean;
  className?: string;
};

export function EmojiButton({ label, onPick, small, plain, stays, className }: Props) {
  const [open, setOpen] = useState(false);
  const Icon = plain ? Smile : SmilePlus;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={label}
        title={label}
        className={cx(
          buttonClass('quiet', 'small', 'px-0! pb-0!'),
          small ? 'h-8 w-9 pointer-coarse:size-11' : 'size-9 pointer-coarse:size-11',
          className,
        )}
      >
        <Icon size={18} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={8}
          aria-label={label}
          className="frame-float z-60 h-[min(22rem,60dvh)] w-[min(22rem,calc(100vw-1.5rem))] animate-fade bg-surface [--frame:var(--outline)]"
        >
          <Suspense
            fallback={
              <p role="status" className="grid h-full place-items-center text-ink-soft">
                <span className="flex items-center gap-2 text-small">
                  <Spinner /> Loading emoji…
                </span>
              </p>
            }
          >
            <EmojiPicker
              onPick={(emoji) => {
                onPick(emoji);
                if (!stays) setOpen(false);
              }}
            />
          </Suspense>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
