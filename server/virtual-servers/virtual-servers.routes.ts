// The REST edge of virtual servers: takes calls apart, puts answers together, decides nothing.

import type { Request } from 'express';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { AppError } from '../platform/errors.ts';
import type { Api, Call } from '../platform/http.ts';
import type { ServersService } from './servers.service.ts';

export function mountServers(api: Api, service: ServersService): void {
  const create = ({ caller, body, files }: Call<typeof serverRoutes.create>) =>
    service.create(caller, { ...body, images: files });

  api.serve(serverRoutes.list, ({ caller, query: { query, mine, ...page } }) =>
    service.list(caller, { query: query || undefined, mine: mine === 'true' || mine === '1', ...page }),
  );
  api.serve(serverRoutes.create, create);
  api.serve(serverRoutes.createByOldName, create);
  api.serve(serverRoutes.get, ({ caller, params }) => service.get(caller, params.server_id));
  api.serve(serverRoutes.update, ({ caller, params, body }) => service.update(caller, params.server_id, body));
  api.serve(serverRoutes.replaceMap, ({ caller, params, body, files }) => {
    if (body.map === undefined && body.template === undefined) {
      throw new AppError('invalid', { message: 'body: send a map or a template' });
    }
    return service.replaceMap(caller, params.server_id, { ...body, images: files });
  });
  api.serve(serverRoutes.remove, ({ caller, params }) => service.remove(caller, params.server_id));
}

/** Where people reach this installation: as configured, else as this very request has reached it. */
export const originOf = (req: Request, publicUrl: string | undefined): string =>
  publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
