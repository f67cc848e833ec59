import { useEffect } from 'react';
import type { Member, VirtualServer } from '../../../shared/protocol/servers.ts';
import { approveMember, loadMembers, rejectMember } from '../../actions/members.ts';
import { openMembers, useMembers } from '../../state/members.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';
import { day, PeopleList, PersonLine } from './PeopleList.tsx';

/** People who asked to be let in. */
export function RequestsPanel({ server }: { server: VirtualServer }) {
  const { pending } = useMembers();
  useEffect(() => {
    openMembers(server.id);
    void loadMembers(server.id, 'pending');
  }, [server.id]);
  return (
    <div className="flex flex-col gap-5">
      <PeopleList
        phase={pending.phase}
        error={pending.error}
        onRetry={() => loadMembers(server.id, 'pending')}
        empty={
          <EmptyState title="Nobody is waiting">
            {server.access === 'approval'
              ? 'Who asks to join shows up here.'
              : 'Requests only come in when the world is open by request. You can change that under General.'}
          </EmptyState>
        }
      >
        {pending.items.map((member) => (
          <RequestLine key={member.user_id} server={server} member={member} />
        ))}
      </PeopleList>
      {pending.hasMore && (
        <Button
          className="self-center"
          busy={pending.phase === 'loading_more'}
          onClick={() => loadMembers(server.id, 'pending', true)}
        >
          Show more requests
        </Button>
      )}
    </div>
  );
}

function RequestLine({ server, member }: { server: VirtualServer; member: Member }) {
  const { user_id, username } = member;
  const approve = useAction(async () => {
    await approveMember(server.id, user_id);
    toast(`${username} is in.`, { tone: 'success' });
  });
  const reject = useAction(() => rejectMember(server.id, user_id));
  return (
    <PersonLine avatarId={member.avatar_id} name={username} note={`Asked on ${day(member.joined_at)}`}>
      <span className="flex gap-3">
        <Button size="small" busy={reject.busy} onClick={() => reject.run()} aria-label={`Turn down ${username}`}>
          Turn down
        </Button>
        <Button
          size="small"
          variant="primary"
          busy={approve.busy}
          onClick={() => approve.run()}
          aria-label={`Let in ${username}`}
        >
          Let in
        </Button>
      </span>
    </PersonLine>
  );
}
