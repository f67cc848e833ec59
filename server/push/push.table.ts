export type PushSubscriptionsTable = {
  id: string;
  user_id: string;
  /** It ends with the session that made it. */
  session_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: Date;
};

export type PushTables = { push_subscriptions: PushSubscriptionsTable };
