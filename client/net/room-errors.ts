// What the SDK of the rooms throws, as ApiError, as on REST.

import { ERRORS, type ErrorCode, type ErrorObject } from '../../shared/protocol/errors.ts';
import { ApiError } from './api-error.ts';

/** What is asked while the line is down. */
export const lineDown = (): ApiError =>
  new ApiError(0, { message: 'The connection is being restored. Try again in a moment.' });

/** A refused join carries the HTTP status as its code; other codes are the matchmaker's own, and passing. */
export function refusal(cause: unknown): ApiError {
  const { code, message } = cause as { code?: unknown; message?: string };
  if (typeof code !== 'number') return new ApiError(0, {}, { cause });
  const isStatus = code >= 400 && code < 520;
  return new ApiError(isStatus ? code : 503, { code: isStatus ? undefined : 'unavailable', message }, { cause });
}

/** A refused request; without a reason of the server's the line broke meanwhile. */
export function rejection(cause: unknown): ApiError {
  const { reason } = cause as { reason?: Partial<ErrorObject> };
  if (!reason || typeof reason !== 'object') return new ApiError(0, {}, { cause });
  const code = reason.code as ErrorCode | undefined;
  return new ApiError(code && Object.hasOwn(ERRORS, code) ? ERRORS[code][0] : 500, reason, { cause });
}
