import { BellOff, ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Channel } from '../../../shared/protocol/channels.ts';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { storage } from '../../net/storage.ts';
import { roleOn, unreadOf } from '../../state/chat.ts';
import { channelKey } from '../../state/chat-key.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import { ConversationLink } from './ConversationLink.tsx';
import { useChat, useChatHandle } from './context.tsx';
import { UnreadBadge } from './UnreadBadge.tsx';
import { showChatDialog } from './view.ts';

const NONE: readonly Channel[] = [];

/** The channels of a virtual server, by category, in their order. */
export function ChannelList({ serverId }: { serverId: string }) {
  const channels = useChat((state) => state.channels[serverId]) ?? NONE;
  const mayMake = useChat((state) => {
    const role = roleOn(state, serverId);
    return role !== null && isAtLeast(role, 'ADMIN');
  });
  const make = mayMake ? () => showChatDialog({ kind: 'channel', serverId, channel: null }) : undefined;
  const byCategory = Map.groupBy(channels, ({ category }) => category ?? '');
  const own = byCategory.get('') ?? NONE;
  byCategory.delete('');
  return (
    <>
      <Category name="Channels" serverId={serverId} channels={own} onMake={make} />
      {[...byCategory].map(([name, inside]) => (
        <Category key={name} name={name} serverId={serverId} channels={inside} />
      ))}
    </>
  );
}

type CategoryProps = {
  name: string;
  serverId: string;
  channels: readonly Channel[];
  onMake?: (() => void) | undefined;
};

function Category({ name, serverId, channels, onMake }: CategoryProps) {
  const place = `atrium.chat_closed.${serverId}.${name}`;
  const [closed, setClosed] = useState(storage.getItem(place) !== null);
  const open = useChat((state) => state.open);
  const unread = useChat((state) => state.unread);
  const toggle = (): void => {
    setClosed(!closed);
    if (closed) storage.removeItem(place);
    else storage.setItem(place, '1');
  };
  // What is unread and what is open is shown all the same.
  const shown = closed
    ? channels.filter(
        ({ id, muted }) => open === channelKey(id) || (!muted && (unread[channelKey(id)]?.unread ?? 0) > 0),
      )
    : channels;
  return (
    <section className="pt-3">
      <div className="flex items-center pr-1">
        <h2 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={!closed}
            onClick={toggle}
            className="flex h-8 w-full items-center gap-1.5 px-2 text-left font-semibold text-caption text-ink-soft hover:text-ink pointer-coarse:h-11"
          >
            <ChevronRight size={14} aria-hidden className={cx('shrink-0', !closed && 'rotate-90')} />
            <span className="truncate">{name}</span>
          </button>
        </h2>
        {onMake && (
          <IconButton
            icon={Plus}
            label="New channel"
            size="small"
            className="size-8 pointer-coarse:size-11"
            onClick={onMake}
          />
        )}
      </div>
      <ul>
        {shown.map((channel) => (
          <ChannelLine key={channel.id} channel={channel} />
        ))}
      </ul>
    </section>
  );
}

function ChannelLine({ channel }: { channel: Channel }) {
  const key = channelKey(channel.id);
  const current = useChat((state) => state.open === key);
  const unread = useChat((state) => unreadOf(state, key).unread);
  const mentions = useChat((state) => unreadOf(state, key).mentions);
  const { VoiceHere } = useChatHandle();
  const isNews = unread > 0 && !channel.muted;
  return (
    <li>
      <ConversationLink
        to={key}
        current={current}
        className={cx(
          'flex h-9 items-center gap-2.5 border-transparent border-l-4 pr-2 pl-2 text-small no-underline pointer-coarse:h-11',
          'focus-visible:-outline-offset-3',
          current ? 'border-accent! bg-accent-wash text-ink' : 'hover:bg-ground-deep',
          isNews || current ? 'font-semibold text-ink' : 'text-ink-soft',
        )}
      >
        <ChannelIcon channel={channel} />
        <span className="min-w-0 flex-1 truncate">
          <bdi>{channel.name}</bdi>
        </span>
        {channel.muted && <BellOff size={14} aria-label="muted" className="shrink-0 text-ink-soft" />}
        <UnreadBadge unread={channel.muted ? 0 : unread} mentions={mentions} />
      </ConversationLink>
      {VoiceHere && channel.type === 'VOICE' && <VoiceHere channel={channel} />}
    </li>
  );
}
