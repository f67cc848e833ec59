// The menu of a message, one for the whole list: it opens where it was asked for, by pointer, by touch and by keyboard.

import {
  Ban,
  Copy,
  Flag,
  History,
  Link,
  type LucideIcon,
  MessageCircle,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Trash2,
  UserMinus,
  UserX,
  VolumeX,
} from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { useCallback, useRef, useState } from 'react';
import type { Message } from '../../../shared/protocol/chat.ts';
import { EDIT_WINDOW_MS } from '../../../shared/rules/chat.ts';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { channelOf, roleOn } from '../../state/chat.ts';
import { directKey, isDirect, keyOfMessage } from '../../state/chat-key.ts';
import { toast } from '../../state/toasts.ts';
import { MenuItem, MenuSeparator } from '../kit/Menu.tsx';
import { useAction } from '../kit/useAction.ts';
import { EMOJI } from '../world/glass.ts';
import { copyText } from './CodeBlock.tsx';
import { useChat, useChatActions, useChatHandle } from './context.tsx';
import { timeOf } from './rows.ts';
import { useThread } from './ThreadLine.tsx';
import { showChatDialog } from './view.ts';

type Spot = { x: number; y: number };
export type OpenMenu = (message: Message, at: Spot) => void;

export function useMessageMenu() {
  const [open, setOpen] = useState<{ message: Message; at: Spot } | null>(null);
  const onMenu: OpenMenu = useCallback((message, at) => setOpen({ message, at }), []);
  return { onMenu, menu: open && <MessageMenu {...open} onClose={() => setOpen(null)} /> };
}

const QUICK = ['👍', '❤️', '😂', '🎉', '😮', '😢'];

function MessageMenu({ message, at, onClose }: { message: Message; at: Spot; onClose: () => void }) {
  const opener = useRef(document.activeElement);
  return (
    <Radix.Root open modal={false} onOpenChange={(next) => !next && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="fixed size-0" style={{ left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label={`Message of ${message.username}`}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Where something else took the focus meanwhile (the composer, a dialog), it stays.
            if (document.activeElement === document.body && opener.current instanceof HTMLElement)
              opener.current.focus();
          }}
          className="frame-float z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-60 overflow-y-auto animate-fade bg-surface p-1 [--frame:var(--outline)]"
        >
          <QuickSigns message={message} />
          <Items message={message} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function QuickSigns({ message }: { message: Message }) {
  const { writing } = useChatActions();
  return (
    <>
      <div className="flex">
        {QUICK.map((emoji) => (
          <Radix.Item
            key={emoji}
            aria-label={`React with ${emoji}`}
            onSelect={() => void writing.react(message, emoji)}
            style={{ fontFamily: EMOJI }}
            className="grid size-10 flex-1 select-none place-items-center text-lead outline-none data-highlighted:bg-accent-wash pointer-coarse:size-11"
          >
            {emoji}
          </Radix.Item>
        ))}
      </div>
      <MenuSeparator />
    </>
  );
}

function Items({ message }: { message: Message }) {
  const { hrefOf, go } = useChatHandle();
  const { writing } = useChatActions();
  const { mine, moderates, mayPin, role, key, mayEdit } = useFacts(message);
  const thread = useThread();
  const pin = useAction((pinned: boolean) => writing.pin(message, pinned));
  const person = { userId: message.user_id, username: message.username };
  const { server_id: serverId } = message;
  const href = hrefOf(key, message.id);
  const copy = async (text: string, done: string): Promise<void> => {
    if (await copyText(text)) toast(done, { tone: 'success' });
  };
  return (
    <>
      <Deed icon={Reply} run={() => writing.answer(key, message)}>
        Reply
      </Deed>
      <Deed icon={MessagesSquare} run={() => thread.run(message)}>
        Open the thread
      </Deed>
      {mayEdit && (
        <Deed icon={Pencil} run={() => writing.startEditing(message)}>
          Edit
        </Deed>
      )}
      {mayPin && (
        <Deed icon={message.is_pinned ? PinOff : Pin} run={() => pin.run(!message.is_pinned)}>
          {message.is_pinned ? 'Take the pin away' : 'Pin'}
        </Deed>
      )}
      {message.content && (
        <Deed icon={Copy} run={() => copy(message.content, 'The text was copied.')}>
          Copy the text
        </Deed>
      )}
      {href && (
        <Deed icon={Link} run={() => copy(location.origin + href, 'The link was copied.')}>
          Copy a link to it
        </Deed>
      )}
      {message.edited_at !== null && (mine || moderates) && (
        <Deed icon={History} run={() => showChatDialog({ kind: 'versions', message })}>
          Earlier versions
        </Deed>
      )}
      <MenuSeparator />
      {!mine && !isDirect(key) && (
        <Deed icon={MessageCircle} run={() => go(directKey(message.user_id))}>
          Write to {message.username}
        </Deed>
      )}
      {!mine && (
        <>
          <Deed icon={Flag} run={() => showChatDialog({ kind: 'report', message })}>
            Report
          </Deed>
          <Deed icon={UserX} run={() => showChatDialog({ kind: 'block', person })}>
            Block {message.username}
          </Deed>
        </>
      )}
      {!mine && role && !isDirect(key) && isAtLeast(role, 'MODERATOR') && (
        <>
          <MenuSeparator />
          <Deed icon={VolumeX} run={() => showChatDialog({ kind: 'mute', serverId, person })}>
            Mute {message.username}
          </Deed>
          <Deed icon={UserMinus} run={() => showChatDialog({ kind: 'remove', serverId, person, ban: false })}>
            Remove from this world
          </Deed>
          <Deed icon={Ban} danger run={() => showChatDialog({ kind: 'remove', serverId, person, ban: true })}>
            Ban from this world
          </Deed>
        </>
      )}
      {(mine || moderates) && (
        <Deed icon={Trash2} danger run={() => showChatDialog({ kind: 'delete_message', message })}>
          Delete
        </Deed>
      )}
    </>
  );
}

type DeedProps = { icon: LucideIcon; danger?: boolean; run: () => unknown; children: React.ReactNode };
const Deed = ({ icon, danger, run, children }: DeedProps) => (
  <MenuItem icon={icon} {...(danger && { danger })} onSelect={() => void run()}>
    <span className="truncate">{children}</span>
  </MenuItem>
);

function useFacts(message: Message) {
  const me = useChat((state) => state.userId);
  const key = keyOfMessage(message, me);
  const role = useChat((state) => roleOn(state, message.server_id));
  const channel = useChat((state) => channelOf(state, key));
  const mine = message.user_id === me;
  const moderates = channel?.permissions.includes('moderate') ?? false;
  return {
    ...{ key, role, mine, moderates },
    mayPin: moderates || isDirect(key),
    mayEdit: mine && Date.now() - timeOf(message) <= EDIT_WINDOW_MS,
  };
}
