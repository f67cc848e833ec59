import { useEffect, useState } from 'react';
import { storage } from '../../net/storage.ts';
import { navigate } from '../../router/place.ts';
import { directOf } from '../../state/chat.ts';
import { type ConversationKey, channelKey } from '../../state/chat-key.ts';
import { addressOf } from './addresses.ts';
import { useChat, useChatHandle } from './context.tsx';

const SERVER = 'atrium.chat_server';
const channelPlace = (serverId: string): string => `atrium.chat_channel.${serverId}`;

/** Whose channels stand in the list: the one of the address, the last one, or the first. */
export function useServerOfPage(wanted: string | undefined, conversation: ConversationKey | null): string | undefined {
  const servers = useChat((state) => state.servers);
  const shared = useChat((state) => (conversation ? directOf(state, conversation)?.server_id : null));
  const [last, setLast] = useState(() => storage.getItem(SERVER));
  useEffect(() => {
    if (!wanted) return;
    setLast(wanted);
    storage.setItem(SERVER, wanted);
  }, [wanted]);
  useEffect(() => {
    const id = conversation?.startsWith('channel:') ? conversation.slice('channel:'.length) : undefined;
    if (wanted && id) storage.setItem(channelPlace(wanted), id);
  }, [wanted, conversation]);
  const isMine = (id: string | null | undefined): id is string => servers?.some((server) => server.id === id) ?? false;
  if (isMine(wanted)) return wanted;
  if (isMine(last)) return last;
  return shared ?? servers?.[0]?.id;
}

/** On a desk a conversation is always open: the one that was open last, or where everyone meets. */
export function useDefaultConversation(options: {
  serverId: string | undefined;
  isOpen: boolean;
  ready: boolean;
}): void {
  const { serverId, isOpen, ready } = options;
  const { store } = useChatHandle();
  const channels = useChat((state) => (serverId ? state.channels[serverId] : undefined));
  useEffect(() => {
    if (isOpen || !ready || !serverId || !channels) return;
    const isPhone = matchMedia('(max-width: 767px)').matches;
    if (isPhone) return;
    const kept = storage.getItem(channelPlace(serverId));
    const channel = channels.find(({ id }) => id === kept) ?? channels.find((one) => one.is_default) ?? channels[0];
    const address = channel && addressOf(store.getState(), channelKey(channel.id));
    if (address) navigate(address, { replace: true });
  }, [store, serverId, channels, isOpen, ready]);
}
