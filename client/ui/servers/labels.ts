// What the words of the wire are called on the screen.

import type { ServerAccess, ServerRole } from '../../../shared/protocol/servers.ts';

export const ACCESS_LABEL: Record<ServerAccess, string> = {
  public: 'Open to all',
  approval: 'By request',
  invite: 'By invitation',
};
export const ACCESS_HINT: Record<ServerAccess, string> = {
  public: 'Everyone finds it and can walk in.',
  approval: 'Everyone finds it; you let people in.',
  invite: 'Hidden. Only people with an invite get in.',
};
export const ROLE_LABEL: Record<ServerRole, string> = {
  OWNER: 'Owner',
  ADMIN: 'Admin',
  MODERATOR: 'Moderator',
  MEMBER: 'Member',
};
export const ROLE_HINT: Record<ServerRole, string> = {
  OWNER: 'Everything, and deleting it.',
  ADMIN: 'Settings, map, requests and roles.',
  MODERATOR: 'Invites, removing and banning.',
  MEMBER: 'Walking in and talking.',
};

export const people = (count: number): string => (count === 1 ? '1 member' : `${count.toLocaleString('en')} members`);
