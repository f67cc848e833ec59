import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import { useFocusBack } from './useFocusBack.ts';

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons at the bottom; stays in view while the content scrolls. */
  footer?: ReactNode;
  width?: 'narrow' | 'wide' | 'full';
  /** False while something runs that must not be lost: Escape and a click outside then do nothing. */
  dismissable?: boolean;
};
const WIDTH = { narrow: 'sm:max-w-md', wide: 'sm:max-w-3xl', full: 'sm:max-w-5xl' };

/** A dialog in the middle, a sheet from below on phones. Focus is held inside and given back on closing. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = 'narrow',
  dismissable = true,
}: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const { remember, giveBack } = useFocusBack();
  // The first thing to fill in, rather than the closing cross. Not by touch: there it would open the keyboard.
  const focusFirst = (event: Event): void => {
    remember();
    const first = body.current?.querySelector<HTMLElement>('input, textarea, select');
    if (!first || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    first.focus();
  };
  const hold = dismissable ? undefined : (event: Event) => event.preventDefault();
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next || dismissable) && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={focusFirst}
          onCloseAutoFocus={giveBack}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cx(
            'frame-float fixed z-50 flex max-h-[88dvh] animate-rise flex-col bg-surface [--frame-width:3px] [--frame:var(--outline)]',
            'inset-x-0 bottom-0 sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2',
            'focus:outline-none',
            WIDTH[width],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-5 pb-3 sm:px-7 sm:pt-6">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-display text-heading">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-ink-soft text-small">{description}</Radix.Description>
              )}
            </div>
            {dismissable && (
              <Radix.Close asChild>
                <IconButton icon={X} label="Close" size="small" className="-mt-1 -mr-2 pointer-coarse:size-11" />
              </Radix.Close>
            )}
          </header>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5 sm:px-7">
            {children}
          </div>
          {footer && (
            <footer className="safe-bottom flex flex-wrap justify-end gap-3 border-line border-t-2 px-5 pt-4 [--safe-pad:1rem] sm:px-7">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
