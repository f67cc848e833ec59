import assert from 'node:assert/strict';
import { checkServer, oneLine } from '../servers/server-rules.ts';
import { checkLogin, checkRegister } from './account-rules.ts';

describe('what a form tells before it is sent', () => {
  it('[UI10] says in a sentence what is wrong with each field, by the rules of the server', () => {
    assert.deepEqual(checkRegister({ username: 'ada_l', email: ' ada@example.org ', password: 'correct horse' }), {});
    const faults = checkRegister({ username: 'a b', email: 'ada', password: 'short' });
    assert.deepEqual(faults, {
      username: 'A name must be 3 to 24 letters, digits, - or _.',
      email: 'This must be an e-mail address.',
      password: 'A password must be at least 8 characters long.',
    });
    assert.equal(checkRegister({ username: '', email: '', password: '' }).username, 'Choose a name.');
    assert.match(checkRegister({ username: 'ada', email: 'a@b.org', password: 'x'.repeat(129) }).password ?? '', /128/);
  });

  it('[UI10] asks for both when signing in, and judges neither', () => {
    assert.deepEqual(Object.keys(checkLogin({ name: ' ', password: '' })), ['name', 'password']);
    assert.deepEqual(checkLogin({ name: '§', password: 'x' }), {});
  });

  it('[UI10] checks a world by the rules of the server; its description is one line', () => {
    const good = { name: ' Moss ', description: 'a\n b', icon_url: '' };
    assert.deepEqual(checkServer(good), {});
    assert.equal(oneLine(good.description), 'a b');
    const faults = checkServer({ name: ' ', description: 'x'.repeat(501), icon_url: 'http://example.org/a.png' });
    assert.deepEqual(Object.keys(faults), ['name', 'description', 'icon_url']);
  });
});
