// The index of the wire: every route and every room message.

import { attachmentRoutes } from './attachments.ts';
import { channelRoutes } from './channels.ts';
import { chatMessages, chatRoutes } from './chat.ts';
import { directRoutes } from './directs.ts';
import { fileRoutes, mapRoutes } from './maps.routes.ts';
import { mediaMessages, mediaRoutes } from './media.ts';
import { moderationRoutes } from './moderation.ts';
import { pushRoutes } from './push.ts';
import { serverRoutes } from './servers.ts';
import { userRoutes } from './users.ts';
import { worldMessages } from './world.ts';

export const routes = {
  users: userRoutes,
  servers: serverRoutes,
  maps: mapRoutes,
  files: fileRoutes,
  chat: chatRoutes,
  channels: channelRoutes,
  directs: directRoutes,
  attachments: attachmentRoutes,
  media: mediaRoutes,
  moderation: moderationRoutes,
  push: pushRoutes,
};
export const worldRoomMessages = { ...worldMessages, ...chatMessages, ...mediaMessages };
export type WorldRoomMessages = typeof worldRoomMessages;
/** For clients outside of the world. */
export const hubRoomMessages = { ...chatMessages };
export type HubRoomMessages = typeof hubRoomMessages;
