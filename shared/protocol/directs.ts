// Direct messages of an account, over all its virtual servers, and whom it has blocked.

import { z } from 'zod';
import { Message } from './chat.ts';
import { Id, IdParam, Page, PageQuery, Time } from './common.ts';
import { route } from './route.ts';

export const Direct = z
  .object({
    user_id: Id,
    username: z.string(),
    avatar_id: z.string(),
    server_id: Id.nullable().meta({ description: 'A virtual server that both are in: where to write; null for none' }),
    unread: z.number().int(),
    last_read_id: Id.nullable(),
    last_message: Message.nullable(),
    blocked: z.boolean().meta({ description: 'One of the two has blocked the other' }),
  })
  .meta({ id: 'Direct' });
export type Direct = z.infer<typeof Direct>;

export const Block = z
  .object({ user_id: Id, username: z.string(), avatar_id: z.string(), created_at: Time })
  .meta({ id: 'Block' });
export type Block = z.infer<typeof Block>;

const tag = 'Direct messages';
export const directRoutes = {
  list: route({
    method: 'get',
    path: '/users/me/directs',
    summary: 'With whom the caller has written, the latest first',
    tag,
    access: 'signed_in',
    query: PageQuery,
    answer: z.object({ directs: z.array(Direct), ...Page }),
    status: 200,
    errors: ['invalid_cursor'],
  }),
  open: route({
    method: 'get',
    path: '/users/me/directs/{user_id}',
    summary: 'The conversation with one person, also before the first word',
    tag,
    access: 'signed_in',
    params: z.object({ user_id: IdParam }),
    answer: Direct,
    status: 200,
    errors: ['users/not_found'],
  }),
  blocks: route({
    method: 'get',
    path: '/users/me/blocks',
    summary: 'Whom the caller has blocked',
    tag,
    access: 'signed_in',
    query: PageQuery,
    answer: z.object({ blocks: z.array(Block), ...Page }),
    status: 200,
    errors: ['invalid_cursor'],
  }),
  block: route({
    method: 'put',
    path: '/users/me/blocks/{user_id}',
    summary: 'Neither of the two can write to the other any more, nor hear them nearby',
    tag,
    access: 'signed_in',
    params: z.object({ user_id: IdParam }),
    status: 204,
    errors: ['users/not_found', 'users/not_oneself'],
  }),
  unblock: route({
    method: 'delete',
    path: '/users/me/blocks/{user_id}',
    summary: 'Take a block back',
    tag,
    access: 'signed_in',
    params: z.object({ user_id: IdParam }),
    status: 204,
    errors: ['users/not_found'],
  }),
};
