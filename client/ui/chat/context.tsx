// What every part of chat reaches: what is known, what one can do, and how to get from one conversation to another. The
// page and the HUD each put in their own.

import { type ComponentType, createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Channel } from '../../../shared/protocol/channels.ts';
import type { ChatActions } from '../../actions/chat.ts';
import type { ChatState, ChatStore } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';

export type ChatHandle = {
  store: ChatStore;
  actions: ChatActions;
  /** Shows a conversation, with `at` a message of it. */
  go: (key: ConversationKey, at?: string) => void;
  /** The address of a conversation, where it has one. */
  hrefOf: (key: ConversationKey, at?: string) => string | undefined;
  /** Back to the list of conversations, where that is a screen of its own. */
  back: () => void;
  /** One column, however wide the window is: each conversation and each list is a screen of its own. */
  narrow?: boolean;
  /** What stands below a voice channel, where one can talk in it. */
  VoiceHere?: ComponentType<{ channel: Channel }>;
  /** Joins again, after the line was closed for good. */
  rejoin: () => void;
};
const Context = createContext<ChatHandle | null>(null);
export const ChatProvider = Context.Provider;

export function useChatHandle(): ChatHandle {
  const handle = useContext(Context);
  if (!handle) throw new Error('Chat was drawn without a line.');
  return handle;
}
export const useChat = <T,>(select: (state: ChatState) => T): T => useStore(useChatHandle().store, select);
export const useChatActions = (): ChatActions => useChatHandle().actions;
