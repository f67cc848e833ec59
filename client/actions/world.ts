// What one can do in a world. The game and the HUD both call these; neither knows the other or the network.

import type { Status } from '../../shared/protocol/users.ts';
import type { EMOTES } from '../../shared/protocol/world.ts';
import type { Dir, Move } from '../../shared/rules/movement.ts';
import { tileOf } from '../../shared/rules/movement.ts';
import { messageOf } from '../net/api-error.ts';
import { lineDown } from '../net/room-errors.ts';
import type { WorldLink } from '../net/world.ts';
import type { WorldRoom } from '../net/world-room.ts';
import { addNotice, type WorldSession } from '../state/world.ts';

export type Emote = (typeof EMOTES)[number];

type Deps = {
  session: WorldSession;
  link: () => Pick<WorldLink, 'room' | 'close'>;
  /** Ends the page's stay, for the shell to show something else. */
  onLeave: () => void;
  /** Joins again from the start, after an ending. */
  onReturn: () => void;
};

export function createWorldActions({ session, link, onLeave, onReturn }: Deps) {
  const { intent, events } = session;
  const live = (): WorldRoom => {
    const room = link().room();
    if (!room) throw lineDown();
    return room;
  };
  const tell = (error: unknown): void => void addNotice(session, 'action', messageOf(error));

  return {
    move: (move: Move): void => link().room()?.send('world:move', move),
    /** In tiles. */
    walkTo: (x: number, y: number): void => {
      intent.goal = { x, y };
    },
    /** Walks to where somebody stands now. */
    walkToPerson: (sessionId: string): void => {
      const walker = session.walkers.get(sessionId);
      if (!walker) return;
      const place = { x: 0, y: 0 };
      walker.track.sample(session.clock.now(), place);
      intent.goal = { x: tileOf(place.x), y: tileOf(place.y) };
    },
    setStick: (dir: Dir): void => {
      intent.stick = dir;
    },
    locate: (sessionId: string): void => events.emit('locate', { sessionId }),
    recentre: (): void => events.emit('recentre', undefined),
    zoom: (steps: 1 | -1): void => events.emit('zoom', { steps }),

    setStatus: async (status: Exclude<Status, 'offline'>): Promise<void> => {
      try {
        await live().request('world:status', { status });
      } catch (error) {
        tell(error);
      }
    },
    emote: async (emote: Emote): Promise<void> => {
      try {
        await live().request('world:emote', { emote });
      } catch (error) {
        tell(error);
      }
    },

    leave: (): void => {
      link().close();
      onLeave();
    },
    comeBack: onReturn,
  };
}
export type WorldActions = ReturnType<typeof createWorldActions>;
