import { serverRoutes } from '../../shared/protocol/servers.ts';
import type { Api } from '../platform/http.ts';
import type { InvitesService } from './invites.service.ts';
import type { JoiningService } from './joining.service.ts';
import { originOf } from './virtual-servers.routes.ts';

type Services = { invites: InvitesService; joining: JoiningService; publicUrl: string | undefined };

export function mountInvites(api: Api, { invites, joining, publicUrl }: Services): void {
  api.serve(serverRoutes.createInvite, ({ caller, params, body, req }) =>
    invites.create(caller, params.server_id, body, originOf(req, publicUrl)),
  );
  api.serve(serverRoutes.invites, ({ caller, params, query, req }) =>
    invites.list(caller, params.server_id, query, originOf(req, publicUrl)),
  );
  api.serve(serverRoutes.withdrawInvite, ({ caller, params }) =>
    invites.withdraw(caller, params.server_id, params.code),
  );
  api.serve(serverRoutes.previewInvite, ({ caller, params }) => invites.preview(caller, params.code));
  api.serve(serverRoutes.acceptInvite, ({ caller, params }) => joining.acceptInvite(caller, params.code));
}
