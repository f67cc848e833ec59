import { LogOut, MessagesSquare, Settings } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { isAtLeast, mayLeave } from '../../../shared/rules/roles.ts';
import { loadMembers } from '../../actions/members.ts';
import { leaveServer } from '../../actions/servers.ts';
import { Link } from '../../router/Link.tsx';
import { openMembers, useMembers } from '../../state/members.ts';
import { toast } from '../../state/toasts.ts';
import type { PageProps } from '../app/pages.ts';
import { Badge } from '../kit/Badge.tsx';
import { Button, buttonClass } from '../kit/Button.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { Note, Skeleton } from '../kit/Feedback.tsx';
import { Panel } from '../kit/Panel.tsx';
import { Portrait } from '../kit/Portrait.tsx';
import { useAction } from '../kit/useAction.ts';
import { HouseBanner } from './HouseBanner.tsx';
import { JoinButton } from './JoinButton.tsx';
import { ACCESS_HINT, ACCESS_LABEL, people, ROLE_LABEL } from './labels.ts';
import { ServerGate } from './ServerGate.tsx';

/** The doorstep of a world: what it is, who is there, and the way in. */
export default function ServerPage({ params }: PageProps) {
  return <ServerGate serverId={params.server_id as string}>{(server) => <Doorstep server={server} />}</ServerGate>;
}

function Doorstep({ server }: { server: VirtualServer }) {
  const { id, name, description, access, role, status, online_count } = server;
  const active = status === 'active';
  return (
    <>
      <title>{`${name} · AtriumVerse`}</title>
      <HouseBanner server={server} scale={4} className="frame [--frame:var(--outline)]" />
      <div className="mt-8 grid gap-8 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col items-start gap-5">
          <div className="flex flex-wrap gap-2">
            <Badge>{ACCESS_LABEL[access]}</Badge>
            {active && role && <Badge tone="plum">{ROLE_LABEL[role]}</Badge>}
            {online_count > 0 && <Badge tone="lamp">{online_count} inside now</Badge>}
          </div>
          <h1 tabIndex={-1} className="font-display text-display">
            {name}
          </h1>
          <p className="max-w-prose text-ink-soft text-lead">{description || 'No description yet.'}</p>
          {status === 'pending' && (
            <Note tone="lamp">
              Your request is with the people who run this world. You can enter as soon as one of them lets you in.
            </Note>
          )}
          <div className="flex flex-wrap items-center gap-3">
            <JoinButton server={server} />
            {active && (
              <Link to={`/chat/${id}`} className={buttonClass()}>
                <MessagesSquare size={18} aria-hidden />
                Chat
              </Link>
            )}
            {active && role && isAtLeast(role, 'MODERATOR') && (
              <Link to={`/servers/${id}/settings`} className={buttonClass()}>
                <Settings size={18} aria-hidden />
                Settings
              </Link>
            )}
            {active && role && mayLeave(role).allowed && <LeaveButton server={server} />}
          </div>
          {!active && <p className="text-ink-soft text-small">{ACCESS_HINT[access]}</p>}
        </div>
        {active && <Residents server={server} />}
      </div>
    </>
  );
}

function LeaveButton({ server }: { server: VirtualServer }) {
  const [open, setOpen] = useState(false);
  const leave = useAction(async () => {
    await leaveServer(server);
    setOpen(false);
    toast(`You left ${server.name}.`);
  });
  return (
    <>
      <Button variant="quiet" icon={LogOut} onClick={() => setOpen(true)}>
        Leave
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${server.name}?`}
        confirmLabel="Leave"
        danger
        busy={leave.busy}
        onConfirm={leave.run}
      >
        {server.access === 'public'
          ? 'You can come back whenever you like.'
          : 'To come back you have to be let in or invited again.'}
      </ConfirmDialog>
    </>
  );
}

const SHOWN = 12;
function Residents({ server }: { server: VirtualServer }) {
  const { active } = useMembers();
  useEffect(() => {
    openMembers(server.id);
    void loadMembers(server.id, 'active');
  }, [server.id]);
  const shown = [...active.items].sort((one, other) => Number(other.online) - Number(one.online)).slice(0, SHOWN);
  return (
    <Panel
      title="Who lives here"
      aside={<span className="text-caption text-ink-soft">{people(server.member_count)}</span>}
    >
      {active.phase === 'loading' && shown.length === 0 && <Skeleton className="h-32" />}
      {active.phase === 'failed' && <p className="text-ink-soft text-small">{active.error}</p>}
      <ul className="flex flex-col gap-3">
        {shown.map((member) => (
          <li key={member.user_id} className="flex items-center gap-3 text-small">
            <Portrait avatarId={member.avatar_id} status={member.online ? 'online' : 'offline'} />
            <span className="min-w-0 flex-1 truncate font-medium">{member.username}</span>
            {member.role !== 'MEMBER' && <span className="text-caption text-ink-soft">{ROLE_LABEL[member.role]}</span>}
          </li>
        ))}
      </ul>
      {active.items.length > SHOWN && <p className="mt-4 text-caption text-ink-soft">and more</p>}
    </Panel>
  );
}
