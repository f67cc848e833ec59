import assert from 'node:assert/strict';
import { parseChatData, parseFront, parseWalk, UsageError } from './arguments.ts';

describe('the arguments of a load test', () => {
  it('[LT9] have defaults, and help is help whatever stands beside it', () => {
    const walk = { players: 300, seconds: 20, template: 'park', seed: 1, check: false };
    assert.deepEqual(parseWalk([]), walk);
    assert.deepEqual(parseFront([]), { numClients: 50, seconds: 20, delay: 20, template: 'park' });
    assert.deepEqual(parseChatData(['--quick']), { messages: 1_000_000, seed: 1, quick: true, check: false });
    assert.equal(parseWalk(['--help', '--nonsense']), null);
    assert.deepEqual(parseWalk(['--players', '40', '--check', '--server', 'http://localhost:2567/']), {
      ...walk,
      players: 40,
      check: true,
      server: 'http://localhost:2567',
    });
  });

  it('[LT10] are refused when unknown, wrong, out of bounds, or for a server elsewhere', () => {
    for (const args of [
      ['--player', '300'],
      ['300'],
      ['--players'],
      ['--players', '9'],
      ['--players', '10001'],
      ['--players', '3.5'],
      ['--players', 'many'],
      ['--seconds', '0'],
      ['--seconds', '601'],
      ['--template', 'moon'],
      ['--server', 'http://example.org'],
      ['--server', 'http://127.0.0.1.example.org'],
      ['--server', 'http://127.0.0.1@example.org'],
      ['--server', 'https://localhost'],
      ['--server', 'localhost:2567'],
      ['--check=yes'],
    ]) {
      assert.throws(() => parseWalk(args), UsageError, args.join(' '));
    }
    assert.throws(() => parseFront(['--players', '3']), UsageError);
    for (const args of [
      ['--messages', '10'],
      ['--quick', 'yes'],
      ['--server', 'http://localhost:2567'],
    ]) {
      assert.throws(() => parseChatData(args), UsageError, args.join(' '));
    }
  });
});
