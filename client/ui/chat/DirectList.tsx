import { MessageSquarePlus } from 'lucide-react';
import { useEffect } from 'react';
import type { Direct } from '../../../shared/protocol/directs.ts';
import { unreadOf } from '../../state/chat.ts';
import { directKey } from '../../state/chat-key.ts';
import { Count } from '../kit/Badge.tsx';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { ConversationLink } from './ConversationLink.tsx';
import { useChat, useChatActions } from './context.tsx';
import { Face } from './Face.tsx';
import { showChatDialog } from './view.ts';
import { inOneLine } from './words.ts';

const PRESENCE_MS = 20_000;

/** With whom one writes, the latest first. */
export function DirectList({ serverId }: { serverId: string | undefined }) {
  const directs = useChat((state) => state.directs) ?? [];
  useDirectPresence(directs);
  return (
    <section className="pt-3">
      <div className="flex items-center pr-1">
        <h2 className="flex-1 px-2 font-semibold text-caption text-ink-soft leading-8">Direct messages</h2>
        <IconButton
          icon={MessageSquarePlus}
          label="Start a conversation"
          size="small"
          className="size-8 pointer-coarse:size-11"
          onClick={() => showChatDialog({ kind: 'new_direct', serverId })}
        />
      </div>
      {directs.length === 0 && (
        <p className="px-2 py-1 text-caption text-ink-soft">
          Nobody yet. Start a conversation with anyone who lives in one of your worlds.
        </p>
      )}
      <ul>
        {directs.map((direct) => (
          <DirectLine key={direct.user_id} direct={direct} />
        ))}
      </ul>
    </section>
  );
}

function DirectLine({ direct }: { direct: Direct }) {
  const { user_id, username, last_message } = direct;
  const key = directKey(user_id);
  const me = useChat((state) => state.userId);
  const current = useChat((state) => state.open === key);
  const unread = useChat((state) => unreadOf(state, key).unread);
  const before = last_message?.user_id === me ? 'You: ' : '';
  return (
    <li>
      <ConversationLink
        to={key}
        current={current}
        className={cx(
          'flex min-h-12 items-center gap-2.5 border-transparent border-l-4 px-2 text-small no-underline focus-visible:-outline-offset-3',
          current ? 'border-accent! bg-accent-wash' : 'hover:bg-ground-deep',
        )}
      >
        <Face userId={user_id} name={username} presence />
        <span className="min-w-0 flex-1">
          <span className={cx('block truncate', unread > 0 || current ? 'font-semibold text-ink' : 'text-ink-soft')}>
            <bdi>{username}</bdi>
          </span>
          {last_message && (
            <span className="block truncate text-caption text-ink-soft">
              <bdi>{before + inOneLine(last_message)}</bdi>
            </span>
          )}
        </span>
        {unread > 0 && <Count value={unread} label="unread" />}
      </ConversationLink>
    </li>
  );
}

/** Who of them is there: asked by name of the server that both are in, while the list is in view. */
function useDirectPresence(directs: readonly Direct[]): void {
  const { lists } = useChatActions();
  const servers = [...new Set(directs.flatMap(({ server_id }) => server_id ?? []))].slice(0, 5).join(' ');
  useEffect(() => {
    if (servers === '') return;
    const ask = (): void => {
      if (document.hidden) return;
      for (const id of servers.split(' ')) lists.readMembers(id, 1).catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, PRESENCE_MS);
    return () => clearInterval(timer);
  }, [lists, servers]);
}
