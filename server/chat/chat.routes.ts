import type { Message, SendBody } from '../../shared/protocol/chat.ts';
import { chatRoutes } from '../../shared/protocol/chat.ts';
import type { Api } from '../platform/http.ts';
import type { ChatService } from './chat.service.ts';

/** Speaks for someone who is in the world, wherever its room runs. */
export type SayNearby = (serverId: string, userId: string, body: SendBody) => Promise<Message>;

export function mountChat(api: Api, { chat, sayNearby }: { chat: ChatService; sayNearby: SayNearby }): void {
  api.serve(chatRoutes.send, async ({ caller, params, body }) =>
    body.scope === 'proximity'
      ? sayNearby(params.server_id, caller.userId, body)
      : chat.sendGlobal(caller.userId, params.server_id, body),
  );
  api.serve(chatRoutes.history, async ({ caller, params, query }) =>
    chat.history(caller.userId, params.server_id, query),
  );
}
