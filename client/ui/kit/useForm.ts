import { type FormEvent, useRef, useState } from 'react';
import { fieldErrors, messageOf } from '../../net/api-error.ts';

export type FieldErrors<T> = Partial<Record<keyof T & string, string>>;
export type FormOptions<T> = {
  initial: T;
  /** Faults that are known without asking the server. */
  check: (values: T) => FieldErrors<T>;
  submit: (values: T) => Promise<void>;
  /** Puts an error of the server next to the field it is about, where that can be told by its code. */
  place?: (error: unknown) => FieldErrors<T>;
};

/**
 * A form's values and faults. A fault appears when the field is left or the form is sent, and goes as soon as it is mended;
 * sending with faults moves the focus to the first one. `error` is what belongs to no field.
 */
export function useForm<T extends Record<string, string>>({ initial, check, submit, place }: FormOptions<T>) {
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<FieldErrors<T>>({});
  const [refused, setRefused] = useState<FieldErrors<T>>({});
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = check(values);

  const focusFirst = (names: string[]): void => {
    const field = [...(form.current?.elements ?? [])].find((element) =>
      names.includes(element.getAttribute('name') ?? ''),
    );
    if (field instanceof HTMLElement) field.focus();
  };
  const field = <K extends keyof T & string>(name: K) => ({
    name,
    value: values[name],
    error: refused[name] ?? (left[name] ? faults[name] : undefined),
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target;
      setValues((before) => ({ ...before, [name]: value }));
      setRefused(({ [name]: _mended, ...rest }) => rest as FieldErrors<T>);
    },
    onBlur: () => {
      if (values[name]) setLeft((before) => ({ ...before, [name]: 'left' }));
    },
  });
  const set = (patch: Partial<T>): void => setValues((before) => ({ ...before, ...patch }));

  const onSubmit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (busy) return;
    setError(null);
    const wrong = Object.keys(faults);
    setLeft(Object.fromEntries(Object.keys(values).map((name) => [name, 'left'])) as FieldErrors<T>);
    if (wrong.length > 0) return focusFirst(wrong);
    setBusy(true);
    try {
      await submit(values);
    } catch (failure) {
      const placed = { ...(fieldErrors(failure) as FieldErrors<T>), ...place?.(failure) };
      const known = Object.keys(placed).filter((name) => name in values);
      setRefused(placed);
      if (known.length > 0) focusFirst(known);
      else setError(messageOf(failure));
    } finally {
      setBusy(false);
    }
  };
  return { values, set, field, busy, error, onSubmit, form };
}
