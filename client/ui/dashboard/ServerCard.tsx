import { Clock, DoorOpen, KeyRound, Lock, Settings, Users } from 'lucide-react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { isAtLeast } from '../../../shared/rules/roles.ts';
import { Link } from '../../router/Link.tsx';
import { Badge } from '../kit/Badge.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { HouseBanner } from '../servers/HouseBanner.tsx';
import { JoinButton } from '../servers/JoinButton.tsx';
import { ACCESS_LABEL, people, ROLE_LABEL } from '../servers/labels.ts';
import { ServerPicture } from '../servers/ServerPicture.tsx';

const ACCESS_ICON = { public: DoorOpen, approval: Lock, invite: KeyRound };

export function ServerCard({ server }: { server: VirtualServer }) {
  const { id, name, description, icon_url, access, role, status, online_count, member_count } = server;
  const Icon = ACCESS_ICON[access];
  const active = status === 'active';
  return (
    <article className="frame group flex h-full flex-col bg-surface hover:[--frame:var(--ink-soft)]">
      <div className="relative">
        <HouseBanner server={server} />
        {online_count > 0 && (
          <span className="absolute top-3 left-3 flex items-center gap-1.5 bg-lamp px-2 py-0.5 font-semibold text-caption text-on-lamp">
            <Users size={14} aria-hidden />
            {online_count} inside
          </span>
        )}
        {icon_url && <ServerPicture url={icon_url} className="absolute right-4 -bottom-5" />}
      </div>
      <div className="flex flex-1 flex-col p-4 pt-3.5">
        <h2 className="font-display text-heading">
          <Link to={`/servers/${id}`} className="no-underline hover:underline">
            {name}
          </Link>
        </h2>
        <p className="mt-1 mb-4 line-clamp-2 text-ink-soft text-small">{description || 'No description yet.'}</p>
        <div className="mt-auto flex flex-wrap items-center gap-2">
          {role && active ? (
            <Badge tone={role === 'MEMBER' ? 'neutral' : 'plum'}>{ROLE_LABEL[role]}</Badge>
          ) : status === 'pending' ? (
            <Badge tone="lamp">
              <Clock size={14} aria-hidden /> Waiting
            </Badge>
          ) : (
            <Badge>
              <Icon size={14} aria-hidden /> {ACCESS_LABEL[access]}
            </Badge>
          )}
          <span className="text-caption text-ink-soft">{people(member_count)}</span>
        </div>
        <div className="mt-4 flex items-center gap-3">
          <JoinButton server={server} size="small" />
          {active && role && isAtLeast(role, 'MODERATOR') && (
            <Link
              to={`/servers/${id}/settings`}
              aria-label={`Settings of ${name}`}
              className={buttonClass('quiet', 'small', 'ml-auto')}
            >
              <Settings size={16} aria-hidden />
              Settings
            </Link>
          )}
        </div>
      </div>
    </article>
  );
}
