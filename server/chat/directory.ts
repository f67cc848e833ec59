// Who may hear what on a server, for fan-out: the rules of its channels, who was added to private ones, and which zones
// are private. Read once for all rooms of a process, thrown away with the news of a change, and never older than a few
// seconds: news that a Redis in trouble lost must not let anybody listen on.

import type { ServerRole } from '../../shared/protocol/servers.ts';
import { type ChannelRules, channelPermissions } from '../../shared/rules/chat.ts';
import type { Db } from '../db/transaction.ts';
import { loadAccess } from './channels.repository.ts';

const FRESH_MS = 3_000;
/** Servers that nobody asks about are forgotten. */
const KEPT_MAX = 5_000;

export type Access = {
  /** Undefined for a channel that is not there (any more). */
  channel(id: string): { open: boolean; mayView(person: { userId: string; role: ServerRole }): boolean } | undefined;
  /** Undefined for a zone that the map does not have (any more). */
  zone(id: string): { isPrivate: boolean } | undefined;
};
type Kept = { access: Promise<Access>; at: number; ready: Access | undefined };

export function createDirectory({ db, monotonic }: { db: Db; monotonic: () => number }) {
  const kept = new Map<string, Kept>();

  const load = async (serverId: string): Promise<Access> => {
    const { channels, zones, members } = await loadAccess(db, serverId);
    const added = new Map<string, Set<string>>();
    for (const { channel_id, user_id } of members) {
      added.set(channel_id, (added.get(channel_id) ?? new Set()).add(user_id));
    }
    const byId = new Map(
      channels.map(({ id, ...rules }) => [id, { rules, open: isOpen(rules), added: added.get(id) }]),
    );
    const isPrivate = new Map(zones.map(({ id, type }) => [id, { isPrivate: type === 'PRIVATE' }]));
    return {
      channel(id) {
        const channel = byId.get(id);
        if (!channel) return undefined;
        const { rules, open } = channel;
        return {
          open,
          mayView: ({ userId, role }) =>
            open || channelPermissions(rules, { userId, role, added: channel.added?.has(userId) ?? false }).has('view'),
        };
      },
      zone: (id) => isPrivate.get(id),
    };
  };

  return {
    /** At once where it is known and fresh. */
    get(serverId: string): Access | Promise<Access> {
      const now = monotonic();
      const known = kept.get(serverId);
      if (known && now - known.at < FRESH_MS) return known.ready ?? known.access;
      if (kept.size >= KEPT_MAX) for (const [id, { at }] of kept) if (now - at >= FRESH_MS) kept.delete(id);
      const entry: Kept = { access: load(serverId), at: now, ready: undefined };
      kept.set(serverId, entry);
      entry.access.then(
        (access) => {
          entry.ready = access;
        },
        () => {
          if (kept.get(serverId) === entry) kept.delete(serverId);
        },
      );
      return entry.access;
    },
    forget(serverId: string): void {
      kept.delete(serverId);
    },
  };
}
export type Directory = ReturnType<typeof createDirectory>;

/** For every member, whoever it is. */
const isOpen = ({ is_private, min_role, overwrites }: ChannelRules): boolean =>
  !is_private && min_role === 'MEMBER' && !overwrites.some(({ deny }) => deny.includes('view'));
