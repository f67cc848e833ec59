import { ERRORS, type ErrorCode, type ErrorObject } from '../../shared/protocol/errors.ts';

/** What the server answered, or `network` when it did not. */
export type ApiErrorCode = ErrorCode | 'network';

/** `message` is in plain words and can be shown as it is. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly details: Record<string, unknown>;
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | undefined;

  constructor(status: number, error: Partial<ErrorObject>, options?: { cause?: unknown }) {
    const code = isCode(error.code) ? error.code : status === 0 ? 'network' : 'internal';
    super(error.message ?? (code === 'network' ? NETWORK_MESSAGE : ERRORS[code][1]), options);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = error.details ?? {};
    this.retryAfter = error.retry_after;
  }
}

const NETWORK_MESSAGE = 'The server can not be reached. Check your connection and try again.';
const isCode = (code: string | undefined): code is ErrorCode => code !== undefined && Object.hasOwn(ERRORS, code);

/** Anything thrown, in words for people. */
export const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Something went wrong. Please try again.';

/** The faults of a refused body by field: `{username: 'must be …'}`. Empty when the error is about something else. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError) || !Array.isArray(error.details.issues)) return {};
  const found: Record<string, string> = {};
  for (const { path, message } of error.details.issues as { path?: unknown; message?: unknown }[]) {
    const field = /^body\.([a-z_]+)/.exec(String(path))?.[1];
    if (field && typeof message === 'string') found[field] ??= message;
  }
  return found;
}
