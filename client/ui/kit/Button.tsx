import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Spinner } from './Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'lamp' | 'danger' | 'quiet';
export type ButtonSize = 'small' | 'medium' | 'large';

const VARIANT: Record<ButtonVariant, string> = {
  primary:
    'key text-on-accent [--key:var(--accent)] [--key-lip:var(--accent-lip)] [--key-glint:var(--accent-glint)] hover:brightness-105',
  secondary:
    'key text-ink [--frame:var(--line-strong)] [--key:var(--surface)] [--key-lip:var(--ground-deep)] [--key-glint:var(--raised)] hover:[--key:var(--sunken)]',
  lamp: 'key text-on-lamp [--key:var(--lamp)] [--key-lip:var(--lamp-lip)] [--key-glint:#ffe7b0] hover:brightness-105',
  danger:
    'key text-on-danger [--key:var(--danger)] [--key-lip:var(--danger-lip)] [--key-glint:var(--danger-glint)] hover:brightness-105',
  quiet: 'text-ink-soft hover:bg-ground-deep hover:text-ink data-[state=open]:bg-ground-deep',
};
const SIZE: Record<ButtonSize, string> = {
  small: 'h-9 gap-1.5 px-3 pb-0.5 text-small',
  medium: 'h-11 gap-2 px-4 pb-1 text-body',
  large: 'h-13 gap-2.5 px-6 pb-1 text-lead',
};
const ICON_ONLY: Record<ButtonSize, string> = { small: 'size-9', medium: 'size-11', large: 'size-13' };
const ICON: Record<ButtonSize, number> = { small: 16, medium: 18, large: 20 };

export const buttonClass = (
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'medium',
  extra?: string,
): string =>
  cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-semibold no-underline',
    'disabled:opacity-55 aria-disabled:opacity-55 active:not-disabled:not-aria-disabled:translate-y-px',
    VARIANT[variant],
    SIZE[size],
    extra,
  );

export type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: LucideIcon;
  /** Shows a spinner and ignores clicks; the button keeps its focus and its name. */
  busy?: boolean;
  children: ReactNode;
};

export function Button({
  variant,
  size = 'medium',
  icon: Icon,
  busy,
  className,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass(variant, size, className)}
    >
      {busy ? <Spinner size={ICON[size]} /> : Icon && <Icon size={ICON[size]} aria-hidden className="shrink-0" />}
      {children}
    </button>
  );
}

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: LucideIcon;
  /** The accessible name; wrap in Tooltip to show it as well. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

export function IconButton({
  icon: Icon,
  label,
  variant = 'quiet',
  size = 'medium',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className={cx(buttonClass(variant, size), ICON_ONLY[size], 'px-0!', variant === 'quiet' && 'pb-0!', className)}
    >
      <Icon size={ICON[size] + 2} aria-hidden />
    </button>
  );
}
