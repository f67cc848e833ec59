import type { ReactNode } from 'react';
import { channelOf, directOf } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import { useChat } from './context.tsx';
import { Face } from './Face.tsx';

/** What stands above the first message, and alone while nothing was said. */
export function Intro({ conversation }: { conversation: ConversationKey }) {
  const channel = useChat((state) => channelOf(state, conversation));
  const direct = useChat((state) => directOf(state, conversation));
  if (channel) {
    return (
      <Frame picture={<ChannelIcon channel={channel} size={28} />} title={`Welcome to #${channel.name}`}>
        {channel.topic ? `${channel.topic}. ` : ''}
        {channel.permissions.includes('send')
          ? 'This is where it begins: say something, drop a file, or mention somebody with @.'
          : 'This is where it begins. Those who look after this world write here.'}
      </Frame>
    );
  }
  if (!direct) return null;
  return (
    <Frame picture={<Face userId={direct.user_id} name={direct.username} size={64} presence />} title={direct.username}>
      This is where your conversation begins. Only the two of you see it, and it waits for who is away.
    </Frame>
  );
}

const Frame = ({ picture, title, children }: { picture: ReactNode; title: string; children: ReactNode }) => (
  <div className="flex flex-col gap-2 px-4 pt-10 pb-4">
    <span className="grid size-16 place-items-center bg-ground-deep">{picture}</span>
    <h2 className="font-bold font-sans text-title">
      <bdi>{title}</bdi>
    </h2>
    <p className="max-w-prose text-ink-soft">{children}</p>
  </div>
);
