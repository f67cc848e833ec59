/** Calls the REST API below `/api/v1`; throws what it answers when that is not a success. */
export type Api = <Answer>(method: string, path: string, options?: CallOptions) => Promise<Answer>;
export type CallOptions = { token?: string; body?: unknown };

const CALL_PATIENCE_MS = 30_000;

export function createApi(endpoint: string): Api {
  return async (method, path, { token, body } = {}) => {
    const response = await fetch(`${endpoint}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(CALL_PATIENCE_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}
