// Chat: contract section 5. What is said, to whom, and how it is read again. REST and rooms share every shape.

import { z } from 'zod';
import { Id, IdParam, isWellFormed, length, PAGE_LIMIT_MAX, Page, PageQuery, shows, Time } from './common.ts';
import { event, request } from './message.ts';
import { route } from './route.ts';

export const CONTENT_MAX = 2000;
/** What one message may carry. */
export const ATTACHMENTS_MAX = 10;
/** Different signs under one message, so that a message stays readable. */
export const REACTIONS_MAX = 20;
/** A conversation that went further while a client was away is read anew. */
export const RESUME_MAX = 500;
export const QUERY_MAX = 200;

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
  .refine(shows, 'is empty')
  .refine((text) => length(text) <= CONTENT_MAX, `is longer than ${CONTENT_MAX} characters`);
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

export const ChatScope = z.enum(['global', 'channel', 'zone', 'proximity', 'direct']);
export type ChatScope = z.infer<typeof ChatScope>;
/** Proximity talk is stored nowhere, so it can not be read again. */
export const StoredScope = ChatScope.exclude(['proximity']);
export type StoredScope = z.infer<typeof StoredScope>;

export const Attachment = z
  .object({
    id: Id,
    file_name: z.string(),
    file_size: z.number().int().meta({ description: 'bytes' }),
    file_type: z.string().meta({ description: 'MIME type, found from the bytes' }),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    url: z.string().meta({ description: 'Asks for the access token; whoever may read the message may read it' }),
    thumbnail_url: z.string().nullable(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const Reactions = z.record(z.string(), z.array(Id)).meta({ description: 'emoji -> who, in their order' });
export type Reactions = z.infer<typeof Reactions>;

export const Message = z
  .object({
    id: Id.meta({ description: 'UUIDv7; within one conversation ids grow in the order of the commits' }),
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
    reactions: Reactions,
    attachments: z.array(Attachment),
    mentions: z.array(Id),
    mentions_all: z.enum(['here', 'channel']).nullable().meta({ description: '@here or @channel, where allowed' }),
    is_pinned: z.boolean(),
    created_at: Time,
    edited_at: Time.nullable(),
    deleted_at: Time.nullable(),
    client_msg_id: z.string().nullable(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

/** Which conversation: the id that goes with the scope is required. `global` is the server's default channel. */
const target = {
  channel_id: IdParam.optional(),
  zone_id: IdParam.optional(),
  target_user_id: IdParam.optional(),
};
type TargetIds = { scope: ChatScope; channel_id?: string; zone_id?: string; target_user_id?: string };
const NEEDS = { channel: 'channel_id', zone: 'zone_id', direct: 'target_user_id' } as const;
const isNamed = (body: TargetIds): boolean =>
  !(body.scope in NEEDS) || body[NEEDS[body.scope as keyof typeof NEEDS]] !== undefined;
const UNNAMED = { message: 'name the channel_id, zone_id or target_user_id that goes with the scope', path: ['scope'] };

/** A stored conversation as people name it. */
export type Target = { scope: StoredScope; channel_id?: string; zone_id?: string; target_user_id?: string };

export const ClientMessageId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters');
const Send = z.object({
  /** May be missing where something is attached. */
  content: Content.optional(),
  scope: ChatScope,
  ...target,
  parent_message_id: IdParam.optional(),
  client_msg_id: ClientMessageId.optional(),
  attachment_ids: z.array(IdParam).max(ATTACHMENTS_MAX).optional(),
});
export const says = (body: Pick<z.output<typeof Send>, 'content' | 'attachment_ids'>): boolean =>
  body.content !== undefined || !!body.attachment_ids?.length;
export const SAYS = { message: 'is required', path: ['content'] };
const isPlain = (body: z.output<typeof Send>): boolean =>
  body.scope !== 'proximity' || (!body.parent_message_id && !body.attachment_ids?.length);
const PLAIN = { message: 'nearby talk has no replies and no attachments', path: ['scope'] };

export const SendBody = Send.refine(says, SAYS).refine(isNamed, UNNAMED).refine(isPlain, PLAIN);
export type SendBody = z.output<typeof SendBody>;

const History = z.object({
  scope: StoredScope.default('global'),
  ...target,
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
  before: z.string().min(1).max(1024).optional().meta({ description: 'a cursor or an ISO time' }),
  after: IdParam.optional().meta({ description: 'a message id: what came after it, the oldest of it' }),
  around: IdParam.optional().meta({ description: 'a message id: the message in its place' }),
});
/** A page begins in one place. */
export const oneWay = ({ before, after, around }: { before?: string; after?: string; around?: string }): boolean =>
  [before, after, around].filter((one) => one !== undefined).length <= 1;
export const ONE_WAY = { message: 'send one of before, after and around', path: ['before'] };
export const HistoryQuery = History.refine(isNamed, UNNAMED).refine(oneWay, ONE_WAY);
export type HistoryQuery = z.output<typeof History>;
export const HistoryAnswer = z.object({
  messages: z.array(Message).meta({ description: 'newest first' }),
  ...Page,
  has_newer: z.boolean().meta({ description: 'with `after` and `around`: there are newer ones than these' }),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

export const EditBody = z.object({ new_content: Content });
export const Emoji = z
  .string()
  .max(64)
  .refine((text) => EMOJI.test(text), 'must be one emoji');
/** As a string: engines without the flag would refuse the whole module. */
const EMOJI = (() => {
  try {
    // biome-ignore lint/complexity/useRegexLiterals: for the reason above.
    return new RegExp('^\\p{RGI_Emoji}$', 'v');
  } catch {
    return /^\p{Extended_Pictographic}(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200d|\ufe0f|\u20e3)*$/u;
  }
})();
export const ReactAnswer = z.object({ message_id: Id, reactions: Reactions });

const Typing = z.object({ is_typing: z.boolean(), scope: ChatScope, ...target });
export const TypingBody = Typing.refine(isNamed, UNNAMED);
export type TypingBody = z.output<typeof Typing>;

/** What a typing or reading person's message says of where it belongs. */
const place = {
  server_id: Id.nullable(),
  scope: ChatScope,
  channel_id: Id.nullable(),
  zone_id: Id.nullable(),
  target_user_id: Id.nullable(),
};

const ReadMark = z.object({ scope: StoredScope, ...target, message_id: IdParam });
export const ReadMarkBody = ReadMark.refine(isNamed, UNNAMED);
export const ReadMarkAnswer = z.object({
  channel_id: Id.nullable(),
  zone_id: Id.nullable(),
  target_user_id: Id.nullable(),
  last_read_id: Id,
});
export type ReadMarkAnswer = z.infer<typeof ReadMarkAnswer>;

export const UnreadAnswer = z.object({
  channels: z.array(
    z.object({
      channel_id: Id,
      unread: z.number().int(),
      mentions: z.number().int(),
      last_read_id: Id.nullable(),
    }),
  ),
  directs: z.array(z.object({ user_id: Id, unread: z.number().int(), last_read_id: Id.nullable() })),
});
export type UnreadAnswer = z.infer<typeof UnreadAnswer>;

const day = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
export const SearchQuery = z.object({
  q: z
    .string()
    .max(QUERY_MAX)
    .refine(isWellFormed, 'has broken characters')
    .meta({
      description:
        'words, beginnings*, "phrases", -without (8 of these count), and from:name in:channel has:link|image|file ' +
        'before:2026-11-20 after: on: (days of UTC)',
    }),
  channel_id: IdParam.optional(),
  user_id: IdParam.optional(),
  date_from: day.optional(),
  date_to: day.optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(25),
  cursor: z.string().min(1).max(1024).optional(),
});
export type SearchQuery = z.output<typeof SearchQuery>;
export const SearchResult = Message.extend({
  highlights: z
    .array(z.tuple([z.number().int(), z.number().int()]))
    .meta({ description: 'begin and end of each match in content, in UTF-16 units' }),
}).meta({ id: 'SearchResult' });
export type SearchResult = z.infer<typeof SearchResult>;
export const SearchAnswer = z.object({
  query: z.string(),
  results: z.array(SearchResult).meta({ description: 'newest first' }),
  count: z.number().int().meta({ description: 'of all matches, this page and those after it' }),
  count_is_exact: z.boolean().meta({ description: 'false: there are at least so many' }),
  ...Page,
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const ResumeBody = z.object({
  after: IdParam.meta({ description: 'the newest message id that the client has seen, in any conversation' }),
});
export const ResumeAnswer = z.object({
  messages: z.array(Message).meta({ description: 'oldest first; some may have been seen: tell by the id' }),
  changed: z.array(Message).meta({ description: 'older ones that were edited, deleted, pinned or reacted to' }),
  gap: z.boolean().meta({ description: 'too much happened: read the conversations anew' }),
});
export type ResumeAnswer = z.infer<typeof ResumeAnswer>;

export const RepliesAnswer = z.object({ replies: z.array(Message).meta({ description: 'oldest first' }), ...Page });
export type RepliesAnswer = z.infer<typeof RepliesAnswer>;
export const PinsAnswer = z.object({ messages: z.array(Message) });
export const MessageVersion = z.object({ content: z.string(), replaced_at: Time });

/** On rooms the message is named in the body; in the hub, which knows many servers, the server as well. */
const inRoom = { server_id: IdParam.optional() };
const ofMessage = z.object({ ...inRoom, message_id: IdParam });

export const chatMessages = {
  'chat:send': request(Send.extend(inRoom).refine(says, SAYS).refine(isNamed, UNNAMED).refine(isPlain, PLAIN), Message),
  'chat:history': request(History.extend(inRoom).refine(isNamed, UNNAMED).refine(oneWay, ONE_WAY), HistoryAnswer),
  'chat:edit': request(ofMessage.extend(EditBody.shape), Message),
  'chat:delete': request(ofMessage, z.object({})),
  'chat:react': request(ofMessage.extend({ emoji: Emoji }), ReactAnswer),
  'chat:pin': request(ofMessage.extend({ pinned: z.boolean() }), Message),
  'chat:typing': request(Typing.extend(inRoom).refine(isNamed, UNNAMED), z.object({})),
  'chat:search': request(SearchQuery.extend(inRoom), SearchAnswer),
  'chat:unread': request(z.object(inRoom).default({}), UnreadAnswer),
  'chat:replies': request(ofMessage.extend(PageQuery.shape), RepliesAnswer),
  'chat:mark_read': request(ReadMark.extend(inRoom).refine(isNamed, UNNAMED), ReadMarkAnswer),
  'chat:resume': request(ResumeBody.extend(inRoom), ResumeAnswer),

  'chat:sent': event(Message),
  'chat:edited': event(Message),
  'chat:deleted': event(Message.extend({ message_id: Id })),
  'chat:reacted': event(ReactAnswer.extend(place)),
  'chat:pinned': event(Message),
  /** How many replies a message has now. */
  'chat:threaded': event(z.object({ message_id: Id, reply_count: z.number().int(), ...place })),
  'chat:typing_changed': event(z.object({ user_id: Id, username: z.string(), is_typing: z.boolean(), ...place })),
  /** One's own marker, moved by another of one's connections. */
  'chat:read': event(ReadMarkAnswer),
  /** Channels, their rules, or one's place in them are other than before: read the list again. */
  'chat:channels_changed': event(z.object({ server_id: Id })),
  /** For moderators: something waits, or was decided. */
  'chat:moderation_changed': event(z.object({ server_id: Id })),
  /** One's own list of blocked people changed. */
  'chat:blocks_changed': event(z.object({})),
  /** One joined or left a virtual server, or has another role there. */
  'chat:memberships_changed': event(z.object({ server_id: Id })),
  /** More was missed than is replayed: ask for `chat:resume`. */
  'chat:gap': event(z.object({})),
};

const params = z.object({ server_id: IdParam });
const messageParams = params.extend({ message_id: IdParam });
const tag = 'Chat';
const reads = ['servers/not_a_member', 'chat/channel_not_found', 'chat/zone_not_found', 'chat/not_in_zone'] as const;
const sends = [
  ...reads,
  'chat/not_in_world',
  'chat/id_conflict',
  'chat/cannot_send',
  'chat/muted',
  'chat/slow_mode',
  'chat/blocked',
  'chat/no_shared_server',
  'chat/refused_by_rule',
  'chat/held',
  'chat/wrong_parent',
  'attachments/not_found',
] as const;
const ofOne = ['servers/not_a_member', 'chat/message_not_found'] as const;

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
    errors: sends,
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
    errors: [...reads, 'invalid_cursor'],
  }),
  search: route({
    method: 'get',
    path: '/servers/{server_id}/chat/search',
    summary: 'Find what was said, among what the caller may read',
    tag,
    access: 'signed_in',
    params,
    query: SearchQuery,
    answer: SearchAnswer,
    status: 200,
    errors: [...reads, 'invalid_cursor'],
  }),
  unread: route({
    method: 'get',
    path: '/servers/{server_id}/chat/unread',
    summary: 'What is unread: channels of this server, and direct messages',
    tag,
    access: 'signed_in',
    params,
    answer: UnreadAnswer,
    status: 200,
    errors: ['servers/not_a_member'],
  }),
  resume: route({
    method: 'get',
    path: '/servers/{server_id}/chat/resume',
    summary: 'What was said and changed since a message was seen',
    tag,
    access: 'signed_in',
    params,
    query: ResumeBody,
    answer: ResumeAnswer,
    status: 200,
    errors: ['servers/not_a_member'],
  }),
  typing: route({
    method: 'post',
    path: '/servers/{server_id}/chat/typing',
    summary: 'Tell that one writes; it ends by itself after 5 s',
    tag,
    access: 'signed_in',
    params,
    body: TypingBody,
    status: 204,
    errors: sends,
  }),
  markRead: route({
    method: 'post',
    path: '/servers/{server_id}/chat/mark-read',
    summary: 'Everything up to this message was read; the mark only moves forward',
    tag,
    access: 'signed_in',
    params,
    body: ReadMarkBody,
    answer: ReadMarkAnswer,
    status: 200,
    errors: [...reads, 'chat/message_not_found'],
  }),
  get: route({
    method: 'get',
    path: '/servers/{server_id}/chat/{message_id}',
    summary: 'One message',
    tag,
    access: 'signed_in',
    params: messageParams,
    answer: Message,
    status: 200,
    errors: ofOne,
  }),
  edit: route({
    method: 'post',
    path: '/servers/{server_id}/chat/{message_id}/edit',
    summary: 'Change what one said, within 15 minutes',
    tag,
    access: 'signed_in',
    params: messageParams,
    body: EditBody,
    answer: Message,
    status: 200,
    errors: [
      ...ofOne,
      'chat/not_author',
      'chat/edit_too_late',
      'chat/message_deleted',
      'chat/muted',
      'chat/refused_by_rule',
    ],
  }),
  versions: route({
    method: 'get',
    path: '/servers/{server_id}/chat/{message_id}/versions',
    summary: 'What a message said before it was edited, oldest first: to its author and to moderators',
    tag,
    access: 'signed_in',
    params: messageParams,
    answer: z.object({ versions: z.array(MessageVersion) }),
    status: 200,
    errors: [...ofOne, 'chat/not_author'],
  }),
  remove: route({
    method: 'delete',
    path: '/servers/{server_id}/chat/{message_id}',
    summary: 'Delete a message: the author, or a moderator; a shell without content remains',
    tag,
    access: 'signed_in',
    params: messageParams,
    status: 204,
    errors: [...ofOne, 'chat/not_author'],
  }),
  react: route({
    method: 'post',
    path: '/servers/{server_id}/chat/{message_id}/react',
    summary: 'Add one sign to a message, or take it back',
    tag,
    access: 'signed_in',
    params: messageParams,
    body: z.object({ emoji: Emoji }),
    answer: ReactAnswer,
    status: 200,
    errors: [...ofOne, 'chat/message_deleted', 'chat/too_many_reactions', 'chat/muted', 'chat/cannot_send'],
  }),
  pin: route({
    method: 'post',
    path: '/servers/{server_id}/chat/{message_id}/pin',
    summary: 'Pin a message, or take the pin away: moderators; in direct messages both',
    tag,
    access: 'signed_in',
    params: messageParams,
    body: z.object({ pinned: z.boolean() }),
    answer: Message,
    status: 200,
    errors: [...ofOne, 'chat/message_deleted', 'servers/role_too_low'],
  }),
  replies: route({
    method: 'get',
    path: '/servers/{server_id}/chat/{message_id}/replies',
    summary: 'The thread under a message, oldest first',
    tag,
    access: 'signed_in',
    params: messageParams,
    query: PageQuery,
    answer: RepliesAnswer,
    status: 200,
    errors: [...ofOne, 'invalid_cursor'],
  }),
};
