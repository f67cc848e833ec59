import type { HeldMessage } from '../../../../shared/protocol/moderation.ts';
import { findChannel } from '../../../state/chat.ts';
import { Button } from '../../kit/Button.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions } from '../context.tsx';
import { fullTime } from '../words.ts';
import { Card, PagedList } from './PagedList.tsx';
import { usePages } from './usePages.ts';

export function HeldTab({ serverId }: { serverId: string }) {
  const { care } = useChatActions();
  const changes = useChat((state) => state.moderation[serverId] ?? 0);
  const pages = usePages(
    async (cursor) => {
      const { held_messages, ...page } = await care.held(serverId, cursor);
      return { ...page, items: held_messages };
    },
    ({ id }) => id,
    changes,
  );
  return (
    <PagedList pages={pages} empty="No message waits. Messages with words of the list “Words” come here first.">
      {(held) => (
        <HeldCard key={held.id} held={held} serverId={serverId} onDone={() => pages.drop(({ id }) => id === held.id)} />
      )}
    </PagedList>
  );
}

function HeldCard({ held, serverId, onDone }: { held: HeldMessage; serverId: string; onDone: () => void }) {
  const { care } = useChatActions();
  const channel = useChat((state) => (held.channel_id ? findChannel(state, held.channel_id) : undefined));
  const decide = useAction(async (decision: 'approve' | 'reject') => {
    await care.decideHeld(serverId, held.id, decision);
    onDone();
  });
  return (
    <Card>
      <p>
        <strong>{held.username}</strong>
        {channel && ` in ${channel.name}`}
        <span className="text-caption text-ink-soft">{` · ${fullTime(held.created_at)} · because of “${held.pattern}”`}</span>
      </p>
      <p dir="auto" className="overflow-clip whitespace-pre-wrap border-line-strong border-l-4 pl-3">
        {held.content}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          className="pointer-coarse:h-11"
          variant="primary"
          busy={decide.busy}
          onClick={() => decide.run('approve')}
        >
          Let it out
        </Button>
        <Button size="small" className="pointer-coarse:h-11" busy={decide.busy} onClick={() => decide.run('reject')}>
          Throw it away
        </Button>
      </div>
    </Card>
  );
}
