import type { z } from 'zod';
import type { Profile, Status, userRoutes } from '../../shared/protocol/users.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import type { Caller } from '../platform/http.ts';
import type { Topics } from '../platform/topics.ts';
import { refuseIfTaken } from './registration.service.ts';
import * as users from './users.repository.ts';

export type ProfileChanges = z.output<NonNullable<(typeof userRoutes.updateProfile)['body']>>;
/** What other features show of a person. */
export type ProfileBrief = { id: string; username: string; avatar_id: string; status: Status };

const profileOf = (user: users.UserRow, caller: Caller): Profile => ({
  id: user.id,
  username: user.username,
  ...((caller.userId === user.id || caller.role === 'ADMIN') && {
    email: user.email,
    email_verified: user.email_verified_at !== null,
  }),
  created_at: user.created_at.toISOString(),
  avatar_url: user.avatar_url,
  avatar_id: user.avatar_id,
  status: user.status,
  role: user.role,
});

export function createProfiles({ db, clock, topics }: { db: Db; clock: Clock; topics: Topics }) {
  return {
    /** Throws `users/not_found`. */
    async get(id: string, caller: Caller): Promise<Profile> {
      const user = await users.findUser(db, id);
      if (!user) throw new AppError('users/not_found');
      return profileOf(user, caller);
    },

    /** Throws `users/username_taken`. */
    async update(caller: Caller, changes: ProfileChanges): Promise<Profile> {
      const named = changes.username === undefined ? {} : { username_key: users.keyOf(changes.username) };
      const user = await users
        .updateUser(db, caller.userId, { ...changes, ...named, updated_at: clock.now() })
        .catch(refuseIfTaken);
      if (!user) throw new AppError('users/not_found');
      const { id: user_id, username, avatar_id, status } = user;
      await topics.publishUser({ type: 'profile_changed', user_id, username, avatar_id, status });
      return profileOf(user, caller);
    },

    /** As set in a world; what is shown there is shown already. */
    async setStatus(userId: string, status: Status): Promise<void> {
      await users.updateUser(db, userId, { status, updated_at: clock.now() });
    },

    /** By id; who is not there is left out. */
    async find(ids: readonly string[]): Promise<Map<string, ProfileBrief>> {
      if (ids.length === 0) return new Map();
      const found = await users.findUsers(db, [...new Set(ids)]);
      return new Map(found.map((user) => [user.id, user]));
    },
  };
}
export type Profiles = ReturnType<typeof createProfiles>;
