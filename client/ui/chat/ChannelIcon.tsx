import { Hash, Lock, Megaphone, Volume2 } from 'lucide-react';
import type { Channel } from '../../../shared/protocol/channels.ts';
import { isAnnouncement } from './words.ts';

const KINDS = {
  voice: [Volume2, 'Voice channel'],
  announcement: [Megaphone, 'Announcements'],
  closed: [Lock, 'Private channel'],
  text: [Hash, 'Channel'],
} as const;

const kindOf = (channel: Channel): keyof typeof KINDS => {
  if (channel.type === 'VOICE') return 'voice';
  if (channel.is_private || channel.min_role !== 'MEMBER') return 'closed';
  return isAnnouncement(channel) ? 'announcement' : 'text';
};

/** With its meaning in words for who does not see it. */
export function ChannelIcon({ channel, size = 18 }: { channel: Channel; size?: number }) {
  const [Icon, words] = KINDS[kindOf(channel)];
  return (
    <>
      <Icon size={size} aria-hidden className="shrink-0 text-ink-soft" />
      <span className="sr-only">{words}</span>
    </>
  );
}
