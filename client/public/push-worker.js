// Shows notifications and opens what they are about. Those of the push service, which come while AtriumVerse is closed,
// and those of open pages that nobody looks at go the same way, so that a message shows once however it came and however
// many tabs heard of it. It sits between no page and the network, and asks the network for nothing.

/** Messages that were shown; how many are remembered. The browser ends an idle worker, and what it knew. */
const told = new Set();
const TOLD_MAX = 200;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => event.waitUntil(tell(read(event.data))));
self.addEventListener('message', (event) => {
  const { type, notice, tag } = event.data ?? {};
  if (type === 'tell') event.waitUntil(tell(notice));
  if (type === 'clear') event.waitUntil(clear(tag));
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});
// Pages alone may ask the server, so the next one that is open renews it.
self.addEventListener('pushsubscriptionchange', (event) =>
  event.waitUntil(
    windows().then((all) => {
      for (const one of all) one.postMessage({ type: 'resubscribe' });
    }),
  ),
);

function read(data) {
  try {
    return data.json();
  } catch {
    return null;
  }
}

/**
 * One after the other: Chrome holds a notification that is being shown, while another call lists them, for one that was
 * put away, and forgets it.
 */
let turn = Promise.resolve();
function inTurn(work) {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function tell(notice) {
  if (typeof notice?.title !== 'string' || typeof notice.message_id !== 'string') return;
  const { title, body, path, message_id, tag } = notice;
  // Before the first wait: of several tabs at once, one shows it.
  if (told.has(message_id)) return;
  remember(message_id);
  if ((await windows()).some(({ visibilityState }) => visibilityState === 'visible')) {
    // Whoever leaves without having read it may still be told.
    told.delete(message_id);
    return;
  }
  await inTurn(async () => {
    const shown = await self.registration.getNotifications({ tag });
    if (shown.some(({ data }) => data?.message_id === message_id)) return;
    await self.registration.showNotification(title, {
      body,
      tag,
      renotify: shown.length > 0,
      data: { path, message_id },
    });
  });
}

function remember(id) {
  told.add(id);
  if (told.size > TOLD_MAX) told.delete(told.values().next().value);
}

/** Those of one conversation; without a tag all of them. */
const clear = (tag) =>
  inTurn(async () => {
    for (const one of await self.registration.getNotifications(tag ? { tag } : {})) one.close();
  });

/** In a window that is there, but for one in another world: nobody is taken out of a world by a click. */
async function open(path) {
  const target = new URL(ours(path), self.location.origin);
  const all = await windows();
  const isThere = ({ url }) => new URL(url).pathname === target.pathname;
  const isOutside = ({ url }) => !new URL(url).pathname.startsWith('/world/');
  const chosen = all.find(isThere) ?? all.find(isOutside);
  // A browser may refuse either: then the window that is there has the path, or there is nothing to open.
  if (!chosen) return self.clients.openWindow(target.href).catch(() => undefined);
  chosen.postMessage({ type: 'open', path: target.pathname + target.search });
  return chosen.focus().catch(() => undefined);
}

/** A path of this site, whatever came. */
function ours(path) {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/';
}
