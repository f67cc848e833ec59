// Chat: contract section 5. The scopes that need channels, zones and direct messages come with the chat feature.

import { z } from 'zod';
import { Id, IdParam, isWellFormed, length, PAGE_LIMIT_MAX, Page, Time } from './common.ts';
import { event, request } from './message.ts';
import { route } from './route.ts';

export const CONTENT_MAX = 2000;

/**
 * What people say: trimmed, otherwise as typed. Control characters but newline and tab are refused (a NUL can not be
 * stored), and so are lone surrogates and text that shows nothing at all.
 */
export const Content = z
  .string()
  .max(CONTENT_MAX * 4)
  .transform((text) => text.trim())
  .refine(isWellFormed, 'has broken characters')
  .refine((text) => !CONTROL.test(text), 'has control characters')
  .refine((text) => text.replace(INVISIBLE, '').length > 0, 'is empty')
  .refine((text) => length(text) <= CONTENT_MAX, `is longer than ${CONTENT_MAX} characters`);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const INVISIBLE = /[\s\p{Cf}\p{Mn}\u115f\u1160\u3164\uffa0]/gu;

export const ChatScope = z.enum(['global', 'channel', 'zone', 'proximity', 'direct']);
export type ChatScope = z.infer<typeof ChatScope>;

export const Message = z
  .object({
    id: Id,
    server_id: Id,
    channel_id: Id.nullable(),
    user_id: Id,
    username: z.string(),
    content: z.string(),
    message_type: z.enum(['text']),
    scope: ChatScope,
    zone_id: Id.nullable(),
    target_user_id: Id.nullable(),
    parent_message_id: Id.nullable(),
    reply_count: z.number().int(),
    reactions: z.record(z.string(), z.array(Id)),
    attachments: z.array(z.unknown()),
    mentions: z.array(Id),
    is_pinned: z.boolean(),
    created_at: Time,
    edited_at: Time.nullable(),
    deleted_at: Time.nullable(),
    client_msg_id: z.string().nullable(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const ClientMessageId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters');
export const SendBody = z.object({
  content: Content,
  scope: z.enum(['global', 'proximity']),
  client_msg_id: ClientMessageId.optional(),
});
export type SendBody = z.output<typeof SendBody>;

export const HistoryQuery = z.object({
  scope: z.enum(['global']).default('global'),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
  before: z.string().min(1).max(1024).optional().meta({ description: 'a cursor or an ISO time' }),
});
export const HistoryAnswer = z.object({ messages: z.array(Message), ...Page });

export const chatMessages = {
  'chat:send': request(SendBody, Message),
  'chat:history': request(HistoryQuery, HistoryAnswer),
  'chat:sent': event(Message),
};

const params = z.object({ server_id: IdParam });
const tag = 'Chat';
export const chatRoutes = {
  send: route({
    method: 'post',
    path: '/servers/{server_id}/chat/send',
    summary: 'Say something; the answer means that it is stored (proximity is not stored)',
    tag,
    access: 'signed_in',
    params,
    body: SendBody,
    answer: Message,
    status: 201,
    errors: ['servers/not_a_member', 'chat/not_in_world', 'chat/id_conflict', 'rate_limited', 'unavailable'],
  }),
  history: route({
    method: 'get',
    path: '/servers/{server_id}/chat/history',
    summary: 'What was said, newest first',
    tag,
    access: 'signed_in',
    params,
    query: HistoryQuery,
    answer: HistoryAnswer,
    status: 200,
    errors: ['servers/not_a_member', 'invalid_cursor'],
  }),
};
