import { type Status, userRoutes } from '../../shared/protocol/users.ts';
import { call } from '../net/api.ts';
import { messageOf } from '../net/api-error.ts';
import { setProfile } from '../state/session.ts';
import { toast } from '../state/toasts.ts';

/** Rejects with ApiError; `username` may be taken. */
export async function saveProfile(body: { username?: string; avatar_id?: string; status?: Status }): Promise<void> {
  setProfile(await call(userRoutes.updateProfile, { body }));
}

export async function resendVerification(): Promise<void> {
  try {
    await call(userRoutes.resendVerification);
    toast('A new confirmation link is on its way to your inbox.', { tone: 'success' });
  } catch (error) {
    toast(messageOf(error), { tone: 'error' });
  }
}
