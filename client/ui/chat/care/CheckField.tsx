import { useId } from 'react';

type CheckFieldProps = { label: string; hint: string; checked: boolean; onChange: (checked: boolean) => void };

export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 items-start gap-3 py-1">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={id}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="flex flex-col">
        <span className="font-semibold text-small">{label}</span>
        <span id={id} className="text-caption text-ink-soft">
          {hint}
        </span>
      </span>
    </label>
  );
}
