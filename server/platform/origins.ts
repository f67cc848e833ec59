// Which pages may speak for a person: our own, and those that the operator names.

export type OriginRules = {
  /** The Host header of the request. */
  host: string | undefined;
  publicUrl: string | undefined;
  allowedOrigins: readonly string[];
};

/** `origin` is the Origin header; `null`, as sandboxed pages and files send it, is nobody's. */
export function originAllowed(origin: string, { host, publicUrl, allowedOrigins }: OriginRules): boolean {
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (asked.origin === 'null') return false;
  // The scheme is left out: behind a proxy the request itself does not tell it.
  if (host !== undefined && asked.host === hostOf(`${asked.protocol}//${host}`)) return true;
  const named = publicUrl ? [publicUrl, ...allowedOrigins] : allowedOrigins;
  return named.some((url) => URL.canParse(url) && new URL(url).origin === asked.origin);
}

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);
