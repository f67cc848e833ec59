// Files of messages: they ask for the access token, which no <img> sends, so they are fetched and shown from memory.
// Whoever shows one holds it; what nobody holds is kept for a while, since lists scroll back.

import { accessToken } from './api.ts';
import { ApiError } from './api-error.ts';
import { API_ROOT } from './rest.ts';

type Kept = { url: Promise<string>; holders: number };
/** Of those that nobody holds. */
const IDLE_MAX = 60;
const kept = new Map<string, Kept>();

async function fetchFile(path: string): Promise<Blob> {
  // The token goes to our own server and to nobody else, whatever a message says.
  if (!path.startsWith(`${API_ROOT}/`)) throw new ApiError(400, { code: 'files/not_found' });
  const response = await fetch(path, { headers: { Authorization: `Bearer ${await accessToken()}` } }).catch(
    (cause: unknown) => {
      throw new ApiError(0, {}, { cause });
    },
  );
  if (!response.ok) throw new ApiError(response.status, { code: 'attachments/not_found' });
  return response.blob();
}

/** An address of its own for the file; `release` when it is not shown any more. */
export function holdFile(path: string): { url: Promise<string>; release: () => void } {
  let file = kept.get(path);
  if (!file) {
    file = { url: fetchFile(path).then((blob) => URL.createObjectURL(blob)), holders: 0 };
    const fresh = file;
    fresh.url.catch(() => {
      if (kept.get(path) === fresh) kept.delete(path);
    });
    kept.set(path, file);
  }
  const held = file;
  held.holders++;
  // The latest is the last to go.
  kept.delete(path);
  kept.set(path, held);
  let released = false;
  return {
    url: held.url,
    release: () => {
      if (released) return;
      released = true;
      held.holders--;
      dropIdle();
    },
  };
}

function dropIdle(): void {
  const idle = [...kept].filter(([, { holders }]) => holders === 0);
  for (const [path, { url }] of idle.slice(0, Math.max(0, idle.length - IDLE_MAX))) {
    kept.delete(path);
    url.then((address) => URL.revokeObjectURL(address)).catch(() => undefined);
  }
}

/** Puts a file among the reader's downloads, under its own name. */
export async function saveFile(path: string, name: string): Promise<void> {
  const { url, release } = holdFile(path);
  try {
    const link = document.createElement('a');
    link.href = await url;
    link.download = name;
    link.click();
  } finally {
    release();
  }
}
