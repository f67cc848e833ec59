// Where notifications may be sent. The address comes from a browser, that is from anybody: only the push services of the
// browsers are called, so that nobody makes this server call machines of its own network.

import { AppError } from '../platform/errors.ts';

const HOSTS = new Set(['fcm.googleapis.com', 'updates.push.services.mozilla.com']);
const DOMAINS = ['.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** `more` are hosts of the operator's own choice, `host` or `host:port`; those on loopback may speak plain http. */
export function createEndpoints(more: readonly string[]) {
  const own = new Set(more.map((host) => host.toLowerCase()));
  const isOwn = ({ protocol, host, hostname }: URL): boolean =>
    own.has(host) && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)));
  const isKnown = ({ protocol, port, hostname }: URL): boolean =>
    protocol === 'https:' &&
    port === '' &&
    (HOSTS.has(hostname) || DOMAINS.some((domain) => hostname.endsWith(domain)));

  const allows = (url: URL): boolean => url.username === '' && url.password === '' && (isKnown(url) || isOwn(url));

  return {
    allows,
    /** The address as it is kept and called. Throws `push/endpoint_refused`. */
    accept(endpoint: string): string {
      const url = URL.parse(endpoint);
      if (url === null || !allows(url)) throw new AppError('push/endpoint_refused');
      return plainAddress(url);
    },
  };
}
export type Endpoints = ReturnType<typeof createEndpoints>;

/** The one form of an address. */
export function plainAddress(url: URL): string {
  const plain = new URL(url);
  plain.hash = '';
  return plain.href;
}
