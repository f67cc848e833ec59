/** A world's room is the only one of its server, so its id follows from the server's. */
export const roomIdOf = (serverId: string): string => `srv_${serverId}`;
