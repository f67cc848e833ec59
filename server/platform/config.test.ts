import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from './config.ts';

describe('configuration', () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ PORT: 'many' }, /PORT: .*number/],
    [{ PORT: '70000' }, /PORT: .*65535/],
    [{ DATABASE_URL: 'mysql://x/y' }, /DATABASE_URL: must be a URL that begins with postgres/],
    [{ REDIS_URL: 'localhost:6379' }, /REDIS_URL: must be a URL that begins with redis/],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, /JWT_SECRET: is required[\s\S]*DATABASE_URL: is required/],
    [{ JWT_SECRET: 'short' }, /JWT_SECRET: must be at least 32/],
    [{ PUBLIC_URL: 'ftp://x' }, /PUBLIC_URL: must be a URL that begins with http/],
    [{ PUBLIC_ADDRESS: 'https://x' }, /PUBLIC_ADDRESS: must be host:port/],
    [{ RATE_LIMITS: 'off', HOST: '0.0.0.0' }, /RATE_LIMITS: off is for load tests: HOST must be a loopback/],
    [{ RATE_LIMITS: 'sometimes' }, /RATE_LIMITS: .*"on"\|"off"/],
    [{ LIMIT_CHAT_PER_MINUTE: '0' }, /LIMIT_CHAT_PER_MINUTE: .*>=1/],
    [{ LIMIT_CHAT_PER_MINUTE: 'lots', TRUST_PROXY: '-1' }, /faults:[\s\S]*TRUST_PROXY: [\s\S]*LIMIT_CHAT_PER_MINUTE: /],
    [{ TURN_URLS: 'turn:x' }, /TURN_SECRET: is required with TURN_URLS/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL: .*"info"/],
    [{ ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD: .*12/],
    [{ S3_BUCKET: 'files' }, /S3_ENDPOINT: is required with S3_BUCKET[\s\S]*S3_SECRET_ACCESS_KEY: is required/],
    [{ S3_ENDPOINT: 's3://files' }, /S3_ENDPOINT: must be a URL that begins with http/],
    [{ CLAMD_ADDRESS: 'tcp://scanner:3310' }, /CLAMD_ADDRESS: must be host:port/],
    [{ CLAMD_ADDRESS: 'scanner' }, /CLAMD_ADDRESS: must be host:port/],
    [{ CLAMD_ADDRESS: 'scanner:99999' }, /CLAMD_ADDRESS: must be host:port/],
    [{ DATABASE_POOL: '0' }, /DATABASE_POOL: .*>=1/],
  ];
  for (const [env, said] of wrong) {
    const setting = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    it(`[OP77] names the fault in ${setting.join(' ')}`, () => {
      assert.throws(
        () => loadConfig(env),
        (error: Error) => error instanceof ConfigError && said.test(error.message),
      );
    });
  }

  it('[OP77] needs nothing, takes an empty value for none, and can not be changed afterwards', () => {
    const config = loadConfig({ PORT: '', REDIS_URL: '', PUBLIC_URL: 'https://atrium.example/' });
    assert.deepEqual([config.port, config.redisUrl, config.publicUrl], [2567, undefined, 'https://atrium.example']);
    assert.deepEqual([config.s3, config.clamd], [undefined, undefined]);
    assert.deepEqual(loadConfig({ CLAMD_ADDRESS: '[::1]:3310' }).clamd, { host: '::1', port: 3310 });
    assert.throws(() => Object.assign(config.limits, { LIMIT_LOGIN_PER_MINUTE: 0 }), TypeError);
  });
});
