import type { Block } from '../../../../shared/protocol/directs.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { Skeleton } from '../../kit/Feedback.tsx';
import { Portrait } from '../../kit/Portrait.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useChat, useChatActions } from '../context.tsx';
import { shortTime } from '../words.ts';

export function BlocksDialog({ onClose }: { onClose: () => void }) {
  const blocks = useChat((state) => state.blocks);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Blocked people"
      description="You and they can not write to each other or hear each other nearby."
    >
      {!blocks && <Skeleton className="h-24" />}
      {blocks?.length === 0 && (
        <p className="py-4 text-ink-soft">Nobody. To block somebody, open the menu of one of their messages.</p>
      )}
      <ul className="flex flex-col">
        {blocks?.map((block) => (
          <BlockLine key={block.user_id} block={block} />
        ))}
      </ul>
    </Dialog>
  );
}

function BlockLine({ block: { user_id, username, avatar_id, created_at } }: { block: Block }) {
  const { care } = useChatActions();
  const unblock = useAction(() => care.unblock(user_id));
  return (
    <li className="flex min-h-14 items-center gap-3 text-small">
      <Portrait avatarId={avatar_id} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">
          <bdi>{username}</bdi>
        </span>
        <span className="text-caption text-ink-soft">since {shortTime(Date.parse(created_at), Date.now())}</span>
      </span>
      <Button
        size="small"
        className="pointer-coarse:h-11"
        busy={unblock.busy}
        onClick={() => unblock.run()}
        aria-label={`Unblock ${username}`}
      >
        Unblock
      </Button>
    </li>
  );
}
