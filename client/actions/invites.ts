import { type InvitePreview, serverRoutes } from '../../shared/protocol/servers.ts';
import { call } from '../net/api.ts';
import { loadServer } from './servers.ts';

export const previewInvite = (code: string): Promise<InvitePreview> =>
  call(serverRoutes.previewInvite, { params: { code } });

/** Answers the id of the server that one is a member of now. */
export async function acceptInvite(code: string): Promise<string> {
  const { server_id } = await call(serverRoutes.acceptInvite, { params: { code } });
  await loadServer(server_id).catch(() => undefined);
  return server_id;
}
