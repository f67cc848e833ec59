// Virtual servers, their members and invites: contract section 3.

import { z } from 'zod';
import { Id, IdParam, Line, Page, PageQuery, Time } from './common.ts';
import { route } from './route.ts';
import { PictureUrl } from './users.ts';

export const ServerRole = z.enum(['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER']).meta({ id: 'ServerRole' });
export type ServerRole = z.infer<typeof ServerRole>;
export const ServerAccess = z.enum(['public', 'approval', 'invite']).meta({ id: 'ServerAccess' });
export type ServerAccess = z.infer<typeof ServerAccess>;
export const MemberStatus = z.enum(['active', 'pending']).meta({ id: 'MemberStatus' });
export type MemberStatus = z.infer<typeof MemberStatus>;

export const ServerName = Line({ min: 1, max: 64 });
export const ServerDescription = Line({ max: 500 });

export const VirtualServer = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    icon_url: z.string().nullable(),
    access: ServerAccess,
    owner_id: Id,
    member_count: z.number().int(),
    online_count: z.number().int(),
    role: ServerRole.nullable().meta({ description: "The caller's own role" }),
    status: MemberStatus.nullable().meta({ description: "The caller's own membership" }),
    created_at: Time,
    map_hash: z.string().meta({ description: 'Changes with the map' }),
  })
  .meta({ id: 'VirtualServer' });
export type VirtualServer = z.infer<typeof VirtualServer>;

export const Member = z
  .object({
    user_id: Id,
    username: z.string(),
    avatar_id: z.string(),
    role: ServerRole,
    status: MemberStatus,
    joined_at: Time,
    online: z.boolean(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const Invite = z
  .object({
    code: z.string(),
    url: z.string(),
    server_id: Id,
    max_uses: z.number().int().nullable(),
    uses: z.number().int(),
    expires_at: Time.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;

/** What someone who holds an invite may know before accepting it. */
export const InvitePreview = z
  .object({
    code: z.string(),
    expires_at: Time.nullable(),
    server: VirtualServer.pick({ id: true, name: true, description: true, icon_url: true, member_count: true }).extend({
      online_count: z.number().int(),
    }),
    status: MemberStatus.nullable().meta({ description: "The caller's own membership" }),
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof InvitePreview>;

export const Ban = z
  .object({
    user_id: Id,
    username: z.string(),
    avatar_id: z.string(),
    reason: z.string().nullable(),
    banned_by: Id.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Ban' });
export type Ban = z.infer<typeof Ban>;

const ServerParams = z.object({ server_id: IdParam });
const InviteParams = z.object({ code: z.string().regex(/^[A-Za-z0-9_-]{4,64}$/) });
const MemberParams = z.object({ server_id: IdParam, user_id: IdParam });
const MembershipAnswer = z.object({ status: MemberStatus });
const tag = 'Virtual servers';
const members = 'Members';

const CreateServer = z.object({
  name: ServerName,
  description: ServerDescription.default(''),
  access: ServerAccess.default('public'),
  /** Of any type: what is wrong with a map is told by the map parser, which knows its words. */
  map: z.unknown().optional().meta({ type: 'object', description: 'Tiled JSON' }),
  template: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'office, park or lecture-hall; used when no map is sent' }),
});
const create = {
  method: 'post',
  summary: 'Found a virtual server: all or nothing',
  tag,
  access: 'signed_in',
  body: CreateServer,
  multipart: { files: ['map', 'images'] },
  answer: VirtualServer,
  status: 201,
  errors: ['maps/invalid', 'maps/image_invalid', 'servers/unknown_template', 'too_large'],
} as const;

export const serverRoutes = {
  list: route({
    method: 'get',
    path: '/servers',
    summary: 'Virtual servers that the caller may know of',
    tag,
    access: 'signed_in',
    query: PageQuery.extend({
      query: Line({ max: 64 }).optional(),
      mine: z.enum(['true', 'false', '1', '0']).optional(),
    }),
    answer: z.object({ servers: z.array(VirtualServer), ...Page }),
    status: 200,
    errors: ['invalid_cursor'],
  }),
  create: route({ ...create, path: '/servers' }),
  createByOldName: route({ ...create, path: '/servers/create-server' }),
  get: route({
    method: 'get',
    path: '/servers/{server_id}',
    summary: 'One virtual server',
    tag,
    access: 'signed_in',
    params: ServerParams,
    answer: VirtualServer,
    status: 200,
    errors: ['servers/not_found'],
  }),
  update: route({
    method: 'put',
    path: '/servers/{server_id}',
    summary: 'Change name, description, icon or access',
    tag,
    access: 'signed_in',
    params: ServerParams,
    body: z
      .object({
        name: ServerName.optional(),
        description: ServerDescription.optional(),
        icon_url: PictureUrl.nullable().optional(),
        access: ServerAccess.optional(),
      })
      .refine((body) => Object.keys(body).length > 0, 'send at least one field'),
    answer: VirtualServer,
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member', 'servers/role_too_low'],
  }),
  replaceMap: route({
    method: 'put',
    path: '/servers/{server_id}/map',
    summary: 'A new map, all or nothing; people inside are moved to a spawn and told',
    tag,
    access: 'signed_in',
    params: ServerParams,
    body: CreateServer.pick({ map: true, template: true }),
    multipart: { files: ['map', 'images'] },
    answer: VirtualServer,
    status: 200,
    errors: ['maps/invalid', 'maps/image_invalid', 'servers/unknown_template', 'servers/role_too_low', 'too_large'],
  }),
  remove: route({
    method: 'delete',
    path: '/servers/{server_id}',
    summary: 'Delete the server with all it holds',
    tag,
    access: 'signed_in',
    params: ServerParams,
    status: 204,
    errors: ['servers/not_found', 'servers/role_too_low'],
  }),
  join: route({
    method: 'post',
    path: '/servers/{server_id}/join',
    summary: 'Become a member, or ask to',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    answer: MembershipAnswer,
    status: 200,
    errors: ['servers/not_found', 'servers/banned'],
  }),
  leave: route({
    method: 'post',
    path: '/servers/{server_id}/leave',
    summary: 'Stop being a member',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    status: 204,
    errors: ['servers/not_found', 'servers/not_a_member', 'servers/owner_must_hand_over'],
  }),
  members: route({
    method: 'get',
    path: '/servers/{server_id}/members',
    summary: 'Members; admins see pending requests too',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    query: PageQuery.extend({ status: MemberStatus.optional(), query: Line({ max: 64 }).optional() }),
    answer: z.object({ members: z.array(Member), ...Page }),
    status: 200,
    errors: ['servers/not_a_member', 'servers/role_too_low', 'invalid_cursor'],
  }),
  addMember: route({
    method: 'post',
    path: '/servers/{server_id}/members',
    summary: 'Add someone at once',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    body: z.object({ user_id: IdParam, role: ServerRole.default('MEMBER') }),
    answer: Member,
    status: 201,
    errors: ['servers/role_too_low', 'users/not_found', 'servers/already_a_member', 'servers/banned'],
  }),
  approveMember: route({
    method: 'post',
    path: '/servers/{server_id}/members/{user_id}/approve',
    summary: 'Let someone in who asked',
    tag: members,
    access: 'signed_in',
    params: MemberParams,
    answer: Member,
    status: 200,
    errors: ['servers/role_too_low', 'servers/member_not_found', 'servers/not_pending'],
  }),
  rejectMember: route({
    method: 'post',
    path: '/servers/{server_id}/members/{user_id}/reject',
    summary: 'Turn down a request',
    tag: members,
    access: 'signed_in',
    params: MemberParams,
    status: 204,
    errors: ['servers/role_too_low', 'servers/member_not_found', 'servers/not_pending'],
  }),
  setRole: route({
    method: 'put',
    path: '/servers/{server_id}/members/{user_id}',
    summary: 'Change a role; the owner hands over with OWNER',
    tag: members,
    access: 'signed_in',
    params: MemberParams,
    body: z.object({ role: ServerRole }),
    answer: Member,
    status: 200,
    errors: ['servers/role_too_low', 'servers/member_not_found', 'servers/owner_must_hand_over'],
  }),
  removeMember: route({
    method: 'delete',
    path: '/servers/{server_id}/members/{user_id}',
    summary: 'Remove, and with ban: true keep out',
    tag: members,
    access: 'signed_in',
    params: MemberParams,
    body: z.object({ ban: z.boolean().optional(), reason: Line({ max: 200 }).optional() }).default({}),
    status: 204,
    errors: ['servers/role_too_low', 'servers/member_not_found', 'servers/owner_must_hand_over'],
  }),
  createInvite: route({
    method: 'post',
    path: '/servers/{server_id}/invites',
    summary: 'Make an invite',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    body: z
      .object({
        max_uses: z.number().int().min(1).max(10_000).nullable().optional(),
        expires_in: z
          .number()
          .int()
          .min(1)
          .max(365 * 24 * 3600)
          .nullable()
          .optional()
          .meta({ description: 'seconds' }),
      })
      .default({}),
    answer: Invite,
    status: 201,
    errors: ['servers/role_too_low'],
  }),
  acceptInvite: route({
    method: 'post',
    path: '/invites/{code}/accept',
    summary: 'Join by invite',
    tag: members,
    access: 'signed_in',
    params: InviteParams,
    answer: z.object({ status: MemberStatus, server_id: Id }),
    status: 200,
    errors: ['invites/not_found', 'invites/expired', 'invites/used_up', 'servers/banned'],
  }),
  previewInvite: route({
    method: 'get',
    path: '/invites/{code}',
    summary: 'What an invite leads to',
    tag: members,
    access: 'signed_in',
    params: InviteParams,
    answer: InvitePreview,
    status: 200,
    errors: ['invites/not_found', 'invites/expired', 'invites/used_up'],
  }),
  invites: route({
    method: 'get',
    path: '/servers/{server_id}/invites',
    summary: 'The invites that still hold, newest first',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    query: PageQuery,
    answer: z.object({ invites: z.array(Invite), ...Page }),
    status: 200,
    errors: ['servers/role_too_low', 'invalid_cursor'],
  }),
  withdrawInvite: route({
    method: 'delete',
    path: '/servers/{server_id}/invites/{code}',
    summary: 'Withdraw an invite',
    tag: members,
    access: 'signed_in',
    params: ServerParams.extend(InviteParams.shape),
    status: 204,
    errors: ['servers/role_too_low', 'invites/not_found'],
  }),
  bans: route({
    method: 'get',
    path: '/servers/{server_id}/bans',
    summary: 'Who is kept out, newest first',
    tag: members,
    access: 'signed_in',
    params: ServerParams,
    query: PageQuery,
    answer: z.object({ bans: z.array(Ban), ...Page }),
    status: 200,
    errors: ['servers/role_too_low', 'invalid_cursor'],
  }),
  liftBan: route({
    method: 'delete',
    path: '/servers/{server_id}/bans/{user_id}',
    summary: 'Let someone join again',
    tag: members,
    access: 'signed_in',
    params: MemberParams,
    status: 204,
    errors: ['servers/role_too_low', 'servers/member_not_found'],
  }),
};
