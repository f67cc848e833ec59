// Who is signed in. The access token itself stays in net/.

import { create } from 'zustand';
import type { Profile } from '../../shared/protocol/users.ts';

export type SessionState =
  /** `starting`: whether the cookie still holds is being asked. `unreachable`: it could not be asked. */
  | {
      phase: 'starting' | 'signed_out' | 'unreachable';
      userId: null;
      username: null;
      profile: null;
      notice: string | null;
    }
  | { phase: 'signed_in'; userId: string; username: string; profile: Profile | null; notice: null };

const nobody = { userId: null, username: null, profile: null } as const;
export const useSession = create<SessionState>(() => ({ phase: 'starting', ...nobody, notice: null }));

export const setSignedIn = (userId: string, username: string): void =>
  useSession.setState((state) => ({
    phase: 'signed_in',
    userId,
    username,
    // A renewed session of the same person keeps what is known.
    profile: state.userId === userId ? state.profile : null,
    notice: null,
  }));

/** `notice` tells on the sign-in page why one is there. */
export const setSignedOut = (notice: string | null = null): void =>
  useSession.setState({ phase: 'signed_out', ...nobody, notice });
export const setStarting = (): void => useSession.setState({ phase: 'starting', ...nobody, notice: null });
export const setUnreachable = (notice: string): void =>
  useSession.setState({ phase: 'unreachable', ...nobody, notice });
export const setProfile = (profile: Profile): void =>
  useSession.setState((state) =>
    state.phase === 'signed_in' && state.userId === profile.id ? { profile, username: profile.username } : state,
  );
