import type { Generated } from 'kysely';
import type { MemberStatus, ServerAccess, ServerRole } from '../../shared/protocol/servers.ts';

export type ServersTable = {
  id: string;
  name: string;
  description: Generated<string>;
  icon_url: string | null;
  access: ServerAccess;
  owner_id: string;
  /** Checked at commit, so that a server can be inserted before its map. */
  map_id: string;
  created_at: Date;
  updated_at: Date;
};

export type ServerMembersTable = {
  server_id: string;
  user_id: string;
  /** One OWNER a server; who is pending is MEMBER. */
  role: ServerRole;
  status: MemberStatus;
  joined_at: Date;
};

export type ServerBansTable = {
  server_id: string;
  user_id: string;
  banned_by: string | null;
  reason: string | null;
  created_at: Date;
};

export type InvitesTable = {
  code: string;
  server_id: string;
  created_by: string | null;
  max_uses: number | null;
  uses: Generated<number>;
  expires_at: Date | null;
  created_at: Date;
};

export type VirtualServersTables = {
  servers: ServersTable;
  server_members: ServerMembersTable;
  server_bans: ServerBansTable;
  invites: InvitesTable;
};
