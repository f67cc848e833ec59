/** WebSocket close codes of the application. */
export const CLOSE = {
  CONSENTED: 4000,
  /** The server goes away; join again, perhaps another process answers. */
  GOING_AWAY: 4001,
  FLOOD: 4029,
  JOINED_ELSEWHERE: 4100,
  KICKED: 4101,
  BANNED: 4102,
  SESSION_REVOKED: 4103,
  TOO_SLOW: 4104,
  SERVER_DELETED: 4105,
} as const;

/** After these the client must not come back by itself. */
export const FINAL_CLOSES: readonly number[] = [4000, 4029, 4100, 4101, 4102, 4103, 4105];
