// The hub: one connection for all virtual servers of an account, outside of the world. Its messages are those of chat,
// where each names its `server_id`, unless the connection was narrowed to one server when it was joined.

import { z } from 'zod';
import { IdParam } from './common.ts';

export const HubJoinOptions = z.object({
  protocol: z.number().int().optional(),
  server_id: IdParam.optional(),
});
