// What a failed statement means: the database is away or busy (try again), two transactions met (run again), or a
// constraint was broken (the feature says which domain error that is).

import { AppError, isAppError } from '../platform/errors.ts';

/** Classes and codes of PostgreSQL after which the same statement may well succeed a moment later. */
const AWAY = /^(08...|57P0[1-5]|57014|53...|25006|55P03|58030)$/;
/** Serialization failure and deadlock: the other transaction won. */
const CONFLICT = /^(40001|40P01)$/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** The driver gives these no code. */
const DRIVER_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|Client was closed)/;

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '');
const rootOf = (error: unknown): unknown => (isAppError(error) && error.cause !== undefined ? error.cause : error);

/** The connection itself is lost or never was, so nothing more can be done with it. */
export function isConnectionLost(error: unknown): boolean {
  const root = rootOf(error);
  const code = codeOf(root);
  if (/^(08...|57P0[1-5])$/.test(code) || NETWORK.has(code)) return true;
  // A Unix socket that is not there, unlike a file.
  if (code === 'ENOENT' && (root as NodeJS.ErrnoException).syscall === 'connect') return true;
  return root instanceof Error && DRIVER_MESSAGES.test(root.message);
}

export const isConflict = (error: unknown): boolean => CONFLICT.test(codeOf(rootOf(error)));

/** Worth trying again later, unchanged; also true for what `unavailableIfTransient` made of it. */
export const isTransient = (error: unknown): boolean =>
  isConnectionLost(error) || isConflict(error) || AWAY.test(codeOf(rootOf(error)));

/** The one place where the database's troubles become the error that clients may retry. */
export const unavailableIfTransient = (error: unknown): unknown =>
  !isAppError(error) && isTransient(error) ? new AppError('unavailable', { retry_after: 1 }, { cause: error }) : error;

/** The name of the constraint that was broken, for features to translate. */
export function brokenConstraint(error: unknown): string | undefined {
  const root = rootOf(error) as { code?: string; constraint?: string } | undefined;
  return root?.code?.startsWith('23') ? root.constraint : undefined;
}
