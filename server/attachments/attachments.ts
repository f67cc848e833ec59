// Attachments, put together.

import path from 'node:path';
import type { AttachmentPort, SpeechGuard } from '../chat/ports.ts';
import type { Db } from '../db/transaction.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Api } from '../platform/http.ts';
import type { Limits } from '../platform/limits.ts';
import type { Logger } from '../platform/logger.ts';
import { createAttachmentPort } from './attachment-port.ts';
import { mountAttachments } from './attachments.routes.ts';
import { createAttachmentsService, type MayReadMessage } from './attachments.service.ts';
import { createScanner } from './clamd.ts';
import type { Storage } from './storage.ts';
import { createDiskStorage } from './storage-disk.ts';
import { createS3Storage } from './storage-s3.ts';
import { createSweeper } from './sweeper.ts';

export type AttachmentsDeps = {
  db: Db;
  config: Pick<Config, 'dataDir' | 's3' | 'clamd'>;
  logger: Logger;
  clock: Clock;
  limits: Limits;
  guard: Pick<SpeechGuard, 'requireVoice'>;
  /** False for a message that is not there, or not theirs to know of. */
  mayReadMessage: MayReadMessage;
};
export type Attachments = {
  mount(api: Api): void;
  port: AttachmentPort;
  /** Waits for what is running. */
  stop(): Promise<void>;
};

export function createAttachments({ config, ...deps }: AttachmentsDeps): Attachments {
  const storage: Storage = config.s3
    ? createS3Storage(config.s3)
    : createDiskStorage(path.join(config.dataDir, 'attachments'));
  const scan = config.clamd ? createScanner(config.clamd) : undefined;
  const service = createAttachmentsService({ ...deps, storage, scan });
  const sweeper = createSweeper({ ...deps, storage });
  return {
    mount: (api) => mountAttachments(api, service),
    port: createAttachmentPort({ ...deps, sweepSoon: sweeper.begin }),
    stop: sweeper.stop,
  };
}
