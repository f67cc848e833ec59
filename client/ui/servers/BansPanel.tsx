import { useEffect } from 'react';
import type { Ban, VirtualServer } from '../../../shared/protocol/servers.ts';
import { liftBan, loadBans } from '../../actions/members.ts';
import { openMembers, useMembers } from '../../state/members.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';
import { day, PeopleList, PersonLine } from './PeopleList.tsx';

export function BansPanel({ server }: { server: VirtualServer }) {
  const { bans } = useMembers();
  useEffect(() => {
    openMembers(server.id);
    void loadBans(server.id);
  }, [server.id]);
  return (
    <div className="flex flex-col gap-5">
      <PeopleList
        phase={bans.phase}
        error={bans.error}
        onRetry={() => loadBans(server.id)}
        empty={
          <EmptyState title="Nobody is banned">May it stay so. People are banned from the list of members.</EmptyState>
        }
      >
        {bans.items.map((ban) => (
          <BanLine key={ban.user_id} server={server} ban={ban} />
        ))}
      </PeopleList>
      {bans.hasMore && (
        <Button className="self-center" busy={bans.phase === 'loading_more'} onClick={() => loadBans(server.id, true)}>
          Show more bans
        </Button>
      )}
    </div>
  );
}

function BanLine({ server, ban }: { server: VirtualServer; ban: Ban }) {
  const lift = useAction(async () => {
    await liftBan(server.id, ban.user_id);
    toast(`${ban.username} may come back.`, { tone: 'success' });
  });
  return (
    <PersonLine
      avatarId={ban.avatar_id}
      name={ban.username}
      note={`Since ${day(ban.created_at)}${ban.reason ? `: ${ban.reason}` : ''}`}
    >
      <Button size="small" busy={lift.busy} onClick={() => lift.run()} aria-label={`Lift the ban of ${ban.username}`}>
        Lift the ban
      </Button>
    </PersonLine>
  );
}
