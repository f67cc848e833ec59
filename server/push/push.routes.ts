import { pushRoutes } from '../../shared/protocol/push.ts';
import type { Api } from '../platform/http.ts';
import type { Subscriptions } from './subscriptions.service.ts';

export function mountPush(api: Api, { subscriptions, publicKey }: { subscriptions: Subscriptions; publicKey: string }) {
  api.serve(pushRoutes.key, async () => ({ public_key: publicKey }));
  api.serve(pushRoutes.subscribe, ({ caller, body }) => subscriptions.subscribe(caller, body));
  api.serve(pushRoutes.unsubscribe, ({ caller, body }) => subscriptions.unsubscribe(caller, body.endpoint));
}
