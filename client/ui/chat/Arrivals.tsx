import { useEffect, useRef, useState } from 'react';
import { useChat } from './context.tsx';
import type { Item } from './rows.ts';
import { inOneLine } from './words.ts';

/** What others say in the open conversation, for who hears the page: only what is new, and only the last of a flood. */
export function Arrivals({ items }: { items: readonly Item[] }) {
  const me = useChat((state) => state.userId);
  const [said, setSaid] = useState('');
  const last = items.findLast(({ outgoing }) => !outgoing)?.message;
  const known = useRef(last?.id ?? '');
  useEffect(() => {
    if (!last || last.id <= known.current) return;
    known.current = last.id;
    if (last.user_id !== me) setSaid(`${last.username}: ${inOneLine(last)}`);
  }, [last, me]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
