import { serverRoutes } from '../../shared/protocol/servers.ts';
import type { Api } from '../platform/http.ts';
import type { BansService } from './bans.service.ts';
import type { JoiningService } from './joining.service.ts';
import type { MembersService } from './members.service.ts';

type Services = { members: MembersService; joining: JoiningService; bans: BansService };

export function mountMembers(api: Api, { members, joining, bans }: Services): void {
  api.serve(serverRoutes.join, ({ caller, params }) => joining.join(caller, params.server_id));
  api.serve(serverRoutes.leave, ({ caller, params }) => joining.leave(caller, params.server_id));
  api.serve(serverRoutes.members, ({ caller, params, query: { query, ...rest } }) =>
    members.list(caller, params.server_id, { query: query || undefined, ...rest }),
  );
  api.serve(serverRoutes.addMember, ({ caller, params, body }) =>
    members.add(caller, params.server_id, body.user_id, body.role),
  );
  api.serve(serverRoutes.approveMember, ({ caller, params }) =>
    members.approve(caller, params.server_id, params.user_id),
  );
  api.serve(serverRoutes.rejectMember, ({ caller, params }) =>
    members.reject(caller, params.server_id, params.user_id),
  );
  api.serve(serverRoutes.setRole, ({ caller, params, body }) =>
    members.setRole(caller, params.server_id, params.user_id, body.role),
  );
  api.serve(serverRoutes.removeMember, ({ caller, params, body }) =>
    members.remove(caller, params.server_id, { userId: params.user_id, ...body }),
  );
  api.serve(serverRoutes.bans, ({ caller, params, query }) => bans.list(caller, params.server_id, query));
  api.serve(serverRoutes.liftBan, ({ caller, params }) => bans.lift(caller, params.server_id, params.user_id));
}
