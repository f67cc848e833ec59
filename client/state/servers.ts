// Virtual servers as far as they were read: one map of them all, and the list that the dashboard shows.

import { create } from 'zustand';
import type { Template } from '../../shared/protocol/maps.routes.ts';
import type { VirtualServer } from '../../shared/protocol/servers.ts';
import { emptyPaged, type Paged } from './paged.ts';

export type ServerFilter = { query: string; mine: boolean };
type ServersState = {
  byId: Readonly<Record<string, VirtualServer>>;
  filter: ServerFilter;
  /** Ids of the filtered list. */
  list: Paged<string>;
  templates: readonly Template[] | null;
};

const start = (): ServersState => ({
  byId: {},
  filter: { query: '', mine: false },
  list: emptyPaged(),
  templates: null,
});
export const useServers = create<ServersState>(start);
export const clearServers = (): void => useServers.setState(start());

export const putServers = (servers: readonly VirtualServer[]): void =>
  useServers.setState(({ byId }) => ({
    byId: { ...byId, ...Object.fromEntries(servers.map((server) => [server.id, server])) },
  }));

export const patchServer = (id: string, patch: Partial<VirtualServer>): void =>
  useServers.setState(({ byId }) => {
    const known = byId[id];
    return known ? { byId: { ...byId, [id]: { ...known, ...patch } } } : {};
  });

export const dropServer = (id: string): void =>
  useServers.setState(({ byId, list }) => {
    const { [id]: _gone, ...rest } = byId;
    return { byId: rest, list: { ...list, items: list.items.filter((item) => item !== id) } };
  });
