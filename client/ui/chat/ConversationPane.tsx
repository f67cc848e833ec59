// One conversation: what it is, what was said in it, and where one writes.

import { Upload } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { channelOf, directOf } from '../../state/chat.ts';
import type { ConversationKey } from '../../state/chat-key.ts';
import { Composer } from './Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { useChat, useChatActions } from './context.tsx';
import { LineBanner } from './LineBanner.tsx';
import { MessageList } from './MessageList.tsx';
import { useMayWrite } from './useMayWrite.ts';

/** As people call it. */
export function useConversationName(key: ConversationKey): string {
  return useChat((state) => {
    const channel = channelOf(state, key);
    if (channel) return `#${channel.name}`;
    return directOf(state, key)?.username ?? '';
  });
}

export function ConversationPane({ conversation }: { conversation: ConversationKey }) {
  const { uploads } = useChatActions();
  const name = useConversationName(conversation);
  const { mayAttach, closed } = useMayWrite(conversation);
  const drop = useDrop(mayAttach && !closed, (files) => uploads.attach(conversation, conversation, files));
  return (
    <section {...drop.on} aria-label={name} className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <ConversationHeader conversation={conversation} />
      <LineBanner />
      <MessageList key={conversation} conversation={conversation} />
      <Composer key={`${conversation} composer`} conversation={conversation} name={name} />
      {drop.over && (
        <div className="pointer-events-none absolute inset-3 z-30 grid place-items-center border-4 border-accent border-dashed bg-accent-wash/90">
          <p className="flex items-center gap-3 font-display text-heading">
            <Upload size={28} aria-hidden /> Drop to attach
          </p>
        </div>
      )}
    </section>
  );
}

function useDrop(allowed: boolean, onFiles: (files: File[]) => void) {
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => allowed && event.dataTransfer.types.includes('Files');
  return {
    over,
    on: {
      onDragOver: (event: DragEvent): void => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent): void => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent): void => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
