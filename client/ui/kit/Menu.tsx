import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

const item =
  'relative flex min-h-10 select-none items-center gap-3 px-3 py-1.5 text-small outline-none ' +
  'data-highlighted:bg-accent-wash data-disabled:opacity-50';

/** `trigger` is a button; its accessible name says what the menu is for. */
export function Menu({
  trigger,
  children,
  align = 'end',
  onOpenChange,
}: {
  trigger: ReactNode;
  children: ReactNode;
  onOpenChange?: (open: boolean) => void;
  align?: 'start' | 'center' | 'end';
}) {
  return (
    <Radix.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={8}
          collisionPadding={12}
          className="frame-float z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 max-w-80 animate-fade overflow-y-auto bg-surface p-1 [--frame:var(--outline)]"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  icon?: LucideIcon;
  onSelect?: () => void;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
};
export function MenuItem({ icon: Icon, danger, children, ...rest }: ItemProps) {
  return (
    <Radix.Item {...rest} className={cx(item, danger && 'text-danger-text data-highlighted:bg-danger-wash')}>
      {Icon && <Icon size={18} aria-hidden className={danger ? '' : 'text-ink-soft'} />}
      {children}
    </Radix.Item>
  );
}

export function MenuCheck(props: { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode }) {
  return (
    <Radix.CheckboxItem checked={props.checked} onCheckedChange={props.onChange} className={cx(item, 'pr-9')}>
      {props.children}
      <Radix.ItemIndicator className="absolute right-3">
        <Check size={16} aria-hidden />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export function MenuRadio<T extends string>(props: {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode }[];
}) {
  return (
    <Radix.RadioGroup value={props.value} onValueChange={(value) => props.onChange(value as T)}>
      <MenuLabel>{props.label}</MenuLabel>
      {props.options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={cx(item, 'pr-9')}>
          {option.label}
          <Radix.ItemIndicator className="absolute right-3">
            <Check size={16} aria-hidden />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-3 pt-2 pb-1 font-semibold text-caption text-ink-soft">{children}</Radix.Label>
);
export const MenuSeparator = () => <Radix.Separator className="my-1 h-0.5 bg-line" />;
