// Files that people send along: first up, then named in a message.

import { z } from 'zod';
import { Attachment } from './chat.ts';
import { IdParam } from './common.ts';
import { route } from './route.ts';

export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024;

const params = z.object({ server_id: IdParam });
const one = params.extend({ attachment_id: IdParam });
const tag = 'Chat';
export const attachmentRoutes = {
  upload: route({
    method: 'post',
    path: '/servers/{server_id}/chat/attachments',
    summary: 'An image, a text or a PDF of up to 10 MB; one day to send it with a message',
    tag,
    access: 'signed_in',
    params,
    body: z.object({}),
    multipart: { files: ['file'] },
    answer: Attachment,
    status: 201,
    errors: [
      'servers/not_a_member',
      'attachments/missing',
      'attachments/unsupported',
      'attachments/damaged',
      'attachments/infected',
      'chat/muted',
      'too_large',
    ],
  }),
  read: route({
    method: 'get',
    path: '/servers/{server_id}/chat/attachments/{attachment_id}',
    summary: 'The bytes; to whoever may read the message, and to the sender before it is sent',
    tag,
    access: 'signed_in',
    params: one,
    status: 200,
    errors: ['servers/not_a_member', 'attachments/not_found'],
  }),
  thumbnail: route({
    method: 'get',
    path: '/servers/{server_id}/chat/attachments/{attachment_id}/thumbnail',
    summary: 'A small picture of an image',
    tag,
    access: 'signed_in',
    params: one,
    status: 200,
    errors: ['servers/not_a_member', 'attachments/not_found'],
  }),
};
