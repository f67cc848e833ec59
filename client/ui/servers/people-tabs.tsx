import { Ban, Link2, UserCheck, Users } from 'lucide-react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { mayAct } from '../../../shared/rules/roles.ts';
import { useMembers } from '../../state/members.ts';
import { Count } from '../kit/Badge.tsx';
import type { Tab } from '../kit/Tabs.tsx';
import { BansPanel } from './BansPanel.tsx';
import { InvitesPanel } from './InvitesPanel.tsx';
import { MembersPanel } from './MembersPanel.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';

function RequestsLabel() {
  const { pending } = useMembers();
  return (
    <>
      Requests
      {pending.items.length > 0 && <Count value={pending.items.length} label="waiting" />}
    </>
  );
}

/** The tabs about people that the caller's role opens: in the settings, and in the dialog over the world. */
export function peopleTabs(server: VirtualServer): Tab[] {
  const { role } = server;
  const may = (action: Parameters<typeof mayAct>[1]): boolean => role !== null && mayAct(role, action).allowed;
  return [
    { value: 'members', label: 'Members', icon: Users, content: <MembersPanel server={server} /> },
    ...(may('manage_requests')
      ? [{ value: 'requests', label: <RequestsLabel />, icon: UserCheck, content: <RequestsPanel server={server} /> }]
      : []),
    ...(may('manage_invites')
      ? [{ value: 'invites', label: 'Invites', icon: Link2, content: <InvitesPanel server={server} /> }]
      : []),
    ...(may('manage_bans')
      ? [{ value: 'bans', label: 'Bans', icon: Ban, content: <BansPanel server={server} /> }]
      : []),
  ];
}
