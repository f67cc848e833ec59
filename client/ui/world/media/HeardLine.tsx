import { Eye, Lock, Mic, MicOff, Moon, UserRound } from 'lucide-react';
import { useMemo } from 'react';
import { channelOf } from '../../../state/chat.ts';
import { channelKey } from '../../../state/chat-key.ts';
import { useChat } from '../../chat/context.tsx';
import { cx } from '../../kit/cx.ts';
import { Spinner } from '../../kit/Spinner.tsx';
import { useAsking } from './asking.ts';
import { useMedia } from './context.ts';
import { type Heard, whoHears } from './heard.ts';
import { usePlace } from './usePlace.ts';

const LOOK = {
  live: [Mic, 'text-accent-text'],
  seen: [Eye, 'text-accent-text'],
  alone: [UserRound, 'text-ink-soft'],
  quiet: [MicOff, 'text-ink-soft'],
  rest: [Moon, 'text-focus'],
} as const;

/** Who can hear one now. Always there while one is in the talk. */
export function HeardLine() {
  const progress = useProgress();
  const heard = useHeard();
  const locked = useMedia((state) => state.locked);
  const [Icon, tone] = locked && heard.tone !== 'rest' ? ([Lock, 'text-lamp-text'] as const) : LOOK[heard.tone];
  return (
    <p role="status" aria-label="Who hears you" className="flex min-h-10 items-center gap-2.5 px-3 py-1 text-small">
      {progress ? <Spinner size={16} /> : <Icon size={16} aria-hidden className={cx('shrink-0', tone)} />}
      <span className="min-w-0">
        <span className="block font-semibold">{progress ?? heard.text}</span>
        {!progress && heard.more && <span className="block text-caption text-ink-soft">{heard.more}</span>}
      </span>
    </p>
  );
}

export function useHeard(): Heard {
  const place = usePlace();
  const peers = useMedia((state) => state.peers);
  const audio = useMedia((state) => state.audio);
  const video = useMedia((state) => state.video && !state.videoPaused);
  const screen = useMedia((state) => state.screen === 'on');
  const muted = useMedia((state) => state.muted);
  const pushToTalk = useMedia((state) => state.pushToTalk);
  const locked = useMedia((state) => state.locked);
  const beyond = useMedia((state) => state.beyond);
  const channelId = useMedia((state) => state.channelId);
  const channel = useChat((state) =>
    channelId === null ? null : (channelOf(state, channelKey(channelId))?.name ?? 'of this world'),
  );
  return useMemo(
    () =>
      whoHears({
        ...{ audio, video, screen, muted, pushToTalk, locked, beyond, place, channel },
        peers: [...peers.values()],
      }),
    [peers, audio, video, screen, muted, pushToTalk, locked, beyond, place, channel],
  );
}

/** What takes its time; null: nothing. */
export function useProgress(): string | null {
  const isStarting = useMedia(({ phase }) => phase === 'starting');
  const isChoosing = useMedia(({ screen }) => screen === 'asking');
  const asked = useAsking();
  const hasMicrophone = useMedia(({ audio }) => audio);
  const hasCamera = useMedia(({ video }) => video);
  if (isChoosing) return 'Choose what to show…';
  if (isStarting) return 'Connecting…';
  if (asked.microphone && !hasMicrophone) return 'Asking for your microphone…';
  return asked.camera && !hasCamera ? 'Asking for your camera…' : null;
}
