import { ArrowLeft, KeyRound, Map as MapIcon, SlidersHorizontal } from 'lucide-react';
import { useEffect } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { isAtLeast, mayAct } from '../../../shared/rules/roles.ts';
import { loadMembers } from '../../actions/members.ts';
import { Link } from '../../router/Link.tsx';
import { navigate } from '../../router/place.ts';
import { openMembers } from '../../state/members.ts';
import { NotFound } from '../app/NotFound.tsx';
import type { PageProps } from '../app/pages.ts';
import { buttonClass } from '../kit/Button.tsx';
import { type Tab, Tabs } from '../kit/Tabs.tsx';
import { GeneralPanel } from './GeneralPanel.tsx';
import { JoinButton } from './JoinButton.tsx';
import { MapPanel } from './MapPanel.tsx';
import { OwnerPanel } from './OwnerPanel.tsx';
import { peopleTabs } from './people-tabs.tsx';
import { ServerGate } from './ServerGate.tsx';

export default function ServerSettings({ params }: PageProps) {
  return (
    <ServerGate serverId={params.server_id as string}>
      {(server) => <Settings server={server} tab={params.tab ?? 'members'} />}
    </ServerGate>
  );
}

function Settings({ server, tab }: { server: VirtualServer; tab: string }) {
  const { id, name, role, status } = server;
  const seesRequests = role !== null && status === 'active' && mayAct(role, 'manage_requests').allowed;
  useEffect(() => {
    openMembers(id);
    if (seesRequests) void loadMembers(id, 'pending');
  }, [id, seesRequests]);
  if (role === null || status !== 'active' || !isAtLeast(role, 'MODERATOR')) {
    return <NotFound inside title="Not for you" text="Only those who look after this world can change its settings." />;
  }
  const tabs: Tab[] = [
    ...peopleTabs(server),
    ...(mayAct(role, 'update_server').allowed
      ? [{ value: 'general', label: 'General', icon: SlidersHorizontal, content: <GeneralPanel server={server} /> }]
      : []),
    ...(mayAct(role, 'replace_map').allowed
      ? [{ value: 'map', label: 'Map', icon: MapIcon, content: <MapPanel server={server} /> }]
      : []),
    ...(mayAct(role, 'delete_server').allowed
      ? [{ value: 'owner', label: 'Ownership', icon: KeyRound, content: <OwnerPanel server={server} /> }]
      : []),
  ];
  const shown = tabs.some(({ value }) => value === tab) ? tab : 'members';
  return (
    <>
      <title>{`Settings of ${name} · AtriumVerse`}</title>
      <Link to={`/servers/${id}`} className={buttonClass('quiet', 'small', '-ml-3 mb-2')}>
        <ArrowLeft size={16} aria-hidden />
        Back to {name}
      </Link>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <h1 tabIndex={-1} className="font-display text-title">
          Settings of {name}
        </h1>
        <JoinButton server={server} size="small" />
      </div>
      <Tabs
        label="Settings"
        tabs={tabs}
        value={shown}
        onChange={(value) => navigate(`/servers/${id}/settings/${value}`, { replace: true })}
      />
    </>
  );
}
