// Virtual servers, put together.

import type { Config } from '../platform/config.ts';
import type { Api } from '../platform/http.ts';
import type { Logger } from '../platform/logger.ts';
import { createBansService } from './bans.service.ts';
import type { ServersContext } from './context.ts';
import { seedDemo } from './demo.ts';
import { mountInvites } from './invites.routes.ts';
import { createInvitesService } from './invites.service.ts';
import { createJoiningService } from './joining.service.ts';
import { mountMembers } from './members.routes.ts';
import { createMembersService } from './members.service.ts';
import { createServersService } from './servers.service.ts';
import { mountServers } from './virtual-servers.routes.ts';

export type { MapPort, MapSource, OnlinePort } from './context.ts';
export { type Membership, requireMember } from './membership.ts';

export type VirtualServersDeps = ServersContext & { config: Pick<Config, 'publicUrl'>; logger: Logger };

export function createVirtualServers(deps: VirtualServersDeps) {
  const servers = createServersService(deps);
  const members = createMembersService(deps);
  const joining = createJoiningService(deps);
  const invites = createInvitesService(deps);
  const bans = createBansService(deps);
  return {
    mount(api: Api): void {
      mountServers(api, servers);
      mountMembers(api, { members, joining, bans });
      mountInvites(api, { invites, joining, publicUrl: deps.config.publicUrl });
    },
    /** To be called once the database is migrated, before anybody is let in. */
    seedDemo: () => seedDemo(deps),
  };
}
