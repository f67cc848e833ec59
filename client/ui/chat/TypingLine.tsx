import { useEffect, useState } from 'react';
import type { ConversationKey } from '../../state/chat-key.ts';
import { type Typist, typingWords } from '../../state/chat-typing.ts';
import { useChat } from './context.tsx';

const NOBODY: readonly Typist[] = [];

/** Who writes just now; nothing is said aloud, since it changes all the time. */
export function TypingLine({ conversation }: { conversation: ConversationKey }) {
  const typists = useChat((state) => state.typing[conversation] ?? NOBODY);
  const [now, setNow] = useState(Date.now);
  const next = Math.min(...typists.map(({ until }) => until));
  useEffect(() => {
    setNow(Date.now());
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()));
    return () => clearTimeout(timer);
  }, [next]);
  const names = typists.filter(({ until }) => until > now).map(({ username }) => username);
  return (
    <span data-typing="" className="min-w-0 flex-1 truncate">
      {typingWords(names)}
    </span>
  );
}
