import { directKey } from '../../../state/chat-key.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { useChat, useChatHandle } from '../context.tsx';
import { PeopleField } from './PeopleField.tsx';

/** Of each further server one more question is asked with every name. */
const SERVERS_MAX = 8;

/** Anyone who lives in one of one's own worlds; those of the world that is shown first. */
export function NewDirectDialog({ serverId, onClose }: { serverId: string | undefined; onClose: () => void }) {
  const { go } = useChatHandle();
  const me = useChat((state) => state.userId);
  const servers = useChat((state) => state.servers) ?? [];
  const others = servers.map(({ id }) => id).filter((id) => id !== serverId);
  const all = [...(serverId ? [serverId] : []), ...others].slice(0, SERVERS_MAX);
  return (
    <Dialog open onOpenChange={onClose} title="Start a conversation">
      {all.length === 0 ? (
        <p className="text-ink-soft">Join a world first: you can write to everyone who lives where you live.</p>
      ) : (
        <PeopleField
          label="Name"
          hint="You can write to everyone who lives in one of your worlds. Who is away finds it later."
          serverIds={all}
          without={new Set([me])}
          onPick={({ user_id }) => {
            onClose();
            go(directKey(user_id));
          }}
        />
      )}
    </Dialog>
  );
}
