// The process of the exchange. It lives as long as the server that started it, and knows nothing but what that says.

import { createExchange, type Exchange } from './exchange.ts';
import { Refused } from './refused.ts';
import type { Order, Report, Request, Requests } from './sfu.ipc.ts';
import type { SfuConfig } from './sfu-port.ts';
import { createUdpPorts } from './udp-ports.ts';

/** What a packet can make the library throw is no reason to end everybody's talk; so much of it is. */
const FAULTS_MAX = 100;
const FAULTS_WITHIN_MS = 60_000;

let exchange: Exchange | undefined;
let faults: number[] = [];

const report = (what: Report): void => {
  if (process.connected) process.send?.(what);
};
const log = (level: 'debug' | 'info' | 'warn' | 'error', message: string, peer?: string): void =>
  report({ op: 'log', level, message, ...(peer !== undefined && { peer }) });

const start = (secret: string, config: SfuConfig): Exchange =>
  createExchange({
    secret,
    surroundings: { config, ports: createUdpPorts(config.portMin, config.portMax), now: () => performance.now() },
    time: Date.now,
    onOffer: (peer, sdp, lines) => report({ op: 'offer', peer, sdp, lines }),
    log,
  });

const figures = (of: Exchange): Requests['figures']['answer'] => {
  const { user, system } = process.cpuUsage();
  return { cpu_seconds: (user + system) / 1e6, rss_bytes: process.memoryUsage.rss(), ...of.figures() };
};
const answerTo = async (of: Exchange, request: Request): Promise<Requests[Request['op']]['answer']> => {
  if (request.op === 'publish') return of.publish(request.peer, request.token, request.sdp, request.tracks);
  if (request.op === 'figures') return figures(of);
  await of.answer(request.peer, request.sdp);
  return null;
};
const serve = async (of: Exchange, request: Request): Promise<void> => {
  try {
    report({ op: 'done', id: request.id, value: await answerTo(of, request) });
  } catch (error) {
    if (!(error instanceof Refused)) log('error', `${request.op}: ${(error as Error)?.stack ?? error}`);
    const code = error instanceof Refused ? error.code : 'unavailable';
    report({ op: 'refused', id: request.id, code, reason: error instanceof Refused ? error.message : 'a fault' });
  }
};

process.on('message', (order: Order) => {
  if (order.op === 'start') exchange = start(order.secret, order.config);
  else if (!exchange) return;
  else if (order.op === 'enter') exchange.enter(order.peer);
  else if (order.op === 'listen') exchange.listen(order.peer, order.owners);
  else if (order.op === 'leave') exchange.leave(order.peer);
  else void serve(exchange, order);
});
process.on('disconnect', () => process.exit(0));
// Control-C reaches the whole group; the server ends this process when it has closed.
process.on('SIGINT', () => undefined);

const survive = (error: unknown): void => {
  const now = performance.now();
  faults = [...faults.filter((at) => now - at < FAULTS_WITHIN_MS), now];
  log('error', `not caught: ${(error as Error)?.stack ?? error}`);
  if (faults.length >= FAULTS_MAX) process.exit(1);
};
process.on('uncaughtException', survive);
process.on('unhandledRejection', survive);
