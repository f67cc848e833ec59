// Files in a bucket of any service that speaks S3. The library is loaded when the first file needs it, by those only
// who have set a bucket.

import type { Readable } from 'node:stream';
import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { S3Config } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import type { Storage } from './storage.ts';

const CONNECT_MS = 5_000;
/** Of silence, not of the whole transfer. */
const SILENCE_MS = 20_000;
const ATTEMPTS = 3;
const RETRY_SECONDS = 5;
/** So that a bucket may hold other things too. */
const PREFIX = 'attachments/';

type Sdk = typeof import('@aws-sdk/client-s3');

export function createS3Storage(config: S3Config): Storage {
  let loaded: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  const connect = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    const { accessKeyId, secretAccessKey } = config;
    const client = new sdk.S3Client({
      endpoint: config.endpoint,
      region: config.region,
      credentials: { accessKeyId, secretAccessKey },
      // Buckets as host names need a DNS that most services of one's own do not have.
      forcePathStyle: true,
      // Newer checksums are unknown to many services that are not Amazon's.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, throwOnRequestTimeout: true },
    });
    return { sdk, client };
  };
  /** Runs one call; what the bucket refuses, and a bucket that is away, are for its owner to see to. */
  const run = async <T>(call: (parts: { sdk: Sdk; client: S3Client }) => Promise<T>): Promise<T> => {
    try {
      loaded ??= connect();
      return await call(await loaded);
    } catch (error) {
      throw new AppError('unavailable', { retry_after: RETRY_SECONDS }, { cause: error });
    }
  };
  const placeOf = (key: string) => ({ Bucket: config.bucket, Key: PREFIX + key });
  const remove: Storage['remove'] = async (key) => {
    await run(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand(placeOf(key))));
  };

  return {
    async put(key, bytes, type) {
      try {
        await run(({ sdk, client }) =>
          client.send(new sdk.PutObjectCommand({ ...placeOf(key), Body: bytes, ContentType: type })),
        );
      } catch (error) {
        // The answer may have been lost, not the file.
        await remove(key).catch(() => {});
        throw error;
      }
    },

    get: (key) =>
      run(async ({ sdk, client }) => {
        try {
          const { Body, ContentLength } = await client.send(new sdk.GetObjectCommand(placeOf(key)));
          if (!Body || ContentLength === undefined) throw new Error('the bucket answered without a body');
          return { size: ContentLength, stream: Body as Readable };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),

    remove,
  };
}

/** By its name: a bucket that is not there is a 404 too, and no file that is gone. */
const isMissing = (error: unknown): boolean => (error as S3ServiceException).name === 'NoSuchKey';
