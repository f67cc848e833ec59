// One error type over the closed list of codes. It becomes an answer in exactly two places: here for Express, and in
// server/rooms/dispatch.ts for room messages; both use `errorObject`.

import { ERRORS, type ErrorCode, type ErrorObject } from '../../shared/protocol/errors.ts';

export type ErrorData = { message?: string; details?: Record<string, unknown>; retry_after?: number };

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;
  constructor(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(data.message ?? ERRORS[code][1], options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
  get status(): number {
    return ERRORS[this.code][0];
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;

/** What leaves the process. Unknown errors are `internal`; their cause is for the log only. */
export function errorObject(error: unknown, requestId?: string): ErrorObject & { code: ErrorCode } {
  const known = isAppError(error) ? error : new AppError('internal');
  return {
    code: known.code,
    message: known.message,
    ...(known.data.details && { details: known.data.details }),
    ...(known.data.retry_after !== undefined && { retry_after: known.data.retry_after }),
    ...(requestId && { request_id: requestId }),
  };
}
