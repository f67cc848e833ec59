import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { AppError } from '../platform/errors.ts';
import { newStorageKey } from './storage.ts';
import { createS3Storage } from './storage-s3.ts';
import { S3_BUCKET, S3_KEYS, S3_REGION, startBucket } from './test-support.ts';

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

describe('files in a bucket', () => {
  let bucket: Awaited<ReturnType<typeof startBucket>>;
  before(async () => {
    bucket = await startBucket();
  });
  after(() => bucket.stop());
  beforeEach(() => {
    bucket.state.fault = undefined;
    bucket.objects.clear();
  });
  const storage = (changes: Partial<Parameters<typeof createS3Storage>[0]> = {}) =>
    createS3Storage({ endpoint: bucket.endpoint, region: S3_REGION, bucket: S3_BUCKET, ...S3_KEYS, ...changes });

  it('[AT15] keeps bytes and their type under their key, signed, and gives them back', async () => {
    const files = storage();
    const key = newStorageKey();
    const bytes = Buffer.alloc(2_000_000, 'abc');
    await files.put(key, bytes, 'application/pdf');
    assert.deepEqual([...bucket.objects], [[`/${S3_BUCKET}/attachments/${key}`, { bytes, type: 'application/pdf' }]]);
    const stored = await files.get(key);
    assert.equal(stored?.size, bytes.length);
    assert.deepEqual(await buffer(stored!.stream), bytes);
    await files.remove(key);
    assert.equal(bucket.objects.size, 0);
    assert.equal(await files.get(key), undefined);
    await files.remove(key);
  });

  it('[AT16] answers unavailable where the bucket is not there, refuses the keys, fails or is away', async () => {
    const key = newStorageKey();
    const nobody = storage({ endpoint: 'http://127.0.0.1:1' });
    for (const wrong of [storage({ secretAccessKey: 'another' }), storage({ bucket: 'other' }), nobody]) {
      await assert.rejects(wrong.put(key, Buffer.from('x'), 'text/plain'), isUnavailable);
      await assert.rejects(wrong.get(key), isUnavailable);
    }
    const files = storage();
    bucket.state.fault = 500;
    await assert.rejects(files.put(key, Buffer.from('x'), 'text/plain'), isUnavailable);
    await assert.rejects(files.remove(key), isUnavailable);
    assert.equal(bucket.objects.size, 0);
    bucket.state.fault = undefined;
    await files.put(key, Buffer.from('x'), 'text/plain');
    assert.equal(bucket.objects.size, 1);
  });
});
