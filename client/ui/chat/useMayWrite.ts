import { useEffect, useState } from 'react';
import { channelOf, directOf } from '../../state/chat.ts';
import { type ConversationKey, isDirect, partsOf } from '../../state/chat-key.ts';
import { useChat } from './context.tsx';
import { waitInWords } from './words.ts';

export type MayWrite = {
  /** In plain words, where one can not write at all. */
  closed: string | null;
  /** In plain words, with the time that is left, where one can not write yet. */
  pause: string | null;
  /** Until then there is no use in trying. */
  mustWait: boolean;
  mayAttach: boolean;
};

export function useMayWrite(key: ConversationKey): MayWrite {
  const channel = useChat((state) => channelOf(state, key));
  const direct = useChat((state) => directOf(state, key));
  const mine = useChat((state) => state.blocks?.some(({ user_id }) => user_id === partsOf(key).id) ?? false);
  const { pause, mustWait } = usePause(key);
  if (isDirect(key)) {
    const closed = direct?.blocked
      ? mine
        ? `You have blocked ${direct.username}. Lift the block to write to each other again.`
        : `You can not write to ${direct.username}.`
      : direct && direct.server_id === null
        ? `You and ${direct.username} share no virtual server any more, so you can not write to each other.`
        : null;
    return { closed, pause, mustWait, mayAttach: direct?.server_id != null };
  }
  if (!channel) return { closed: null, pause, mustWait, mayAttach: false };
  const maySend = channel.permissions.includes('send');
  return {
    closed: maySend ? null : 'You can read this channel, but only those who look after it write here.',
    pause,
    mustWait,
    mayAttach: channel.permissions.includes('attach'),
  };
}

/** Slow mode, or a mute: counts down by the second. */
function usePause(key: ConversationKey): Pick<MayWrite, 'pause' | 'mustWait'> {
  const pause = useChat((state) => state.pauses[key]);
  const [now, setNow] = useState(Date.now);
  const runs = pause !== undefined && pause.until > now;
  useEffect(() => {
    setNow(Date.now());
    if (!pause) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= pause.until) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [pause]);
  if (!runs) return { pause: null, mustWait: false };
  return { pause: `${pause.reason} ${waitInWords(pause.until - now)} left.`, mustWait: pause.isFirm };
}
