// Begins and ends a stay in a world: puts the state, the connection, the chat that it carries and the actions together.

import { mapRoutes } from '../../shared/protocol/maps.routes.ts';
import { serverRoutes } from '../../shared/protocol/servers.ts';
import { accessToken, call } from '../net/api.ts';
import { waitOrOnline } from '../net/wait.ts';
import { openWorld, type WorldLink } from '../net/world.ts';
import { joinWorldRoom } from '../net/world-room.ts';
import type { ChatStore } from '../state/chat.ts';
import { createWorldSession, type WorldSession } from '../state/world.ts';
import type { WorldMediaStore } from '../state/world-media.ts';
import type { ChatActions } from './chat.ts';
import { setUpChat } from './chat-setup.ts';
import { createWorldActions, type WorldActions } from './world.ts';
import type { MediaActions } from './world-media.ts';
import { setUpMedia } from './world-media-setup.ts';
import { createWorldTalk } from './world-talk.ts';

export type Stay = {
  session: WorldSession;
  actions: WorldActions;
  chat: { store: ChatStore; actions: ChatActions };
  media: { store: WorldMediaStore; actions: MediaActions; level: { readonly current: number } };
  end: () => void;
};

export function beginStay(options: { serverId: string; userId: string; username: string; onLeave: () => void }): Stay {
  const { serverId, userId, username, onLeave } = options;
  const session = createWorldSession({ serverId, userId, monotonic: () => performance.now() });
  const params = { server_id: serverId };
  let link: WorldLink;
  const chat = setUpChat({ me: { userId, username }, only: serverId, carrier: () => link });
  const talk = createWorldTalk({ session, ...chat });
  const media = setUpMedia({ session, room: () => link.room() });
  const open = (): WorldLink =>
    openWorld({
      session,
      media: media.ears,
      ears: talk.ears,
      join: async () => joinWorldRoom({ endpoint: location.origin, serverId, accessToken: await accessToken() }),
      loadMap: () => call(mapRoutes.document, { params }),
      wait: waitOrOnline,
      random: Math.random,
    });
  const actions = createWorldActions({
    session,
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
  const bye = (): void => {
    media.end();
    link.close();
  };
  addEventListener('pagehide', bye);
  return {
    ...{ session, actions, chat, media },
    end: () => {
      removeEventListener('pagehide', bye);
      talk.end();
      media.end();
      chat.end();
      link.close();
    },
  };
}
