import { Ban, Crown, MoreVertical, Search, Shield, UserMinus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Member, ServerRole, VirtualServer } from '../../../shared/protocol/servers.ts';
import { mayRemove, maySetRole } from '../../../shared/rules/roles.ts';
import { handOver, loadMembers, removeMember, searchMembers, setMemberRole } from '../../actions/members.ts';
import { openMembers, useMembers } from '../../state/members.ts';
import { useSession } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Badge } from '../kit/Badge.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { EmptyState } from '../kit/Feedback.tsx';
import { inputClass, TextField } from '../kit/Field.tsx';
import { Menu, MenuItem, MenuRadio, MenuSeparator } from '../kit/Menu.tsx';
import { useAction } from '../kit/useAction.ts';
import { ROLE_LABEL } from './labels.ts';
import { day, PeopleList, PersonLine } from './PeopleList.tsx';

const GIVEN: readonly ServerRole[] = ['ADMIN', 'MODERATOR', 'MEMBER'];
type Asked = { kind: 'remove' | 'ban' | 'hand_over'; member: Member } | null;

/** Everyone who is in, with what the caller may do about each. */
export function MembersPanel({ server }: { server: VirtualServer }) {
  const { active } = useMembers();
  const [query, setQuery] = useState(useMembers.getState().query);
  const [asked, setAsked] = useState<Asked>(null);
  useEffect(() => {
    openMembers(server.id);
    const timer = setTimeout(() => searchMembers(server.id, query), query ? 250 : 0);
    return () => clearTimeout(timer);
  }, [server.id, query]);
  return (
    <div className="flex flex-col gap-5">
      <div className="relative">
        <Search size={18} aria-hidden className="pointer-events-none absolute top-3.5 left-3 z-1 text-ink-soft" />
        <input
          type="search"
          aria-label="Search members by name"
          placeholder="Search members"
          value={query}
          maxLength={64}
          onChange={(event) => setQuery(event.target.value)}
          className={`${inputClass} h-11 pl-10!`}
        />
      </div>
      <PeopleList
        phase={active.phase}
        error={active.error}
        onRetry={() => loadMembers(server.id, 'active')}
        empty={
          <EmptyState title={query ? 'Nobody by that name' : 'Nobody here'}>
            {query ? 'Try fewer letters.' : 'Invite someone to keep you company.'}
          </EmptyState>
        }
      >
        {active.items.map((member) => (
          <MemberLine key={member.user_id} server={server} member={member} onAsk={setAsked} />
        ))}
      </PeopleList>
      {active.hasMore && (
        <Button
          className="self-center"
          busy={active.phase === 'loading_more'}
          onClick={() => loadMembers(server.id, 'active', true)}
        >
          Show more members
        </Button>
      )}
      <AskFirst server={server} asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}

type LineProps = { server: VirtualServer; member: Member; onAsk: (asked: Asked) => void };
function MemberLine({ server, member, onAsk }: LineProps) {
  const me = useSession((state) => state.userId);
  const isSelf = member.user_id === me;
  const mine = server.role;
  const target = { role: member.role, isSelf };
  const given = mine && !isSelf ? GIVEN.filter((role) => maySetRole(mine, target, role).allowed) : [];
  const removable = mine !== null && !isSelf && mayRemove(mine, target).allowed;
  const handable = mine === 'OWNER' && !isSelf;
  const setRole = useAction(async (role: ServerRole) => {
    await setMemberRole(server.id, member.user_id, role);
    toast(`${member.username} is now ${ROLE_LABEL[role].toLowerCase()}.`, { tone: 'success' });
  });
  return (
    <PersonLine
      avatarId={member.avatar_id}
      online={member.online}
      name={isSelf ? `${member.username} (you)` : member.username}
      note={`Here since ${day(member.joined_at)}`}
    >
      <Badge tone={member.role === 'MEMBER' ? 'neutral' : 'plum'}>{ROLE_LABEL[member.role]}</Badge>
      {(given.length > 0 || removable) && (
        <Menu trigger={<IconButton icon={MoreVertical} label={`Manage ${member.username}`} size="small" />}>
          {given.length > 0 && (
            <MenuRadio
              label="Role"
              value={member.role}
              onChange={(role) => void setRole.run(role)}
              options={given.map((role) => ({ value: role, label: ROLE_LABEL[role] }))}
            />
          )}
          {handable && (
            <>
              <MenuSeparator />
              <MenuItem icon={Crown} onSelect={() => onAsk({ kind: 'hand_over', member })}>
                Hand the world over
              </MenuItem>
            </>
          )}
          {removable && (
            <>
              <MenuSeparator />
              <MenuItem icon={UserMinus} danger onSelect={() => onAsk({ kind: 'remove', member })}>
                Remove
              </MenuItem>
              <MenuItem icon={Ban} danger onSelect={() => onAsk({ kind: 'ban', member })}>
                Ban
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      {given.length === 0 && !removable && member.role === 'OWNER' && (
        <Shield size={18} aria-hidden className="mx-2 text-ink-soft" />
      )}
    </PersonLine>
  );
}

function AskFirst({ server, asked, onClose }: { server: VirtualServer; asked: Asked; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useAction(async () => {
    if (!asked) return;
    const { kind, member } = asked;
    if (kind === 'hand_over') await handOver(server.id, member.user_id);
    else await removeMember(server.id, member.user_id, kind === 'ban' ? { reason: reason.trim() } : null);
    setReason('');
    onClose();
    const done = { hand_over: 'owns this world now', remove: 'was removed', ban: 'was banned' }[kind];
    toast(`${member.username} ${done}.`, { tone: 'success' });
  });
  if (!asked) return null;
  const { kind, member } = asked;
  const text = {
    hand_over: `${member.username} becomes the owner, and you an admin. Only ${member.username} can give it back.`,
    remove: `${member.username} is sent out at once, and can ${server.access === 'public' ? 'join again' : 'ask or be invited again'}.`,
    ban: `${member.username} is sent out at once and can not come back until the ban is lifted.`,
  }[kind];
  const title = {
    hand_over: `Hand ${server.name} over?`,
    remove: `Remove ${member.username}?`,
    ban: `Ban ${member.username}?`,
  }[kind];
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      confirmLabel={{ hand_over: 'Hand over', remove: 'Remove', ban: 'Ban' }[kind]}
      danger={kind !== 'hand_over'}
      {...(kind === 'hand_over' && { typed: member.username })}
      busy={act.busy}
      onConfirm={act.run}
    >
      <p>{text}</p>
      {kind === 'ban' && (
        <TextField
          className="mt-4 text-ink"
          label="Reason"
          optional
          hint="Only for those who look after this world."
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </ConfirmDialog>
  );
}
