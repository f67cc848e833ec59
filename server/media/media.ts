// Voice and video, put together.

import type { Speaker, SpeechGuard } from '../chat/ports.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Api, Caller } from '../platform/http.ts';
import type { Logger } from '../platform/logger.ts';
import { mountMedia } from './media.routes.ts';
import { createMediaService } from './media.service.ts';
import { createMediaSessions } from './media-sessions.ts';
import type { MediaPort } from './ports.ts';

export type MediaDeps = {
  db: Db;
  config: Config;
  clock: Clock;
  logger: Logger;
  guard: Pick<SpeechGuard, 'requireVoice'>;
  requireMember: (serverId: string, caller: Caller) => Promise<unknown>;
  /** The kind of a channel that this person may see; throws `chat/channel_not_found`. */
  channelType: (userId: string, serverId: string, channelId: string) => Promise<'TEXT' | 'VOICE'>;
  port: MediaPort;
};

export async function createMedia({ db, config, clock, logger, guard, requireMember, channelType, port }: MediaDeps) {
  const service = createMediaService({ config, clock, requireMember, port });
  // Only where it is wanted.
  const exchange = config.sfu && (await import('./exchange.ts')).createExchange({ config: config.sfu, logger });
  return {
    mount: (api: Api): void => mountMedia(api, service),
    sessions: createMediaSessions({ db, clock, logger }),
    exchange,
    async requireVoice(speaker: Speaker, channelId: string | null): Promise<void> {
      await guard.requireVoice(speaker);
      if (channelId === null) return;
      const type = await channelType(speaker.userId, speaker.serverId, channelId);
      if (type !== 'VOICE') throw new AppError('media/no_voice_channel');
    },
    stop: async (): Promise<void> => exchange?.stop(),
  };
}
export type Media = Awaited<ReturnType<typeof createMedia>>;
