import { ChevronDown, Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { cx } from './cx.ts';

export const inputClass =
  'frame w-full bg-surface px-3 text-body text-ink [--frame:var(--line-strong)] hover:[--frame:var(--ink-soft)] ' +
  'aria-invalid:[--frame:var(--danger)] disabled:bg-sunken disabled:text-ink-soft';

export type FieldProps = {
  label: string;
  /** Shown below the label, read with the field. */
  hint?: ReactNode;
  /** In plain words; shown below the field and read with it. */
  error?: string | undefined;
  /** At the right end of the label line: a counter, a link. */
  aside?: ReactNode;
  optional?: boolean;
  className?: string;
};
type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label, control, hint and error, tied together for screen readers. The control is drawn by `children`. */
export function Field({
  label,
  hint,
  error,
  aside,
  optional,
  className,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-semibold text-small">
          {label}
          {optional && <span className="font-normal text-ink-soft"> (optional)</span>}
        </label>
        {aside && <span className="text-caption text-ink-soft">{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-caption text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 font-medium text-danger-text text-small">
          <span aria-hidden="true">▸</span>
          {error}
        </p>
      )}
    </div>
  );
}

type Split<T> = FieldProps & Omit<T, keyof FieldProps | 'id'>;

export function TextField(props: Split<ComponentProps<'input'>>) {
  const { label, hint, error, aside, optional, className, ...input } = props;
  return (
    <Field {...({ label, hint, error, aside, optional, className } as FieldProps)}>
      {(wiring) => <input type="text" {...input} {...wiring} className={cx(inputClass, 'h-11')} />}
    </Field>
  );
}

export function TextAreaField(props: Split<ComponentProps<'textarea'>>) {
  const { label, hint, error, aside, optional, className, ...area } = props;
  return (
    <Field {...({ label, hint, error, aside, optional, className } as FieldProps)}>
      {(wiring) => <textarea rows={3} {...area} {...wiring} className={cx(inputClass, 'min-h-20 resize-y py-2.5')} />}
    </Field>
  );
}

export function SelectField(props: Split<ComponentProps<'select'>>) {
  const { label, hint, error, aside, optional, className, children, ...select } = props;
  return (
    <Field {...({ label, hint, error, aside, optional, className } as FieldProps)}>
      {(wiring) => (
        <div className="relative">
          <select {...select} {...wiring} className={cx(inputClass, 'h-11 appearance-none pr-10')}>
            {children}
          </select>
          <ChevronDown size={18} aria-hidden className="pointer-events-none absolute top-3.5 right-3 text-ink-soft" />
        </div>
      )}
    </Field>
  );
}

export function PasswordField(props: Split<Omit<ComponentProps<'input'>, 'type'>>) {
  const { label, hint, error, aside, optional, className, ...input } = props;
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field {...({ label, hint, error, aside, optional, className } as FieldProps)}>
      {(wiring) => (
        <div className="relative">
          <input
            {...input}
            {...wiring}
            type={shown ? 'text' : 'password'}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={cx(inputClass, 'h-11 pr-12')}
          />
          <button
            type="button"
            aria-label={shown ? 'Hide password' : 'Show password'}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center text-ink-soft hover:text-ink"
          >
            <Icon size={18} aria-hidden />
          </button>
        </div>
      )}
    </Field>
  );
}
