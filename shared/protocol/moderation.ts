// Looking after a community: mutes, reports, word rules, what waits for a look, and the record of what was done.

import { z } from 'zod';
import { Content, Message } from './chat.ts';
import { Id, IdParam, Line, Page, PageQuery, Time } from './common.ts';
import { route } from './route.ts';

/** A year, in minutes. */
export const MUTE_MINUTES_MAX = 525_600;
export const WORD_RULES_MAX = 200;
/** Before and after a reported message. */
export const EVIDENCE_AROUND = 10;

const Reason = Line({ max: 500 });

export const Mute = z
  .object({
    user_id: Id,
    username: z.string(),
    avatar_id: z.string(),
    until: Time,
    reason: z.string().nullable(),
    muted_by: Id.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Mute' });
export type Mute = z.infer<typeof Mute>;

export const WordRule = z
  .object({
    id: Id,
    pattern: z.string().meta({ description: 'a word or a phrase; * stands for any letters' }),
    action: z.enum(['hold', 'refuse']),
    created_by: Id.nullable(),
    created_at: Time,
  })
  .meta({ id: 'WordRule' });
export type WordRule = z.infer<typeof WordRule>;

export const HeldMessage = z
  .object({
    id: Id,
    user_id: Id,
    username: z.string(),
    content: z.string(),
    channel_id: Id.nullable(),
    zone_id: Id.nullable(),
    pattern: z.string().meta({ description: 'of the rule that holds it' }),
    created_at: Time,
  })
  .meta({ id: 'HeldMessage' });
export type HeldMessage = z.infer<typeof HeldMessage>;

export const ReportStatus = z.enum(['open', 'resolved', 'dismissed']).meta({ id: 'ReportStatus' });
export type ReportStatus = z.infer<typeof ReportStatus>;
export const Report = z
  .object({
    id: Id,
    server_id: Id,
    message_id: Id,
    reporter_id: Id,
    reporter_name: z.string(),
    author_id: Id,
    author_name: z.string(),
    reason: z.string(),
    status: ReportStatus,
    evidence: z.array(Message).meta({ description: 'the message and those around it as they were, oldest first' }),
    note: z.string().nullable(),
    decided_by: Id.nullable(),
    decided_at: Time.nullable(),
    created_at: Time,
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

export const AuditRecord = z
  .object({
    id: Id,
    at: Time,
    actor_id: Id.nullable(),
    actor_name: z.string().nullable(),
    action: z.string().meta({ example: 'member.muted' }),
    target: z.string().nullable(),
    target_name: z.string().nullable().meta({ description: 'where the target is a person' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRecord' });
export type AuditRecord = z.infer<typeof AuditRecord>;

const ActionName = z.string().regex(/^[a-z_.]{1,64}$/, 'is the name of an action, as in member.muted');

const params = z.object({ server_id: IdParam });
const tag = 'Moderation';
const moderators = ['servers/not_found', 'servers/not_a_member', 'servers/role_too_low'] as const;
const base = { tag, access: 'signed_in' } as const;
const root = '/servers/{server_id}';

export const moderationRoutes = {
  mutes: route({
    ...base,
    method: 'get',
    path: `${root}/mutes`,
    summary: 'Who may not write, and until when: moderators',
    params,
    query: PageQuery,
    answer: z.object({ mutes: z.array(Mute), ...Page }),
    status: 200,
    errors: [...moderators, 'invalid_cursor'],
  }),
  mute: route({
    ...base,
    method: 'put',
    path: `${root}/mutes/{user_id}`,
    summary: 'Someone of a lower role may read but not write until a time',
    params: params.extend({ user_id: IdParam }),
    body: z.object({ minutes: z.number().int().min(1).max(MUTE_MINUTES_MAX), reason: Reason.optional() }),
    answer: Mute,
    status: 200,
    errors: [...moderators, 'servers/member_not_found'],
  }),
  unmute: route({
    ...base,
    method: 'delete',
    path: `${root}/mutes/{user_id}`,
    summary: 'They may write again',
    params: params.extend({ user_id: IdParam }),
    status: 204,
    errors: [...moderators, 'servers/member_not_found'],
  }),
  wordRules: route({
    ...base,
    method: 'get',
    path: `${root}/word-rules`,
    summary: 'Words that hold or refuse a message: moderators',
    params,
    answer: z.object({ word_rules: z.array(WordRule), ...Page }),
    status: 200,
    errors: moderators,
  }),
  addWordRule: route({
    ...base,
    method: 'post',
    path: `${root}/word-rules`,
    summary: 'A new word rule: admins',
    params,
    body: z.object({ pattern: Line({ min: 2, max: 100 }), action: z.enum(['hold', 'refuse']) }),
    answer: WordRule,
    status: 201,
    errors: [...moderators, 'moderation/too_many_rules', 'moderation/rule_exists'],
  }),
  removeWordRule: route({
    ...base,
    method: 'delete',
    path: `${root}/word-rules/{rule_id}`,
    summary: 'Take a word rule away: admins',
    params: params.extend({ rule_id: IdParam }),
    status: 204,
    errors: [...moderators, 'moderation/not_found'],
  }),
  held: route({
    ...base,
    method: 'get',
    path: `${root}/held-messages`,
    summary: 'Messages that a word rule holds, oldest first: moderators',
    params,
    query: PageQuery,
    answer: z.object({ held_messages: z.array(HeldMessage), ...Page }),
    status: 200,
    errors: [...moderators, 'invalid_cursor'],
  }),
  decideHeld: route({
    ...base,
    method: 'post',
    path: `${root}/held-messages/{held_id}`,
    summary: 'Let a held message out, in its author’s name, or throw it away',
    params: params.extend({ held_id: IdParam }),
    body: z.object({ decision: z.enum(['approve', 'reject']) }),
    status: 204,
    errors: [...moderators, 'moderation/not_found'],
  }),
  report: route({
    ...base,
    method: 'post',
    path: `${root}/chat/{message_id}/report`,
    summary: 'Show a message to those who look after this server',
    params: params.extend({ message_id: IdParam }),
    body: z.object({ reason: Content }),
    answer: z.object({ id: Id }),
    status: 201,
    errors: ['servers/not_a_member', 'chat/message_not_found', 'moderation/already_reported'],
  }),
  reports: route({
    ...base,
    method: 'get',
    path: `${root}/reports`,
    summary: 'Reports, newest first: moderators',
    params,
    query: PageQuery.extend({ status: ReportStatus.optional() }),
    answer: z.object({ reports: z.array(Report), ...Page }),
    status: 200,
    errors: [...moderators, 'invalid_cursor'],
  }),
  decideReport: route({
    ...base,
    method: 'post',
    path: `${root}/reports/{report_id}`,
    summary: 'Close a report',
    params: params.extend({ report_id: IdParam }),
    body: z.object({ status: ReportStatus.exclude(['open']), note: Reason.optional() }),
    answer: Report,
    status: 200,
    errors: [...moderators, 'moderation/not_found', 'moderation/decided'],
  }),
  directReports: route({
    ...base,
    method: 'get',
    path: '/reports',
    summary: 'Reports about direct messages, newest first: platform admins',
    query: PageQuery.extend({ status: ReportStatus.optional() }),
    answer: z.object({ reports: z.array(Report), ...Page }),
    status: 200,
    errors: ['servers/role_too_low', 'invalid_cursor'],
  }),
  decideDirectReport: route({
    ...base,
    method: 'post',
    path: '/reports/{report_id}',
    summary: 'Close a report about a direct message: platform admins',
    params: z.object({ report_id: IdParam }),
    body: z.object({ status: ReportStatus.exclude(['open']), note: Reason.optional() }),
    answer: Report,
    status: 200,
    errors: ['servers/role_too_low', 'moderation/not_found', 'moderation/decided'],
  }),
  audit: route({
    ...base,
    method: 'get',
    path: `${root}/audit`,
    summary: 'What was done by those who look after this server, newest first: admins',
    params,
    query: PageQuery.extend({ actor_id: IdParam.optional(), action: ActionName.optional() }),
    answer: z.object({ records: z.array(AuditRecord), ...Page }),
    status: 200,
    errors: [...moderators, 'invalid_cursor'],
  }),
};
