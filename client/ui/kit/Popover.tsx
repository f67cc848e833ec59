import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A small sheet with controls beside a button. `label` names it. */
export function Popover({ trigger, label, children }: { trigger: ReactNode; label: string; children: ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          sideOffset={8}
          collisionPadding={12}
          className="frame-float z-60 w-60 animate-fade bg-surface p-3 text-ink text-small [--frame:var(--outline)] focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
