// error: someone must act; warn: recovered; info: one per lifecycle transition; debug: the rest.

import { pino } from 'pino';

/** Synchronous, so that the last lines before an exit are not lost. */
export function createLogger(level: string) {
  return pino(
    {
      level,
      base: undefined,
      redact: {
        paths: ['token', 'refresh_token', 'password', 'new_password', '*.token', '*.refresh_token', '*.password'],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 1, sync: true }),
  );
}
export type Logger = ReturnType<typeof createLogger>;
