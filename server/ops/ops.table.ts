import type { Generated } from 'kysely';

/** Append only: the database refuses to change or delete a row. */
export type AuditLogTable = {
  id: string;
  at: Date;
  server_id: string | null;
  actor_id: string | null;
  action: string;
  target: string | null;
  details: Generated<Record<string, unknown>>;
};

/** Values of the whole installation. An array must be given as JSON text: the driver turns arrays into PostgreSQL's. */
export type SettingsTable = {
  key: string;
  value: unknown;
};

export type OpsTables = { audit_log: AuditLogTable; settings: SettingsTable };
