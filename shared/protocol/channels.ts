// Channels of a virtual server: contract section 5.

import { z } from 'zod';
import {
  HistoryAnswer,
  HistoryQuery,
  Message,
  ONE_WAY,
  oneWay,
  PinsAnswer,
  ReadMarkAnswer,
  SAYS,
  SendBody,
  says,
} from './chat.ts';
import { Id, IdParam, Line, PAGE_LIMIT_MAX, Page, PageQuery, Time } from './common.ts';
import { route } from './route.ts';
import { ServerRole } from './servers.ts';

export const ChannelType = z.enum(['TEXT', 'VOICE']).meta({ id: 'ChannelType' });
export type ChannelType = z.infer<typeof ChannelType>;
export const CHANNELS_MAX = 200;
export const OVERWRITES_MAX = 100;
/** Six hours, in seconds. */
export const SLOW_MODE_MAX = 21_600;

/**
 * What one can do in a channel. `view` reads, `send` writes, `attach` adds files, `react` adds signs, `mention_all`
 * makes @here and @channel heard, `moderate` deletes and pins what others said and is not slowed down.
 */
export const ChannelPermission = z
  .enum(['view', 'send', 'attach', 'react', 'mention_all', 'moderate'])
  .meta({ id: 'ChannelPermission' });
export type ChannelPermission = z.infer<typeof ChannelPermission>;

/** For everyone of one role, or for one person, who comes after the roles. Denied before allowed. */
export const Overwrite = z
  .object({
    role: ServerRole.exclude(['OWNER', 'ADMIN']).nullable(),
    user_id: Id.nullable(),
    allow: z.array(ChannelPermission),
    deny: z.array(ChannelPermission),
  })
  .meta({ id: 'ChannelOverwrite' });
export type Overwrite = z.output<typeof Overwrite>;
const OverwriteBody = z
  .object({
    role: Overwrite.shape.role.default(null),
    user_id: IdParam.nullable().default(null),
    allow: z.array(ChannelPermission).max(6).default([]),
    deny: z.array(ChannelPermission).max(6).default([]),
  })
  .refine(({ role, user_id }) => (role === null) !== (user_id === null), 'name a role or a user_id');

export const Channel = z
  .object({
    id: Id,
    server_id: Id,
    name: z.string(),
    type: ChannelType,
    topic: z.string(),
    category: z.string().nullable(),
    position: z.number().int(),
    is_default: z.boolean().meta({ description: 'One a server: the channel of the scope `global`' }),
    is_private: z.boolean(),
    min_role: ServerRole,
    slow_mode_seconds: z.number().int(),
    permissions: z.array(ChannelPermission).meta({ description: "The caller's own" }),
    joined: z.boolean().meta({ description: 'The caller has joined it, or was added' }),
    muted: z.boolean().meta({ description: 'The caller wants no notifications of it' }),
    last_message_id: Id.nullable(),
    overwrites: z.array(Overwrite).nullable().meta({ description: 'To moderators only' }),
    created_at: Time,
  })
  .meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

export const ChannelMember = z
  .object({ user_id: Id, username: z.string(), avatar_id: z.string(), role: ServerRole, added_at: Time })
  .meta({ id: 'ChannelMember' });
export type ChannelMember = z.infer<typeof ChannelMember>;

const fields = {
  name: Line({ min: 1, max: 64 }),
  type: ChannelType,
  topic: Line({ max: 300 }),
  category: Line({ min: 1, max: 64 }).nullable(),
  position: z.number().int().min(0).max(10_000),
  is_private: z.boolean(),
  min_role: ServerRole,
  slow_mode_seconds: z.number().int().min(0).max(SLOW_MODE_MAX),
  overwrites: z.array(OverwriteBody).max(OVERWRITES_MAX),
};
export const ChannelBody = z.object({
  ...fields,
  type: fields.type.default('TEXT'),
  topic: fields.topic.default(''),
  category: fields.category.default(null),
  position: fields.position.optional().meta({ description: 'at the end where it is missing' }),
  is_private: fields.is_private.default(false),
  min_role: fields.min_role.default('MEMBER'),
  slow_mode_seconds: fields.slow_mode_seconds.default(0),
  overwrites: fields.overwrites.default([]),
});
export type ChannelBody = z.output<typeof ChannelBody>;
export const ChannelChanges = z
  .object(fields)
  .omit({ type: true })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'send at least one field');
export type ChannelChanges = z.output<typeof ChannelChanges>;

const params = z.object({ server_id: IdParam });
const one = params.extend({ channel_id: IdParam });
const tag = 'Channels';
const found = ['servers/not_found', 'servers/not_a_member', 'chat/channel_not_found'] as const;
const root = '/servers/{server_id}/channels';

/** What goes to a channel by its own address names neither scope nor channel. */
const SendToChannel = z
  .object({
    ...SendBody.shape,
    scope: z.literal('channel').default('channel'),
    channel_id: z.undefined().optional(),
    zone_id: z.undefined().optional(),
    target_user_id: z.undefined().optional(),
  })
  .refine(says, SAYS);

export const channelRoutes = {
  list: route({
    method: 'get',
    path: root,
    summary: 'The channels that the caller may see, in their order',
    tag,
    access: 'signed_in',
    params,
    answer: z.object({ channels: z.array(Channel), ...Page }),
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member'],
  }),
  create: route({
    method: 'post',
    path: root,
    summary: 'A new channel: admins, up to their own role',
    tag,
    access: 'signed_in',
    params,
    body: ChannelBody,
    answer: Channel,
    status: 201,
    errors: ['servers/not_a_member', 'servers/role_too_low', 'channels/name_taken', 'channels/too_many'],
  }),
  get: route({
    method: 'get',
    path: `${root}/{channel_id}`,
    summary: 'One channel',
    tag,
    access: 'signed_in',
    params: one,
    answer: Channel,
    status: 200,
    errors: found,
  }),
  update: route({
    method: 'put',
    path: `${root}/{channel_id}`,
    summary: 'Change a channel: admins; topic and slow mode moderators too',
    tag,
    access: 'signed_in',
    params: one,
    body: ChannelChanges,
    answer: Channel,
    status: 200,
    errors: [...found, 'servers/role_too_low', 'channels/name_taken', 'channels/is_default'],
  }),
  remove: route({
    method: 'delete',
    path: `${root}/{channel_id}`,
    summary: 'Delete a channel with all that was said in it',
    tag,
    access: 'signed_in',
    params: one,
    status: 204,
    errors: [...found, 'servers/role_too_low', 'channels/is_default'],
  }),
  join: route({
    method: 'post',
    path: `${root}/{channel_id}/join`,
    summary: 'Join a channel that is not private',
    tag,
    access: 'signed_in',
    params: one,
    answer: Channel,
    status: 200,
    errors: found,
  }),
  leave: route({
    method: 'post',
    path: `${root}/{channel_id}/leave`,
    summary: 'Leave a channel; of a private one nothing is seen afterwards',
    tag,
    access: 'signed_in',
    params: one,
    status: 204,
    errors: found,
  }),
  mute: route({
    method: 'post',
    path: `${root}/{channel_id}/mute`,
    summary: 'No notifications of this channel, or again',
    tag,
    access: 'signed_in',
    params: one,
    body: z.object({ muted: z.boolean() }),
    answer: Channel,
    status: 200,
    errors: found,
  }),
  markRead: route({
    method: 'post',
    path: `${root}/{channel_id}/mark-read`,
    summary: 'Everything up to this message was read',
    tag,
    access: 'signed_in',
    params: one,
    body: z.object({ message_id: IdParam }),
    answer: ReadMarkAnswer,
    status: 200,
    errors: [...found, 'chat/message_not_found'],
  }),
  members: route({
    method: 'get',
    path: `${root}/{channel_id}/members`,
    summary: 'Who has joined or was added',
    tag,
    access: 'signed_in',
    params: one,
    query: PageQuery,
    answer: z.object({ members: z.array(ChannelMember), ...Page }),
    status: 200,
    errors: [...found, 'invalid_cursor'],
  }),
  addMember: route({
    method: 'post',
    path: `${root}/{channel_id}/members`,
    summary: 'Add a member of the server to a private channel: moderators',
    tag,
    access: 'signed_in',
    params: one,
    body: z.object({ user_id: IdParam }),
    answer: ChannelMember,
    status: 201,
    errors: [...found, 'servers/role_too_low', 'servers/member_not_found'],
  }),
  removeMember: route({
    method: 'delete',
    path: `${root}/{channel_id}/members/{user_id}`,
    summary: 'Take someone out of a private channel: moderators',
    tag,
    access: 'signed_in',
    params: one.extend({ user_id: IdParam }),
    status: 204,
    errors: [...found, 'servers/role_too_low', 'channels/member_not_found'],
  }),
  send: route({
    method: 'post',
    path: `${root}/{channel_id}/messages`,
    summary: 'The same send as /chat/send',
    tag,
    access: 'signed_in',
    params: one,
    body: SendToChannel,
    answer: Message,
    status: 201,
    errors: [...found, 'chat/cannot_send', 'chat/muted', 'chat/slow_mode', 'chat/id_conflict'],
  }),
  history: route({
    method: 'get',
    path: `${root}/{channel_id}/messages`,
    summary: 'The same history as /chat/history',
    tag,
    access: 'signed_in',
    params: one,
    query: z
      .object({
        limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
        before: HistoryQuery.shape.before,
        after: HistoryQuery.shape.after,
        around: HistoryQuery.shape.around,
      })
      .refine(oneWay, ONE_WAY),
    answer: HistoryAnswer,
    status: 200,
    errors: [...found, 'invalid_cursor'],
  }),
  pins: route({
    method: 'get',
    path: `${root}/{channel_id}/pins`,
    summary: 'What is pinned here, newest first',
    tag,
    access: 'signed_in',
    params: one,
    answer: PinsAnswer,
    status: 200,
    errors: found,
  }),
};
