// The exchange as the rooms of a process see it: one for all of them, that knows people by their peer ids. Who gets whose
// media is said by the rooms, by the same rule of earshot that a mesh follows.

import type { SfuTrack } from '../../shared/protocol/media.ts';
import type { Logger } from '../platform/logger.ts';
import { createSfu } from '../sfu/sfu.ts';
import type { Sfu, SfuConfig } from '../sfu/sfu-port.ts';

export type Offer = { sdp: string; tracks: (SfuTrack & { user_id: string })[] };
type Guest = {
  offer: (offer: Offer) => void;
  /** Peer ids to the ids of their users. */
  owners: ReadonlyMap<string, string>;
};

export function createExchange({ config, logger }: { config: SfuConfig; logger: Logger }) {
  const guests = new Map<string, Guest>();
  const sfu: Sfu = createSfu({
    config,
    logger,
    listener: {
      onOffer(peerId, sdp, tracks) {
        const guest = guests.get(peerId);
        guest?.offer({
          sdp,
          tracks: tracks.flatMap(({ mid, kind, owner }) => {
            const user_id = guest.owners.get(owner);
            return user_id === undefined ? [] : [{ mid, kind, user_id }];
          }),
        });
      },
      // Their connections fail, and they enter again.
      onGone: () => guests.clear(),
    },
  });
  return {
    enter(peerId: string, offer: Guest['offer']) {
      guests.set(peerId, { offer, owners: guests.get(peerId)?.owners ?? new Map() });
      return sfu.enter(peerId);
    },
    publish: sfu.publish,
    answer: sfu.answer,
    /** Nobody is offered anything before they have entered. */
    listen(peerId: string, owners: ReadonlyMap<string, string>): void {
      const guest = guests.get(peerId);
      if (!guest) return;
      guest.owners = owners;
      sfu.listen(peerId, new Set(owners.keys()));
    },
    leave(peerId: string): void {
      if (guests.delete(peerId)) sfu.leave(peerId);
    },
    figures: sfu.figures,
    stop: sfu.stop,
  };
}
export type Exchange = ReturnType<typeof createExchange>;
