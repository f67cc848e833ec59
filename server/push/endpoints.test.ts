import assert from 'node:assert/strict';
import { ConfigError, loadConfig } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { createEndpoints } from './endpoints.ts';

describe('addresses of push services', () => {
  const { accept } = createEndpoints(['127.0.0.1:8091', 'push.example.org', 'Push.Example.NET:8443']);

  it('[PU5] are https, of the services of the common browsers or of hosts that the operator names', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc:def',
      'https://updates.push.services.mozilla.com/wpush/v2/abc',
      'https://eu.push.services.mozilla.com/wpush/v2/abc',
      'https://wns2-db5p.notify.windows.com/w/?token=abc%2fdef',
      'https://web.push.apple.com/abc',
      'https://push.example.org/abc',
      'https://push.example.net:8443/abc',
      'http://127.0.0.1:8091/abc',
    ]) {
      assert.equal(accept(endpoint), endpoint);
    }
    assert.equal(accept('HTTPS://FCM.googleapis.com:443/a/../b#part'), 'https://fcm.googleapis.com/b');
  });

  for (const endpoint of [
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/abc',
    'https://evilfcm.googleapis.com/abc',
    'https://evilfcm.googleapis.com.evil.test/abc',
    'https://fcm.googleapis.com.evil.test/abc',
    'https://storage.googleapis.com/abc',
    'https://fcm.googleapis.com./abc',
    'https://fcm.googleapis.com@evil.test/abc',
    'https://user:password@fcm.googleapis.com/abc',
    'https://evil.test/https://fcm.googleapis.com/abc',
    'https://evil.test\\@fcm.googleapis.com/abc',
    'https://evil.test#.push.apple.com',
    'https://evil.test?.push.apple.com',
    'https://evilpush.apple.com/abc',
    'https://push.apple.com/abc',
    'https://notify.windows.com.evil.test/abc',
    'https://127.0.0.1/abc',
    'https://localhost/abc',
    'https://[::1]/abc',
    'https://10.0.0.5/abc',
    'https://192.168.1.1/abc',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:169.254.169.254]/abc',
    'https://2130706433/abc',
    'https://0x7f.1/abc',
    'http://127.0.0.1:5432/abc',
    'http://127.0.0.1/abc',
    'http://localhost:8091/abc',
    'http://push.example.org/abc',
    'https://push.example.org:8443/abc',
    'https://push.example.net/abc',
    'https://sub.push.example.org/abc',
    'ftp://fcm.googleapis.com/abc',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,abc',
    'fcm.googleapis.com/abc',
    '',
  ]) {
    it(`[PU5] refuses ${endpoint || 'nothing'}`, () => {
      assert.throws(
        () => accept(endpoint),
        (error: unknown) => error instanceof AppError && error.code === 'push/endpoint_refused',
      );
    });
  }

  it('[PU5] of the operator are read from PUSH_HOSTS, and a wrong one stops the start', () => {
    assert.deepEqual(loadConfig({ PUSH_HOSTS: 'push.example.org, [::1]:80' }).pushHosts, [
      'push.example.org',
      '[::1]:80',
    ]);
    assert.deepEqual(loadConfig({}).pushHosts, []);
    for (const PUSH_HOSTS of ['https://push.example.org', 'push.example.org/x', 'a@b']) {
      assert.throws(
        () => loadConfig({ PUSH_HOSTS }),
        (error: unknown) => error instanceof ConfigError && /PUSH_HOSTS: must be host or host:port/.test(error.message),
      );
    }
  });
});
