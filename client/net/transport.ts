// Two ways to make one HTTP call: fetch, and XMLHttpRequest for uploads, since only that tells how far an upload has come.

export type Sent = {
  method: string;
  headers: Record<string, string>;
  body?: string | FormData | undefined;
  signal?: AbortSignal | undefined;
  /** Lets the call finish when the page is left. */
  keepalive?: boolean | undefined;
  /** From 0 to 1 while the body goes up. */
  onProgress?: ((part: number) => void) | undefined;
};
export type Received = { status: number; header: (name: string) => string | null; text: string };
/** Rejects when no answer came; any status is an answer. */
export type Transport = (url: string, sent: Sent) => Promise<Received>;

export const fetchTransport: Transport = async (url, { method, headers, body, signal, keepalive }) => {
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers,
    body: body ?? null,
    signal: signal ?? null,
    keepalive: keepalive ?? false,
    credentials: 'same-origin',
    cache: 'no-store',
  });
  return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() };
};

export const xhrTransport: Transport = (url, { method, headers, body, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method.toUpperCase(), url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () =>
      resolve({
        status: request.status,
        header: (name) => request.getResponseHeader(name),
        text: request.responseText,
      });
    request.onerror = () => reject(new TypeError('upload failed'));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body ?? null);
  });
