// Virtual servers: finding, founding, changing, joining.

import { mapRoutes } from '../../shared/protocol/maps.routes.ts';
import { type ServerAccess, serverRoutes, type VirtualServer } from '../../shared/protocol/servers.ts';
import { call } from '../net/api.ts';
import { dropServer, patchServer, putServers, type ServerFilter, useServers } from '../state/servers.ts';
import { toast } from '../state/toasts.ts';
import { loadPage } from './paging.ts';

const PAGE = 24;

/** The first page of a list, or with `more` the next one. */
export async function loadServers(filter: ServerFilter, options: { more?: boolean } = {}): Promise<void> {
  const before = useServers.getState();
  const turned = filter.query !== before.filter.query || filter.mine !== before.filter.mine;
  if (turned)
    useServers.setState({ filter, list: { ...before.list, items: [], hasMore: false, cursor: null, phase: 'ready' } });
  await loadPage<string>({
    more: options.more ?? false,
    get: () => useServers.getState().list,
    set: (list) => useServers.setState({ list }),
    key: (id) => id,
    current: () => useServers.getState().filter === (turned ? filter : before.filter),
    fetch: async (cursor) => {
      const query = filter.query.trim();
      const page = await call(serverRoutes.list, {
        query: {
          limit: PAGE,
          ...(query && { query }),
          ...(filter.mine && { mine: 'true' as const }),
          ...(cursor && { cursor }),
        },
      });
      putServers(page.servers);
      return { ...page, items: page.servers.map(({ id }) => id) };
    },
  });
}

export async function loadServer(server_id: string): Promise<VirtualServer> {
  const server = await call(serverRoutes.get, { params: { server_id } });
  putServers([server]);
  return server;
}

export async function loadTemplates(): Promise<void> {
  if (useServers.getState().templates) return;
  const { templates } = await call(mapRoutes.templates);
  useServers.setState({ templates });
}

/** Where a map comes from: a built-in template, or a Tiled file with the images of its tilesets. */
export type MapChoice = { template: string } | { file: File; images: readonly File[] };
type Upload = { onProgress: (part: number) => void; signal: AbortSignal };

function formOf(fields: Record<string, string>, { file, images }: { file: File; images: readonly File[] }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('map', file);
  for (const image of images) form.append('images', image);
  return form;
}

export type NewServer = { name: string; description: string; access: ServerAccess; map: MapChoice };
export async function createServer({ map, ...fields }: NewServer, upload: Upload): Promise<VirtualServer> {
  const server =
    'template' in map
      ? await call(serverRoutes.create, { body: { ...fields, ...map }, signal: upload.signal })
      : await call(serverRoutes.create, { body: formOf(fields, map), ...upload });
  putServers([server]);
  return server;
}

export async function replaceMap(server_id: string, map: MapChoice, upload: Upload): Promise<void> {
  const params = { server_id };
  const server =
    'template' in map
      ? await call(serverRoutes.replaceMap, { params, body: map, signal: upload.signal })
      : await call(serverRoutes.replaceMap, { params, body: formOf({}, map), ...upload });
  putServers([server]);
}

export type ServerChange = { name?: string; description?: string; icon_url?: string | null; access?: ServerAccess };
export async function updateServer(server_id: string, body: ServerChange): Promise<void> {
  putServers([await call(serverRoutes.update, { params: { server_id }, body })]);
}

export async function deleteServer(server_id: string): Promise<void> {
  await call(serverRoutes.remove, { params: { server_id } });
  dropServer(server_id);
}

/** Answers `active` when one is in, `pending` when someone has to approve first. */
export async function joinServer(server: VirtualServer): Promise<'active' | 'pending'> {
  const { status } = await call(serverRoutes.join, { params: { server_id: server.id } });
  patchServer(server.id, { status, role: 'MEMBER' });
  if (status === 'active') await loadServer(server.id);
  else toast(`Your request to join ${server.name} was sent.`, { tone: 'success' });
  return status;
}

/** Also takes back a request that waits. */
export async function leaveServer(server: VirtualServer): Promise<void> {
  await call(serverRoutes.leave, { params: { server_id: server.id } });
  // Without a membership a server by invitation is hidden.
  if (server.access === 'invite') return dropServer(server.id);
  const gone = server.status === 'active' ? 1 : 0;
  patchServer(server.id, { status: null, role: null, member_count: server.member_count - gone });
}
