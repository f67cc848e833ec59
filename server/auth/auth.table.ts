import type { Generated } from 'kysely';
import type { PlatformRole, Status } from '../../shared/protocol/users.ts';

export type UsersTable = {
  id: string;
  username: string;
  /** Lowercase; what makes names unique without case. */
  username_key: string;
  email: string;
  /** Lowercase. */
  email_key: string;
  /** PHC string of argon2id. */
  password_hash: string;
  role: Generated<PlatformRole>;
  avatar_url: string | null;
  avatar_id: string;
  status: Generated<Status>;
  email_verified_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** The id is the `sid` of access tokens and the family of refresh tokens. */
export type SessionsTable = {
  id: string;
  user_id: string;
  created_at: Date;
  last_used_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  revoked_reason: string | null;
  user_agent: string | null;
  ip: string | null;
};

export type RefreshTokensTable = {
  /** SHA-256 of the token. */
  hash: Uint8Array;
  session_id: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
};

export type UserTokensTable = {
  /** SHA-256 of the token. */
  hash: Uint8Array;
  user_id: string;
  kind: 'password_reset' | 'email_verify';
  /** The address that it was sent to; a token for an address that was changed since is void. */
  email: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
};

export type AuthTables = {
  users: UsersTable;
  sessions: SessionsTable;
  refresh_tokens: RefreshTokensTable;
  user_tokens: UserTokensTable;
};
