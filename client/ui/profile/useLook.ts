import { useMemo, useState } from 'react';
import { type AvatarLook, decodeLook, encodeLook } from '../../../art/avatar/index.ts';
import { saveProfile } from '../../actions/profile.ts';
import { useSession } from '../../state/session.ts';

/** The own look while it is composed, against the one that is saved. */
export function useLook(): {
  look: AvatarLook;
  saved: AvatarLook;
  changed: boolean;
  setLook: (look: AvatarLook) => void;
  save: () => Promise<void>;
} {
  const avatarId = useSession((state) => state.profile?.avatar_id ?? state.userId ?? '');
  const saved = useMemo(() => decodeLook(avatarId), [avatarId]);
  const [draft, setLook] = useState<AvatarLook | null>(null);
  const look = draft ?? saved;
  return {
    look,
    saved,
    changed: encodeLook(look) !== encodeLook(saved),
    setLook,
    save: async () => {
      await saveProfile({ avatar_id: encodeLook(look) });
      setLook(null);
    },
  };
}
