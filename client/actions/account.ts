// What people do with links from their mail.

import { userRoutes } from '../../shared/protocol/users.ts';
import { call } from '../net/api.ts';
import { useSession } from '../state/session.ts';
import { loadProfile } from './session.ts';

/** Answers the same whether the address is known or not. */
export const askForReset = (email: string): Promise<unknown> => call(userRoutes.forgotPassword, { body: { email } });

/** Every session of the account ends with it. */
export const resetPassword = (token: string, new_password: string): Promise<unknown> =>
  call(userRoutes.resetPassword, { body: { token, new_password } });

export async function verifyEmail(token: string): Promise<void> {
  await call(userRoutes.verifyEmail, { body: { token } });
  if (useSession.getState().phase === 'signed_in') await loadProfile();
}
