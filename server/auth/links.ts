import type { Config } from '../platform/config.ts';

const ANY_HOST = new Set(['0.0.0.0', '::']);

/**
 * The address that mails point to. Never taken from a request: its Host header is the sender's to choose, and would lead
 * the victim of a reset to the sender's own page, token and all.
 */
export function createLinks({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>) {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const root = publicUrl ?? `http://${ANY_HOST.has(host) ? 'localhost' : bracketed}:${port}`;
  return {
    resetPassword: (token: string): string => `${root}/reset-password?token=${token}`,
    verifyEmail: (token: string): string => `${root}/verify-email?token=${token}`,
  };
}
export type Links = ReturnType<typeof createLinks>;
