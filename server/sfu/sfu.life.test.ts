import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../test/harness/eventually.ts';
import { createExchange } from './exchange.ts';
import { TOKEN_MS, writeToken } from './sfu-token.ts';
import { SFU_CONFIG, testSfu } from './test-support.ts';
import { createUdpPorts } from './udp-ports.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the process of the exchange', () => {
  const { sfu, peer, state, ready } = testSfu({ isCold: true });

  it('[SF15] starts with the first who enters; when it died, everybody is told, and the next starts it again', async () => {
    assert.equal(state.pids.length, 0);
    assert.equal((await sfu().figures()).rss_bytes, 0);
    const [anna, ben] = [peer('anna'), peer('ben')];
    await ready();
    await anna.publish(['audio']);
    const { token } = sfu().enter('anna');
    const [pid = 0] = state.pids as number[];
    process.kill(pid, 'SIGKILL');
    const lost = sfu().publish('anna', { token, ...(await anna.offer(['audio'])) });
    await assert.rejects(lost, { code: 'unavailable' });
    await eventually(() => state.gone === 1);
    await assert.rejects(sfu().publish('anna', { token, sdp: '', tracks: [] }), { code: 'unavailable' });
    sfu().listen('ben', new Set(['anna']));
    assert.equal(state.pids.length, 1);

    await ready();
    await assert.rejects(sfu().publish('anna', { token, sdp: '', tracks: [] }), { code: 'media/token_invalid' });
    await anna.drop();
    await anna.publish(['audio']);
    await anna.sayUntil('audio', 'again', () => ben.heard.length > 0);
    assert.equal(state.pids.length, 2);
  });

  it('[SF16] ends when it is told to, and when the server is gone', async () => {
    const script = `
      import { pino } from 'pino';
      import { createSfu } from '${new URL('./sfu.ts', import.meta.url)}';
      const listener = { onOffer() {}, onGone() {} };
      const sfu = createSfu({ config: ${JSON.stringify(SFU_CONFIG)}, logger: pino(), listener });
      sfu.enter('anna');
      for (let ready = false; !ready; ) ready = await sfu.figures().then(() => true, () => false);
      process.on('message', async () => { await sfu.stop(); process.disconnect(); });
      process.send('ready');`;
    for (const end of ['told', 'killed']) {
      const args = ['--input-type=module', '--eval', script];
      const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      let written = '';
      server.stdout?.on('data', (text) => {
        written += text;
      });
      await once(server, 'message');
      const pid = await eventually(() => Number(/"pid":(\d+),"msg":"the exchange was started"/.exec(written)?.[1]));
      assert.ok(isAlive(pid));
      const exit = once(server, 'exit');
      if (end === 'told') server.send('stop');
      else server.kill('SIGKILL');
      await exit;
      await eventually(() => !isAlive(pid));
    }
  });

  describe('with a clock that is moved', () => {
    let now = 0;
    const made = (ports: { min: number; max: number }) =>
      createExchange({
        secret: 'secret',
        surroundings: {
          config: SFU_CONFIG,
          ports: createUdpPorts(ports.min, ports.max),
          now: () => now,
        },
        time: () => now,
        onOffer: () => undefined,
        log: () => undefined,
      });

    it('[SF17] closes connections that do not come about within 15 s, and gives their ports back', async () => {
      const exchange = made({ min: SFU_CONFIG.portMax + 1, max: SFU_CONFIG.portMax + 2 });
      const publish = async (id: string): Promise<string> => {
        const { sdp, tracks } = await peer(id).offer(['audio']);
        return exchange.publish(id, writeToken('secret', id, now + TOKEN_MS), sdp, tracks);
      };
      await publish('anna');
      await publish('ben');
      await assert.rejects(publish('cora'), { code: 'unavailable' });
      assert.equal(exchange.figures().peers, 2);
      now += 14_000;
      await sleep(200);
      assert.equal(exchange.figures().peers, 2);
      now += 2000;
      await eventually(() => exchange.figures().peers === 0);
      await publish('cora');
      exchange.close();
      assert.equal(exchange.figures().peers, 0);
    });
  });
});
