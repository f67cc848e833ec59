// What of chat is open beside a conversation and over it.

import { create } from 'zustand';
import type { Channel } from '../../../shared/protocol/channels.ts';
import type { Attachment, Message } from '../../../shared/protocol/chat.ts';

export type ChatPanel = 'members' | 'pins' | 'search' | 'thread';
export type Someone = { userId: string; username: string };
export type ChatDialog =
  | { kind: 'channel'; serverId: string; channel: Channel | null }
  | { kind: 'channel_people'; channel: Channel }
  | { kind: 'delete_channel'; channel: Channel }
  | { kind: 'leave_channel'; channel: Channel }
  | { kind: 'new_direct'; serverId: string | undefined }
  | { kind: 'blocks' }
  | { kind: 'block'; person: Someone }
  | { kind: 'report'; message: Message }
  | { kind: 'mute'; serverId: string; person: Someone }
  | { kind: 'remove'; serverId: string; person: Someone; ban: boolean }
  | { kind: 'delete_message'; message: Message }
  | { kind: 'versions'; message: Message }
  | { kind: 'moderation'; serverId: string }
  | { kind: 'notifications' }
  | { kind: 'image'; attachment: Attachment };

export const useChatView = create<{ panel: ChatPanel | null; dialog: ChatDialog | null }>(() => ({
  panel: null,
  dialog: null,
}));

export const showChatPanel = (panel: ChatPanel | null): void => useChatView.setState({ panel });
export const toggleChatPanel = (panel: ChatPanel): void =>
  useChatView.setState((state) => ({ panel: state.panel === panel ? null : panel }));
export const showChatDialog = (dialog: ChatDialog | null): void => useChatView.setState({ dialog });
