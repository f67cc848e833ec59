import { randomBytes } from 'node:crypto';
import type { Logger } from '../platform/logger.ts';
import type { Report } from './sfu.ipc.ts';
import { type SfuChild, startChild, unavailable } from './sfu-child.ts';
import type { Sfu, SfuConfig, SfuFigures, SfuListener } from './sfu-port.ts';
import { TOKEN_MS, writeToken } from './sfu-token.ts';

/** A process that always dies must not be started for ever. */
const STARTS_MAX = 5;
const STARTS_WITHIN_MS = 60_000;
const NO_FIGURES: SfuFigures = { cpu_seconds: 0, rss_bytes: 0, peers: 0, lines: 0, bytes_out: 0, packets_out: 0 };

/** The process starts with the first who enters, and again with the first who does after it died. */
export function createSfu(options: { config: SfuConfig; logger: Logger; listener: SfuListener }): Sfu {
  const { config, listener } = options;
  const logger = options.logger.child({ part: 'sfu' });
  let life: { secret: string; process: SfuChild } | undefined;
  /** Said before there was a process: those who enter later may be the ones who are listened to. */
  const listening = new Map<string, string[]>();
  let starts: number[] = [];
  let isStopped = false;

  const heed = (report: Exclude<Report, { op: 'done' | 'refused' }>): void => {
    if (report.op === 'offer') listener.onOffer(report.peer, report.sdp, report.lines);
    else logger[report.level]({ peer: report.peer }, report.message);
  };
  const begin = (): NonNullable<typeof life> => {
    const now = performance.now();
    starts = starts.filter((at) => now - at < STARTS_WITHIN_MS);
    if (isStopped || starts.length >= STARTS_MAX) throw unavailable('the exchange does not start');
    starts.push(now);
    const secret = randomBytes(32).toString('base64url');
    const process = startChild({
      onReport: heed,
      onGone: (reason) => {
        logger.error({ reason }, 'the exchange is gone; it starts again when somebody enters');
        life = undefined;
        listening.clear();
        listener.onGone();
      },
    });
    process.tell({ op: 'start', secret, config });
    for (const [peer, owners] of listening) process.tell({ op: 'listen', peer, owners });
    logger.info({ pid: process.pid }, 'the exchange was started');
    return { secret, process };
  };

  return {
    enter(peerId) {
      life ??= begin();
      life.process.tell({ op: 'enter', peer: peerId });
      const until = Date.now() + TOKEN_MS;
      return { token: writeToken(life.secret, peerId, until), expiresAt: new Date(until) };
    },
    async publish(peerId, { token, sdp, tracks }) {
      if (!life) throw unavailable('no process');
      return life.process.ask('publish', { peer: peerId, token, sdp, tracks });
    },
    listen(peerId, owners) {
      const list = [...owners];
      if (list.length > 0) listening.set(peerId, list);
      else listening.delete(peerId);
      life?.process.tell({ op: 'listen', peer: peerId, owners: list });
    },
    async answer(peerId, sdp) {
      if (!life) throw unavailable('no process');
      await life.process.ask('answer', { peer: peerId, sdp });
    },
    leave(peerId) {
      listening.delete(peerId);
      life?.process.tell({ op: 'leave', peer: peerId });
    },
    figures: async () => (life ? life.process.ask('figures', {}) : NO_FIGURES),
    async stop() {
      isStopped = true;
      const last = life;
      life = undefined;
      await last?.process.end();
    },
  };
}
