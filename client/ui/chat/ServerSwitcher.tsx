import { Check, ChevronDown, DoorOpen, House, Plus, Settings, ShieldCheck } from 'lucide-react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { navigate } from '../../router/place.ts';
import { unreadOfServer } from '../../state/chat.ts';
import { Count } from '../kit/Badge.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../kit/Menu.tsx';
import { HouseBanner } from '../servers/HouseBanner.tsx';
import { useChat } from './context.tsx';
import { showChatDialog } from './view.ts';

type Props = { serverId: string | undefined; onServer: (serverId: string) => void };

/** Which virtual server is looked at, and the way to all others; what is unread there shows. */
export function ServerSwitcher({ serverId, onServer }: Props) {
  const servers = useChat((state) => state.servers) ?? [];
  const current = servers.find(({ id }) => id === serverId);
  const elsewhere = useChat((state) => {
    let unread = 0;
    for (const { id } of state.servers ?? []) if (id !== serverId) unread += unreadOfServer(state, id).unread;
    return unread;
  });
  return (
    <div className="flex h-14 shrink-0 items-center border-line border-b-2 pr-2 pl-3">
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-label={current ? `${current.name}: other worlds, and what can be done here` : 'Worlds'}
            className="flex h-12 min-w-0 flex-1 items-center gap-2.5 px-1 text-left hover:bg-ground-deep data-[state=open]:bg-ground-deep"
          >
            {current ? <Tile server={current} /> : <House size={24} aria-hidden className="text-ink-soft" />}
            <span className="min-w-0 flex-1 truncate font-display text-lead leading-tight">
              <bdi>{current?.name ?? 'Worlds'}</bdi>
            </span>
            {elsewhere > 0 && <Count value={elsewhere} label="unread in other worlds" />}
            <ChevronDown size={16} aria-hidden className="shrink-0 text-ink-soft" />
          </button>
        }
      >
        {servers.length > 0 && <MenuLabel>Your worlds</MenuLabel>}
        <div className="max-h-72 overflow-y-auto">
          {servers.map((server) => (
            <ServerItem key={server.id} server={server} current={server.id === serverId} onServer={onServer} />
          ))}
        </div>
        {current && <Deeds server={current} />}
        <MenuSeparator />
        <MenuItem icon={Plus} onSelect={() => navigate('/')}>
          Find or found a world
        </MenuItem>
      </Menu>
    </div>
  );
}

function ServerItem({
  server,
  current,
  onServer,
}: { server: VirtualServer; current: boolean } & Pick<Props, 'onServer'>) {
  const unread = useChat((state) => unreadOfServer(state, server.id).unread);
  return (
    <MenuItem onSelect={() => onServer(server.id)}>
      <Tile server={server} />
      <span className="min-w-0 flex-1 truncate">
        <bdi>{server.name}</bdi>
      </span>
      {current && <Check size={16} aria-label="shown now" />}
      {unread > 0 && <Count value={unread} label="unread" />}
    </MenuItem>
  );
}

function Deeds({ server: { id, role } }: { server: VirtualServer }) {
  return (
    <>
      <MenuSeparator />
      <MenuItem icon={DoorOpen} onSelect={() => navigate(`/world/${id}`)}>
        Enter this world
      </MenuItem>
      {role && isAtLeast(role, 'MODERATOR') && (
        <>
          <MenuItem icon={ShieldCheck} onSelect={() => showChatDialog({ kind: 'moderation', serverId: id })}>
            Look after the chat
          </MenuItem>
          <MenuItem icon={Settings} onSelect={() => navigate(`/servers/${id}/settings`)}>
            Settings of this world
          </MenuItem>
        </>
      )}
    </>
  );
}

/** The middle of its house. */
const Tile = ({ server }: { server: VirtualServer }) => (
  <span className="size-9 shrink-0 overflow-hidden bg-lawn">
    <HouseBanner server={server} scale={1} className="-mt-2.5 w-9" />
  </span>
);
