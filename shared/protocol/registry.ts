// The index of the wire: every route and every room message.

import { chatMessages, chatRoutes } from './chat.ts';
import { fileRoutes, mapRoutes } from './maps.routes.ts';
import { serverRoutes } from './servers.ts';
import { userRoutes } from './users.ts';
import { worldMessages } from './world.ts';

export const routes = {
  users: userRoutes,
  servers: serverRoutes,
  maps: mapRoutes,
  files: fileRoutes,
  chat: chatRoutes,
};
export const worldRoomMessages = { ...worldMessages, ...chatMessages };
export type WorldRoomMessages = typeof worldRoomMessages;
