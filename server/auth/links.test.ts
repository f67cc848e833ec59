import assert from 'node:assert/strict';
import { createLinks } from './links.ts';

describe('the links of mails', () => {
  const cases: [publicUrl: string | undefined, host: string, root: string][] = [
    ['https://atrium.example/place', '0.0.0.0', 'https://atrium.example/place'],
    [undefined, '127.0.0.1', 'http://127.0.0.1:2567'],
    [undefined, '0.0.0.0', 'http://localhost:2567'],
    [undefined, '::', 'http://localhost:2567'],
    [undefined, '::1', 'http://[::1]:2567'],
  ];
  for (const [publicUrl, host, root] of cases) {
    it(`[AU16] lead to ${root} with PUBLIC_URL ${publicUrl ?? 'unset'} and HOST ${host}`, () => {
      const links = createLinks({ publicUrl, host, port: 2567 });
      assert.equal(links.resetPassword('abc'), `${root}/reset-password?token=abc`);
      assert.equal(links.verifyEmail('abc'), `${root}/verify-email?token=abc`);
    });
  }
});
