// Choosing one of a few: native radio buttons under the paint, so arrow keys, forms and screen readers work by themselves.

import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

export type ChoiceOption<T extends string> = { value: T; label: string; hint?: ReactNode; picture?: ReactNode };
type ChoiceProps<T extends string> = {
  legend: string;
  legendHidden?: boolean;
  options: readonly ChoiceOption<T>[];
  value: T;
  onChange: (value: T) => void;
  className?: string;
  disabled?: boolean;
};

/** Cards with a picture, a name and a line of explanation. `className` sets the grid. */
export function ChoiceCards<T extends string>(props: ChoiceProps<T>) {
  const { legend, legendHidden, options, value, onChange, className, disabled } = props;
  const name = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className={legendHidden ? 'sr-only' : 'mb-2 font-semibold text-small'}>{legend}</legend>
      <div className={cx('grid gap-4', className)}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'frame relative flex flex-col bg-surface hover:[--frame:var(--ink-soft)]',
              'has-checked:bg-accent-wash has-checked:[--frame-width:3px] has-checked:[--frame:var(--accent)]',
              'has-focus-visible:outline-3 has-focus-visible:outline-focus has-focus-visible:outline-offset-4',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
              aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
              aria-label={option.label}
            />
            {option.picture}
            <span className="flex flex-col gap-0.5 p-3">
              <span className="font-semibold text-body">{option.label}</span>
              {option.hint && (
                <span id={`${name}-${option.value}`} className="text-ink-soft text-small">
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A row of words, one of them pressed: for filters and short settings. */
export function Segments<T extends string>(props: ChoiceProps<T>) {
  const { legend, options, value, onChange, className, disabled } = props;
  const name = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className={cx('frame inline-flex bg-sunken p-1 [--frame:var(--line-strong)]', className)}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'grid h-9 min-w-11 flex-1 place-items-center whitespace-nowrap px-2.5 sm:min-w-16 sm:px-3.5 font-semibold text-ink-soft text-small hover:text-ink',
              'has-checked:bg-accent has-checked:text-on-accent',
              'has-focus-visible:outline-3 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
