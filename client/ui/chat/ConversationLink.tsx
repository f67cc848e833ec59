import type { ReactNode } from 'react';
import { Link } from '../../router/Link.tsx';
import type { ConversationKey } from '../../state/chat-key.ts';
import { cx } from '../kit/cx.ts';
import { useChatHandle } from './context.tsx';

type Props = { to: ConversationKey; current?: boolean; className?: string; children: ReactNode; onGo?: () => void };

/** A real link where conversations have addresses, else a button. */
export function ConversationLink({ to, current, className, children, onGo }: Props) {
  const { go, hrefOf } = useChatHandle();
  const href = hrefOf(to);
  if (href !== undefined) {
    return (
      <Link to={href} onClick={onGo} className={className} aria-current={current ? 'page' : undefined}>
        {children}
      </Link>
    );
  }
  const onClick = (): void => {
    onGo?.();
    go(to);
  };
  return (
    <button
      type="button"
      onClick={onClick}
      className={cx('w-full text-left', className)}
      aria-current={current ? 'true' : undefined}
    >
      {children}
    </button>
  );
}
