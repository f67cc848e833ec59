import type { Mute } from '../../../../shared/protocol/moderation.ts';
import { Button } from '../../kit/Button.tsx';
import { Portrait } from '../../kit/Portrait.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions } from '../context.tsx';
import { fullTime } from '../words.ts';
import { PagedList } from './PagedList.tsx';
import { usePages } from './usePages.ts';

export function MutesTab({ serverId }: { serverId: string }) {
  const { care } = useChatActions();
  const changes = useChat((state) => state.moderation[serverId] ?? 0);
  const pages = usePages(
    async (cursor) => {
      const { mutes, ...page } = await care.mutes(serverId, cursor);
      return { ...page, items: mutes };
    },
    ({ user_id }) => user_id,
    changes,
  );
  return (
    <PagedList pages={pages} empty="Nobody is muted. The menu of a message mutes its author for a while.">
      {(mute) => (
        <MuteLine
          key={mute.user_id}
          mute={mute}
          serverId={serverId}
          onDone={() => pages.drop(({ user_id }) => user_id === mute.user_id)}
        />
      )}
    </PagedList>
  );
}

function MuteLine({ mute, serverId, onDone }: { mute: Mute; serverId: string; onDone: () => void }) {
  const { care } = useChatActions();
  const lift = useAction(async () => {
    await care.unmutePerson(serverId, mute.user_id);
    onDone();
  });
  return (
    <li className="flex min-h-14 items-center gap-3 text-small">
      <Portrait avatarId={mute.avatar_id} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <bdi>{mute.username}</bdi>
        </span>
        <span className="block text-caption text-ink-soft">
          until {fullTime(mute.until)}
          {mute.reason && `: ${mute.reason}`}
        </span>
      </span>
      <Button
        size="small"
        className="pointer-coarse:h-11"
        busy={lift.busy}
        onClick={() => lift.run()}
        aria-label={`Unmute ${mute.username}`}
      >
        Unmute
      </Button>
    </li>
  );
}
