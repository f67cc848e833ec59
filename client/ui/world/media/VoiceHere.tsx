import { Headphones, LogOut } from 'lucide-react';
import type { Channel } from '../../../../shared/protocol/channels.ts';
import { Button } from '../../kit/Button.tsx';
import { useAction } from '../../kit/useAction.ts';
import { turnMicrophoneOn } from './asking.ts';
import { useMedia, useMediaHandle } from './context.ts';
import { company } from './heard.ts';

/** Below a voice channel in the list: the way in and out, and who is in it while one is oneself. */
export function VoiceHere({ channel }: { channel: Channel }) {
  const media = useMediaHandle();
  const isHere = useMedia(({ phase, channelId }) => phase === 'on' && channelId === channel.id);
  const peers = useMedia((state) => state.peers);
  const join = useAction(async () => {
    await media.actions.joinVoice(channel.id);
    const { phase, channelId, audio } = media.store.getState();
    if (phase === 'on' && channelId === channel.id && !audio) await turnMicrophoneOn(media);
  });
  const leave = useAction(() => media.actions.joinVoice(null));
  const names = [...peers.values()].map(({ username }) => username);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-1 pl-9">
      {isHere ? (
        <Button
          size="small"
          icon={LogOut}
          busy={leave.busy}
          className="pointer-coarse:h-11"
          onClick={() => void leave.run()}
        >
          Leave voice
        </Button>
      ) : (
        <Button
          size="small"
          icon={Headphones}
          busy={join.busy}
          aria-label={`Talk here: ${channel.name}`}
          className="pointer-coarse:h-11"
          onClick={() => void join.run()}
        >
          Talk here
        </Button>
      )}
      {isHere && (
        <span className="min-w-0 text-caption text-ink-soft">
          {names.length === 0 ? 'Nobody else is in it' : `With ${company(names)}`}
        </span>
      )}
    </div>
  );
}
