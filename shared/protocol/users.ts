// Accounts: contract section 2.

import { z } from 'zod';
import { Id, IdParam, isWellFormed, Time } from './common.ts';
import { route } from './route.ts';

export const Username = z
  .string()
  .regex(/^[A-Za-z0-9_-]{3,24}$/, 'must be 3 to 24 letters, digits, - or _')
  .meta({ description: '3-24 of A-Z a-z 0-9 _ -, unique without case', example: 'ada_l' });
export const Email = z.email('must be an e-mail address').max(254);
/** Counted in code points would let 512 bytes in; 128 UTF-16 units bound the work of hashing. */
export const Password = z
  .string()
  .min(8, 'must be at least 8 characters long')
  .max(128, 'must be at most 128 characters long')
  .refine(isWellFormed, 'must be well-formed text');
export const Status = z.enum(['online', 'away', 'busy', 'offline']).meta({ id: 'Status' });
export type Status = z.infer<typeof Status>;
export const PlatformRole = z.enum(['ADMIN', 'USER']);
export type PlatformRole = z.infer<typeof PlatformRole>;
/** The look of an avatar, see art/avatar: any string of this form draws something. */
export const AvatarId = z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be 1 to 64 of a-z, 0-9 and -');
/** Only https pictures, and our own files: anything else could track or run. */
export const PictureUrl = z
  .string()
  .max(2048)
  .refine((url) => PICTURE.test(url), 'must be an https address');
const PICTURE = /^(\/api\/v1\/files\/[\w.-]+|https:\/\/[^\s\p{C}"'<>\\]+)$/iu;

export const Session = z
  .object({
    token: z.string().meta({ description: 'Access token: JWT, 15 minutes' }),
    expires_in: z.number().int().meta({ description: 'seconds' }),
    refresh_token: z.string(),
    user_id: Id,
    username: Username,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const Profile = z
  .object({
    id: Id,
    username: z.string(),
    email: z.string().optional().meta({ description: 'Only to oneself and to platform admins' }),
    email_verified: z.boolean().optional().meta({ description: 'Only to oneself and to platform admins' }),
    created_at: Time,
    avatar_url: z.string().nullable(),
    avatar_id: z.string(),
    status: Status,
    role: PlatformRole,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

const RefreshBody = z.object({ refresh_token: z.string().min(1).max(512).optional() }).default({});
const tag = 'Accounts';

export const userRoutes = {
  register: route({
    method: 'post',
    path: '/users/register',
    summary: 'Open an account and sign in',
    tag,
    access: 'anyone',
    body: z.object({ username: Username, email: Email, password: Password }),
    answer: Session,
    status: 201,
    errors: ['users/username_taken', 'users/email_taken', 'rate_limited'],
  }),
  login: route({
    method: 'post',
    path: '/users/login',
    summary: 'Sign in with a name or an e-mail address',
    tag,
    access: 'anyone',
    body: z
      .object({
        username: z.string().min(1).max(254).optional(),
        email: z.string().min(1).max(254).optional(),
        password: z.string().min(1).max(128),
      })
      .refine((body) => (body.username === undefined) !== (body.email === undefined), 'send username or email'),
    answer: Session,
    status: 200,
    errors: ['auth/bad_credentials', 'rate_limited'],
  }),
  refresh: route({
    method: 'post',
    path: '/users/refresh',
    summary: 'A new pair of tokens; the old refresh token is spent',
    tag,
    access: 'anyone',
    body: RefreshBody,
    answer: Session,
    status: 200,
    errors: ['auth/refresh_invalid', 'auth/refresh_reused', 'auth/session_revoked'],
  }),
  logout: route({
    method: 'post',
    path: '/users/logout',
    summary: 'End this session; its sockets close',
    tag,
    access: 'anyone',
    body: RefreshBody,
    status: 204,
    errors: ['auth/refresh_invalid'],
  }),
  forgotPassword: route({
    method: 'post',
    path: '/users/password/forgot',
    summary: 'Ask for a reset link; the answer never tells whether the address is known',
    tag,
    access: 'anyone',
    body: z.object({ email: Email }),
    status: 202,
    errors: ['rate_limited'],
  }),
  resetPassword: route({
    method: 'post',
    path: '/users/password/reset',
    summary: 'Set a new password with the token of the link; every session ends',
    tag,
    access: 'anyone',
    body: z.object({ token: z.string().min(1).max(512), new_password: Password }),
    status: 204,
    errors: ['auth/reset_token_invalid'],
  }),
  verifyEmail: route({
    method: 'post',
    path: '/users/email/verify',
    summary: 'Confirm the e-mail address with the token of the link',
    tag,
    access: 'anyone',
    body: z.object({ token: z.string().min(1).max(512) }),
    status: 204,
    errors: ['auth/verify_token_invalid'],
  }),
  resendVerification: route({
    method: 'post',
    path: '/users/email/verify/resend',
    summary: 'Send a new confirmation link',
    tag,
    access: 'signed_in',
    status: 202,
    errors: ['users/already_verified', 'rate_limited'],
  }),
  me: route({
    method: 'get',
    path: '/users/me',
    summary: 'My profile',
    tag,
    access: 'signed_in',
    answer: Profile,
    status: 200,
    errors: [],
  }),
  profile: route({
    method: 'get',
    path: '/users/{id}/profile',
    summary: "Someone's profile",
    tag,
    access: 'signed_in',
    params: z.object({ id: IdParam }),
    answer: Profile,
    status: 200,
    errors: ['users/not_found'],
  }),
  updateProfile: route({
    method: 'put',
    path: '/users/me/profile',
    summary: 'Change my profile',
    tag,
    access: 'signed_in',
    body: z
      .object({
        username: Username.optional(),
        avatar_url: PictureUrl.nullable().optional(),
        avatar_id: AvatarId.optional(),
        status: Status.optional(),
      })
      .refine((body) => Object.keys(body).length > 0, 'send at least one field'),
    answer: Profile,
    status: 200,
    errors: ['users/username_taken'],
  }),
};
