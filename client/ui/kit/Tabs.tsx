import type { LucideIcon } from 'lucide-react';
import { Tabs as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx.ts';

export type Tab = { value: string; label: ReactNode; icon?: LucideIcon; content: ReactNode };

/** Tabs of one page. The list scrolls sideways where it does not fit. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place
  useEffect(() => {
    list.current?.querySelector('[data-state="active"]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={onChange} className={cx('flex min-h-0 flex-col', className)}>
      <Radix.List
        ref={list}
        aria-label={label}
        className="-mx-1 flex shrink-0 gap-1 overflow-x-auto border-line border-b-2 px-1 pt-1"
      >
        {tabs.map(({ value: tab, label: name, icon: Icon }) => (
          <Radix.Trigger
            key={tab}
            value={tab}
            className={cx(
              '-mb-0.5 inline-flex h-11 items-center gap-2 whitespace-nowrap border-transparent border-b-4 px-3.5 font-semibold text-ink-soft text-small',
              'hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink focus-visible:-outline-offset-3',
            )}
          >
            {Icon && <Icon size={16} aria-hidden />}
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 flex-1 pt-6">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
