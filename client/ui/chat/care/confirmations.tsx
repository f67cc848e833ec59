// What is asked once more before it is done.

import type { Channel } from '../../../../shared/protocol/channels.ts';
import type { Message } from '../../../../shared/protocol/chat.ts';
import { toast } from '../../../state/toasts.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions, useChatHandle } from '../context.tsx';
import type { Someone } from '../view.ts';
import { inOneLine } from '../words.ts';

type Closing = { onClose: () => void };

export function DeleteChannel({ channel, onClose }: { channel: Channel } & Closing) {
  const { care } = useChatActions();
  const { back } = useChatHandle();
  const open = useChat((state) => state.open);
  const run = useAction(async () => {
    await care.deleteChannel(channel);
    onClose();
    if (open === `channel:${channel.id}`) back();
    toast(`${channel.name} was deleted.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Delete ${channel.name}?`}
      confirmLabel="Delete the channel"
      danger
      typed={channel.name}
      busy={run.busy}
      onConfirm={run.run}
    >
      All that was said in it is deleted for everyone, with its files. Nobody can bring it back.
    </ConfirmDialog>
  );
}

export function LeaveChannel({ channel, onClose }: { channel: Channel } & Closing) {
  const { care } = useChatActions();
  const { back } = useChatHandle();
  const open = useChat((state) => state.open);
  const run = useAction(async () => {
    await care.leaveChannel(channel);
    onClose();
    if (channel.is_private && open === `channel:${channel.id}`) back();
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Leave ${channel.name}?`}
      confirmLabel="Leave"
      danger
      busy={run.busy}
      onConfirm={run.run}
    >
      {channel.is_private
        ? 'You will not see it any more until a moderator adds you again.'
        : 'You can still read it, and join again whenever you like.'}
    </ConfirmDialog>
  );
}

export function BlockPerson({ person, onClose }: { person: Someone } & Closing) {
  const { care } = useChatActions();
  const run = useAction(async () => {
    await care.block(person.userId);
    onClose();
    toast(`You blocked ${person.username}. Take it back under “Blocked people” in your menu.`);
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Block ${person.username}?`}
      confirmLabel="Block"
      danger
      busy={run.busy}
      onConfirm={run.run}
    >
      Neither of you can write to the other any more or hear the other nearby. What they say in channels is folded away
      for you. They are not told.
    </ConfirmDialog>
  );
}

export function DeleteMessage({ message, onClose }: { message: Message } & Closing) {
  const { writing } = useChatActions();
  const me = useChat((state) => state.userId);
  const run = useAction(async () => {
    await writing.remove(message);
    onClose();
  });
  const mine = message.user_id === me;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={mine ? 'Delete your message?' : `Delete the message of ${message.username}?`}
      confirmLabel="Delete"
      danger
      busy={run.busy}
      onConfirm={run.run}
    >
      <blockquote className="line-clamp-3 border-line-strong border-l-4 pl-3 text-small">
        <bdi>{inOneLine(message)}</bdi>
      </blockquote>
      <p className="mt-3">Others see that a message was here, but not what it said.</p>
    </ConfirmDialog>
  );
}
