// The closed list of error codes. REST answers with the status, a room request is rejected with the same object.
// The message says what happened and what to do; a service may put a more exact one in its place.

import { z } from 'zod';

export const ERRORS = {
  internal: [500, 'Something went wrong on our side. Please try again.'],
  invalid: [400, 'Some of what was sent is missing, of the wrong type or out of bounds.'],
  invalid_cursor: [400, 'That cursor does not belong to this list. Start again from the first page.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not answer to that method.'],
  too_large: [413, 'What was sent is larger than allowed.'],
  unsupported_media_type: [415, 'Send JSON, or multipart where the call says so.'],
  rate_limited: [429, 'Too many requests. Wait a little and try again.'],
  unavailable: [503, 'A part of the service is not answering. Please try again in a moment.'],
  unknown_message: [400, 'The server does not know this message.'],
  origin_refused: [403, 'This origin is not allowed to connect.'],
  protocol_too_old: [426, 'This client is too old for the server. Reload the page to update it.'],

  'auth/token_missing': [401, 'Sign in first.'],
  'auth/token_invalid': [401, 'The access token is not valid. Sign in again.'],
  'auth/token_expired': [401, 'The access token has expired. Refresh it.'],
  'auth/session_revoked': [401, 'This session has ended. Sign in again.'],
  'auth/bad_credentials': [401, 'The name or the password is not right.'],
  'auth/refresh_invalid': [401, 'The refresh token is not valid. Sign in again.'],
  'auth/refresh_reused': [401, 'This refresh token was used before. The session was ended for safety; sign in again.'],
  'auth/reset_token_invalid': [422, 'This link is not valid any more. Ask for a new one.'],
  'auth/verify_token_invalid': [422, 'This link is not valid any more. Ask for a new one.'],

  'users/not_found': [404, 'There is no such person.'],
  'users/username_taken': [409, 'That name is taken. Choose another.'],
  'users/email_taken': [409, 'An account with this e-mail exists. Sign in, or reset the password.'],
  'users/not_oneself': [422, 'That can not be done to oneself.'],
  'users/already_verified': [409, 'This e-mail address is verified already.'],

  'servers/not_found': [404, 'There is no such server.'],
  'servers/not_a_member': [403, 'Join this server first.'],
  'servers/approval_pending': [403, 'Your request to join waits for approval.'],
  'servers/role_too_low': [403, 'Your role on this server does not allow that.'],
  'servers/banned': [403, 'You are banned from this server.'],
  'servers/owner_must_hand_over': [409, 'Hand the server over to someone else first.'],
  'servers/already_a_member': [409, 'This person is a member already.'],
  'servers/member_not_found': [404, 'There is no such member on this server.'],
  'servers/not_pending': [409, 'This person is not waiting for approval.'],
  'servers/unknown_template': [422, 'There is no such template.'],
  'invites/not_found': [404, 'This invite does not exist, or has been withdrawn.'],
  'invites/expired': [422, 'This invite has expired. Ask for a new one.'],
  'invites/used_up': [422, 'This invite has been used up. Ask for a new one.'],

  'maps/invalid': [400, 'Invalid Map: it can not be read.'],
  'maps/image_invalid': [400, 'Invalid Map: an image can not be read.'],
  'files/not_found': [404, 'There is no such file.'],

  'world/unreachable': [422, 'There is no way to that place.'],
  'world/zone_locked': [403, 'This area is locked.'],
  'world/zone_full': [403, 'This area is full.'],
  'world/going_away': [503, 'The server restarts. You will be back in a moment.'],
  'world/map_changed': [409, 'The map of this server was changed.'],
  'world/too_slow': [429, 'The connection was too slow to keep up.'],

  'chat/not_a_member': [403, 'Join this server to chat here.'],
  'chat/not_in_world': [403, 'Only people who are in the world can talk to those nearby.'],
  'chat/id_conflict': [409, 'This client_msg_id was used for another message.'],
  'chat/channel_not_found': [404, 'There is no such channel.'],
  'chat/zone_not_found': [404, 'There is no such area.'],
  'chat/not_in_zone': [403, 'Only people who stand in this area can talk and read there.'],
  'chat/message_not_found': [404, 'There is no such message.'],
  'chat/message_deleted': [409, 'This message was deleted.'],
  'chat/not_author': [403, 'Only its author can do that with a message.'],
  'chat/edit_too_late': [403, 'A message can be changed for 15 minutes only.'],
  'chat/cannot_send': [403, 'You can read this channel, but not write in it.'],
  'chat/wrong_parent': [422, 'The message that this answers is not in this conversation.'],
  'chat/too_many_reactions': [422, 'This message has as many different reactions as it can hold.'],
  'chat/muted': [403, 'You can not write on this server for a while.'],
  'chat/slow_mode': [429, 'This channel is in slow mode. Wait a moment before you write again.'],
  'chat/blocked': [403, 'You can not write to this person.'],
  'chat/no_shared_server': [403, 'You can write to people with whom you share a virtual server.'],
  'chat/not_to_oneself': [422, 'You can not write to yourself.'],
  'chat/refused_by_rule': [422, 'This message holds words that are not allowed on this server.'],
  'chat/held': [422, 'A moderator will look at this message before it is shown.'],

  'channels/name_taken': [409, 'There is a channel of this name already.'],
  'channels/too_many': [422, 'This server has as many channels as it can have.'],
  'channels/is_default': [409, 'The default channel is for everyone: it can not be deleted, closed or made private.'],
  'channels/member_not_found': [404, 'This person is not in the channel.'],

  'attachments/missing': [400, 'Send one file in the field "file".'],
  'attachments/not_found': [404, 'There is no such file.'],
  'attachments/unsupported': [415, 'Only images (PNG, JPEG, WebP, GIF), plain text and PDF can be sent.'],
  'attachments/damaged': [422, 'This file is damaged or too large to open.'],
  'attachments/infected': [422, 'This file was refused by the virus scanner.'],

  'moderation/not_found': [404, 'There is nothing of this id to decide.'],
  'moderation/decided': [409, 'Someone has decided this already.'],
  'moderation/already_reported': [409, 'You have reported this message already. Thank you.'],
  'moderation/too_many_rules': [422, 'This server has as many word rules as it can have.'],
  'moderation/rule_exists': [409, 'There is a rule for this already.'],

  'media/not_in_world': [403, 'Only people who are in the world can talk to those nearby.'],
  'media/not_started': [409, 'Turn on your microphone, camera or screen first.'],
  'media/not_in_earshot': [403, 'This person is not in earshot.'],
  'media/position_mismatch': [422, 'You do not stand there.'],
  'media/no_voice_channel': [422, 'This channel is not for voice.'],
  'media/nobody_to_lock_with': [422, 'Nobody is connected with you: there is no bubble to lock.'],
  'media/no_sfu': [422, 'This server has no exchange for crowds.'],
  'media/token_invalid': [403, 'This pass is not valid any more. Ask for a new one.'],
  'media/sdp_refused': [422, 'This description of a connection can not be used.'],

  'push/endpoint_refused': [422, 'This address is not of a known push service.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof ERRORS;

export const ErrorObject = z
  .object({
    code: z.string().meta({ description: 'One of a closed list; stable.', example: 'servers/not_a_member' }),
    message: z.string().meta({ description: 'Plain words: what happened and what to do.' }),
    details: z.record(z.string(), z.unknown()).optional(),
    retry_after: z.number().optional().meta({ description: 'Seconds to wait; on 429 and 503.' }),
    request_id: z.string().optional(),
  })
  .meta({ id: 'Error' });
export type ErrorObject = z.infer<typeof ErrorObject>;
export const ErrorAnswer = z.object({ error: ErrorObject }).meta({ id: 'ErrorAnswer' });
