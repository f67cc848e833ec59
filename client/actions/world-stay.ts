// Begins and ends a stay in a world: puts the state, the connection and the actions together.

import { mapRoutes } from '../../shared/protocol/maps.routes.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { accessToken, call } from '../net/api.ts';
import { waitOrOnline } from '../net/wait.ts';
import { openWorld, type WorldLink } from '../net/world.ts';
import { joinWorldRoom } from '../net/world-room.ts';
import { createWorldSession, type WorldSession } from '../state/world.ts';
import { type ChatStore, createChatStore } from '../state/world-chat.ts';
import { createWorldActions, type WorldActions } from './world.ts';

export type Stay = { session: WorldSession; chat: ChatStore; actions: WorldActions; end: () => void };

export function beginStay(options: { serverId: string; userId: string; onLeave: () => void }): Stay {
  const { serverId, userId, onLeave } = options;
  const session = createWorldSession({ serverId, userId, monotonic: () => performance.now() });
  const chat = createChatStore();
  const params = { server_id: serverId };
  let link: WorldLink;
  const open = (): WorldLink =>
    openWorld({
      session,
      chat,
      join: async () => joinWorldRoom({ endpoint: location.origin, serverId, accessToken: await accessToken() }),
      loadMap: () => call(mapRoutes.document, { params }),
      wait: waitOrOnline,
      random: Math.random,
      onLive: () => void actions.catchUp(),
    });
  const actions = createWorldActions({
    session,
    chat,
    link: () => link,
    onLeave,
    onReturn: () => {
      session.store.setState({ phase: 'joining', ending: null, attempt: 0 });
      link = open();
    },
  });
  link = open();
  call(serverRoutes.get, { params }).then(
    (server) => session.store.setState({ server }),
    // The room says why one may not enter; this was only the name.
    () => undefined,
  );
  // A page that closes says good-bye, so that its avatar does not stand around until it is given up.
  const bye = (): void => link.close();
  addEventListener('pagehide', bye);
  return {
    session,
    chat,
    actions,
    end: () => {
      removeEventListener('pagehide', bye);
      link.close();
    },
  };
}
