import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** Needs a TooltipProvider above. The child is a button that has its own accessible name: a tip is never the only label. */
export function Tooltip({
  tip,
  side,
  children,
}: {
  tip: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactNode;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={8}
          collisionPadding={8}
          className="z-70 max-w-64 animate-fade bg-ink px-2.5 py-1.5 text-caption text-ground"
        >
          {tip}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={350}>{children}</Radix.Provider>
);
