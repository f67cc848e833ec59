// Writes the sample into a database, through the code that people's own clicks go through: accounts, servers, members,
// channels and everything that is said. Time stands where a line was said.

import { LocalPresence } from '@colyseus/core';
import { uuidv7 } from 'uuidv7';
import { createAttachments } from '../../server/attachments/attachments.ts';
import { firstLook } from '../../server/auth/first-look.ts';
import { createPasswords } from '../../server/auth/passwords.ts';
import { insertUser } from '../../server/auth/users.repository.ts';
import { channelsPort } from '../../server/chat/channel-templates.ts';
import { markAllRead } from '../../server/chat/channels.repository.ts';
import { createChat } from '../../server/chat/chat.ts';
import { type Db, transaction } from '../../server/db/transaction.ts';
import { createMaps } from '../../server/maps/maps.ts';
import { createModeration } from '../../server/moderation/moderation.ts';
import type { Clock } from '../../server/platform/clock.ts';
import type { Config } from '../../server/platform/config.ts';
import { createCursors } from '../../server/platform/cursor.ts';
import type { Caller } from '../../server/platform/http.ts';
import { createLimits } from '../../server/platform/limits.ts';
import type { Logger } from '../../server/platform/logger.ts';
import { createTopics } from '../../server/platform/topics.ts';
import { findSample, keepSample } from '../../server/virtual-servers/demo.repository.ts';
import { createMembersService } from '../../server/virtual-servers/members.service.ts';
import { createServersService } from '../../server/virtual-servers/servers.service.ts';
import { DIRECTS } from './directs.ts';
import { harbourLane } from './harbour-lane.ts';
import { lanternIsles } from './lantern-isles.ts';
import { nightSky } from './night-sky.ts';
import { type Name, PEOPLE } from './people.ts';
import type { Line, SampleServer } from './talk.ts';

const SERVERS: readonly SampleServer[] = [lanternIsles, harbourLane, nightSky];
const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;
const USUAL_MINUTES = 2;
/** Who was a member before the first word was said. */
const FOUNDED_DAYS_AGO = 14;
/** They come back and find the last days unread. */
const BEHIND: readonly Name[] = ['noor', 'hannah', 'leon'];

export type FillOptions = { db: Db; config: Config; logger: Logger; password: string; now: Date };

/** An earlier run was broken off in the middle. */
export class HalfSampleError extends Error {}

/** False: the sample is there already, and nothing was changed. Throws HalfSampleError. */
export async function fillSample({ db, config, logger, password, now }: FillOptions): Promise<boolean> {
  const before = await findSample(db);
  if (before?.finished) return false;
  if (before) throw new HalfSampleError();
  let at = new Date(now.getTime() - FOUNDED_DAYS_AGO * DAY_MS);
  const clock: Clock = { now: () => at, monotonic: () => at.getTime() };
  const quiet = { ...config, rateLimits: false };
  const topics = createTopics(new LocalPresence(), logger);
  const cursors = createCursors(uuidv7());
  const limits = createLimits(quiet);
  const nobody = { onlineCount: async () => new Map<string, number>(), onlineUsers: async () => new Set<string>() };
  const context = {
    db,
    clock,
    topics,
    limits,
    presence: nobody,
    cursors,
    maps: createMaps({ db }).port,
    channels: channelsPort,
  };
  const servers = createServersService(context);
  const members = createMembersService(context);
  const moderation = createModeration({ db, clock, topics, cursors, logger });
  const { guard } = moderation;
  const attachments = createAttachments({
    ...{ db, config, logger, clock, limits, guard },
    mayReadMessage: async () => false,
  });
  const chat = createChat({
    ...{ db, clock, config: quiet, cursors, topics, guard, online: nobody, attachments: attachments.port },
    ...{ allowances: { take: async () => null }, notify: () => {}, whereabouts: { zonesOf: async () => [] } },
  });

  const people = await makePeople(db, { password, at });
  const callerOf = (name: Name): Caller => ({
    userId: people.get(name)!,
    username: name,
    role: 'USER',
    sessionId: uuidv7(),
  });
  const idOf = (name: Name): string => people.get(name)!;
  const say = async (serverId: string, target: Target, line: Line, parentId?: string): Promise<void> => {
    at = new Date(Math.min(now.getTime(), at.getTime() + (line.after ?? USUAL_MINUTES) * MINUTE_MS));
    const body = {
      ...target(line.who),
      content: line.first ?? line.says,
      ...(parentId && { parent_message_id: parentId }),
    };
    const { id } = await chat.messages.send({ userId: idOf(line.who) }, serverId, body);
    if (line.first) {
      at = new Date(at.getTime() + MINUTE_MS);
      await chat.changes.edit(idOf(line.who), serverId, { messageId: id, content: line.says });
    }
    for (const [emoji, names] of Object.entries(line.signs ?? {})) {
      for (const name of names) await chat.changes.react(idOf(name), serverId, { messageId: id, emoji });
    }
    if (line.pinned) await chat.changes.pin(idOf(line.who), serverId, { messageId: id, pinned: true });
    for (const answer of line.answers ?? []) await say(serverId, target, answer, id);
  };

  const talks: { at: Date; run: () => Promise<void> }[] = [];
  const serverIds: string[] = [];
  const shared = new Map<string, string>();
  for (const sample of SERVERS) {
    const { name, description, access, template, owner } = sample;
    const { id } = await servers.create(callerOf(owner), { name, description, access, template, images: [] });
    serverIds.push(id);
    const roles = [
      ...sample.admins.map((one) => [one, 'ADMIN'] as const),
      ...sample.moderators.map((one) => [one, 'MODERATOR'] as const),
      ...sample.members.map((one) => [one, 'MEMBER'] as const),
    ];
    for (const [one, role] of roles) await members.add(callerOf(owner), id, idOf(one), role);
    const inside = [owner, ...roles.map(([one]) => one)];
    for (const one of inside) for (const other of inside) shared.set(`${one} ${other}`, id);
    const channels = new Map((await chat.channels.list(idOf(owner), id)).map((channel) => [channel.name, channel.id]));
    for (const { channel, day, hour, lines } of sample.talks) {
      const target: Target = () => ({ scope: 'channel', channel_id: channels.get(channel)! });
      const begin = startOf(now, day, hour);
      talks.push({
        at: begin,
        run: async () => {
          for (const line of lines) await say(id, target, line);
        },
      });
    }
  }
  for (const { between, day, hour, lines } of DIRECTS) {
    const target: Target = (who) => ({
      scope: 'direct',
      target_user_id: idOf(between[0] === who ? between[1] : between[0]),
    });
    talks.push({
      at: startOf(now, day, hour),
      run: async () => {
        for (const line of lines) await say(shared.get(between.join(' '))!, target, line);
      },
    });
  }
  for (const talk of talks.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    at = talk.at;
    await talk.run();
  }
  // Most have read what was said.
  for (const serverId of serverIds) {
    for (const name of PEOPLE) {
      if (!BEHIND.includes(name)) await transaction(db, (tx) => markAllRead(tx, serverId, idOf(name)));
    }
  }
  await keepSample(db, { people: [...people.values()], finished: true });
  await attachments.stop();
  return true;
}

type Target = (who: Name) => { scope: 'channel'; channel_id: string } | { scope: 'direct'; target_user_id: string };

/** Not in the future, also early in the day. */
const startOf = (now: Date, day: number, hour: number): Date => {
  const begin = new Date(now.getTime() - day * DAY_MS);
  begin.setUTCHours(hour, 0, 0, 0);
  return begin.getTime() > now.getTime() - 3600_000 ? new Date(now.getTime() - 3600_000) : begin;
};

/** Accounts that know one password. Throws when a name is taken: the sample is for an installation of its own. */
async function makePeople(db: Db, { password, at }: { password: string; at: Date }): Promise<Map<Name, string>> {
  const password_hash = await createPasswords().hash(password);
  const people = new Map<Name, string>(PEOPLE.map((name) => [name, uuidv7()]));
  // First who they are: whoever registers meanwhile is the first all the same.
  await keepSample(db, { people: [...people.values()], finished: false });
  for (const [name, id] of people) {
    const email = `${name}@sample.invalid`;
    await insertUser(db, {
      ...{ id, username: name, username_key: name, email, email_key: email, password_hash, role: 'USER' },
      ...{
        avatar_url: null,
        avatar_id: firstLook(id),
        status: 'online',
        email_verified_at: at,
        created_at: at,
        updated_at: at,
      },
    });
  }
  return people;
}
