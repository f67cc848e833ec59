import {
  ArrowLeft,
  Bell,
  BellOff,
  LogOut,
  MoreVertical,
  Pin,
  Search,
  Settings2,
  Trash2,
  UserPlus,
  Users,
  UserX,
} from 'lucide-react';
import type { Channel } from '../../../shared/protocol/channels.ts';
import type { Direct } from '../../../shared/protocol/directs.ts';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { channelOf, directOf, roleOn } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { Menu, MenuItem, MenuSeparator } from '../kit/Menu.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { useAction } from '../kit/useAction.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import { useChat, useChatActions, useChatHandle } from './context.tsx';
import { Face } from './Face.tsx';
import { type ChatPanel, showChatDialog, toggleChatPanel, useChatView } from './view.ts';

export function ConversationHeader({ conversation }: { conversation: ConversationKey }) {
  const { back, narrow } = useChatHandle();
  const channel = useChat((state) => channelOf(state, conversation));
  const direct = useChat((state) => directOf(state, conversation));
  return (
    <header
      className={cx('flex h-14 shrink-0 items-center gap-2 border-line border-b-2 pr-2 pl-2', !narrow && 'md:pl-4')}
    >
      <IconButton
        icon={ArrowLeft}
        label="Back to the conversations"
        className={narrow ? '' : 'md:hidden'}
        onClick={back}
      />
      {channel && <ChannelTitle channel={channel} />}
      {direct && <DirectTitle direct={direct} />}
      <div className="ml-auto flex shrink-0 items-center">
        {channel && (
          <>
            <PanelButton panel="members" icon={Users} label="Members" />
            <PanelButton panel="pins" icon={Pin} label="Pinned messages" />
          </>
        )}
        <PanelButton panel="search" icon={Search} label="Search" />
        {channel && <ChannelMenu channel={channel} />}
        {direct && <DirectMenu direct={direct} />}
      </div>
    </header>
  );
}

/** In the running face: names of others are read letter by letter. */
const title = 'truncate font-bold font-sans text-lead leading-tight';
function ChannelTitle({ channel }: { channel: Channel }) {
  return (
    <>
      <ChannelIcon channel={channel} size={20} />
      <div className="min-w-0">
        <h1 tabIndex={-1} className={title}>
          <bdi>{channel.name}</bdi>
        </h1>
        {channel.topic && (
          <p title={channel.topic} className="truncate text-caption text-ink-soft">
            <bdi>{channel.topic}</bdi>
          </p>
        )}
      </div>
    </>
  );
}

function DirectTitle({ direct: { user_id, username } }: { direct: Direct }) {
  const online = useChat((state) => state.people[user_id]?.online);
  return (
    <>
      <Face userId={user_id} name={username} presence />
      <div className="min-w-0 pl-1">
        <h1 tabIndex={-1} className={title}>
          <bdi>{username}</bdi>
        </h1>
        {online !== undefined && <p className="text-caption text-ink-soft">{online ? 'Online' : 'Offline'}</p>}
      </div>
    </>
  );
}

function PanelButton({ panel, icon, label }: { panel: ChatPanel; icon: typeof Users; label: string }) {
  const open = useChatView((state) => state.panel === panel);
  return (
    <Tooltip tip={label} side="bottom">
      <IconButton
        icon={icon}
        label={label}
        aria-pressed={open}
        className={open ? 'bg-ground-deep text-ink' : ''}
        onClick={() => toggleChatPanel(panel)}
      />
    </Tooltip>
  );
}

function ChannelMenu({ channel }: { channel: Channel }) {
  const { care, reading } = useChatActions();
  const role = useChat((state) => roleOn(state, channel.server_id));
  const mute = useAction(() => care.muteChannel(channel, !channel.muted));
  const join = useAction(() => care.joinChannel(channel));
  const moderates = role !== null && isAtLeast(role, 'MODERATOR');
  const isAdmin = role !== null && isAtLeast(role, 'ADMIN');
  const { last_message_id } = channel;
  return (
    <Menu trigger={<IconButton icon={MoreVertical} label={`More about ${channel.name}`} />}>
      {last_message_id && (
        <MenuItem icon={Bell} onSelect={() => reading.markAll(channel)}>
          Mark as read
        </MenuItem>
      )}
      <MenuItem icon={channel.muted ? Bell : BellOff} onSelect={() => mute.run()}>
        {channel.muted ? 'Notify me again' : 'Mute this channel'}
      </MenuItem>
      {moderates && (
        <MenuItem
          icon={Settings2}
          onSelect={() => showChatDialog({ kind: 'channel', serverId: channel.server_id, channel })}
        >
          {isAdmin ? 'Channel settings' : 'Topic and slow mode'}
        </MenuItem>
      )}
      {channel.is_private && (
        <MenuItem icon={UserPlus} onSelect={() => showChatDialog({ kind: 'channel_people', channel })}>
          {moderates ? 'Add or remove people' : 'Who is in it'}
        </MenuItem>
      )}
      {channel.joined ? (
        !channel.is_default && (
          <MenuItem icon={LogOut} onSelect={() => showChatDialog({ kind: 'leave_channel', channel })}>
            Leave
          </MenuItem>
        )
      ) : (
        <MenuItem icon={UserPlus} onSelect={() => join.run()}>
          Join
        </MenuItem>
      )}
      {isAdmin && !channel.is_default && (
        <>
          <MenuSeparator />
          <MenuItem icon={Trash2} danger onSelect={() => showChatDialog({ kind: 'delete_channel', channel })}>
            Delete this channel
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function DirectMenu({ direct: { user_id: userId, username } }: { direct: Direct }) {
  const { care } = useChatActions();
  const blocked = useChat((state) => state.blocks?.some(({ user_id }) => user_id === userId) ?? false);
  const unblock = useAction(() => care.unblock(userId));
  return (
    <Menu trigger={<IconButton icon={MoreVertical} label={`More about ${username}`} />}>
      {blocked ? (
        <MenuItem icon={UserX} onSelect={() => unblock.run()}>
          Lift the block
        </MenuItem>
      ) : (
        <MenuItem icon={UserX} danger onSelect={() => showChatDialog({ kind: 'block', person: { userId, username } })}>
          Block {username}
        </MenuItem>
      )}
    </Menu>
  );
}
