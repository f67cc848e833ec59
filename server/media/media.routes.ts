import { mediaRoutes } from '../../shared/protocol/media.ts';
import type { Api } from '../platform/http.ts';
import type { MediaService } from './media.service.ts';

export function mountMedia(api: Api, media: MediaService): void {
  api.serve(mediaRoutes.start, ({ caller, params, body }) => media.start(caller, params.server_id, body));
  api.serve(mediaRoutes.state, ({ caller, params, body }) => media.state(caller, params.server_id, body));
  api.serve(mediaRoutes.stop, ({ caller, params }) => media.stop(caller, params.server_id));
  api.serve(mediaRoutes.peers, ({ caller, params, query }) => media.peers(caller, params.server_id, query));
}
