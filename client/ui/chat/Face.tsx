import { useEffect } from 'react';
import { cx } from '../kit/cx.ts';
import { Portrait } from '../kit/Portrait.tsx';
import { useChat, useChatActions } from './context.tsx';

type FaceProps = { userId: string; name: string; size?: number; presence?: boolean; className?: string };

/** Somebody's portrait; the first letter of their name until it is known. Decorative: the name stands beside it. */
export function Face({ userId, name, size = 32, presence, className }: FaceProps) {
  const { lists } = useChatActions();
  const person = useChat((state) => state.people[userId]);
  useEffect(() => lists.meet(userId), [lists, userId]);
  if (!person) {
    return (
      <span
        aria-hidden="true"
        style={{ width: size, height: size }}
        className={cx(
          'grid shrink-0 place-items-center bg-ground-deep font-display text-body text-ink-soft',
          className,
        )}
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
    );
  }
  const status = presence && person.online !== undefined ? (person.online ? 'online' : 'offline') : undefined;
  return (
    <Portrait
      avatarId={person.avatarId}
      size={size}
      {...(status && { status })}
      {...(className !== undefined && { className })}
    />
  );
}
