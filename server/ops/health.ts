// What operations ask: does it live, can it serve, what does it measure.

import type { Express, Request } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Refused } from '../rooms/dispatch.ts';
import type { WorldMetrics } from '../rooms/world-deps.ts';

export type Probe = { name: string; check: () => Promise<void> };
const PROBE_PATIENCE_MS = 2_000;

export type SocketFigures = { readonly connections: number; readonly backlog: number; readonly tooSlow: number };

export type ExchangeFigures = () => Promise<{ peers: number; lines: number; bytes_out: number; cpu_seconds: number }>;

export function createMetrics(sockets: SocketFigures, exchange?: ExchangeFigures) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'atrium_' });
  const registers = [registry];
  const tick = new Histogram({
    name: 'atrium_tick_seconds',
    help: 'How long a tick of a world took, with its patch',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1],
    registers,
  });
  const refused = new Counter({
    name: 'atrium_messages_refused_total',
    help: 'Room messages that were refused or ignored',
    labelNames: ['kind'],
    registers,
  });
  const players = new Gauge({ name: 'atrium_players', help: 'People in the worlds of this process', registers });
  new Gauge({
    name: 'atrium_connections',
    help: 'Open sockets',
    registers,
    collect() {
      this.set(sockets.connections);
    },
  });
  new Gauge({
    name: 'atrium_socket_backlog_bytes_max',
    help: 'The most that waits to be sent to one socket',
    registers,
    collect() {
      this.set(sockets.backlog);
    },
  });
  new Counter({
    name: 'atrium_sockets_too_slow_total',
    help: 'Sockets that were closed because they did not read what was sent to them',
    registers,
    collect() {
      this.reset();
      this.inc(sockets.tooSlow);
    },
  });
  if (exchange) exchangeMetrics(registers, exchange);
  const mediaConnections = new Counter({
    name: 'atrium_media_connections_reported_total',
    help: 'What browsers reported of their connections with each other',
    labelNames: ['state', 'relayed'],
    registers,
  });
  const mediaRtt = new Histogram({
    name: 'atrium_media_rtt_seconds',
    help: 'Round trips between browsers, as they reported them',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8],
    registers,
  });
  const world: WorldMetrics = {
    tick: (seconds) => tick.observe(seconds),
    refused: (kind: Refused) => refused.inc({ kind }),
    players: (change) => players.inc(change),
    connection: ({ state, relayed, rttMs }) => {
      mediaConnections.inc({ state, relayed: String(relayed) });
      if (rttMs !== null) mediaRtt.observe(rttMs / 1000);
    },
  };
  return { registry, world };
}

function exchangeMetrics(registers: Registry[], figures: ExchangeFigures): void {
  const names = {
    peers: 'People who send or listen through the exchange',
    lines: 'Streams that the exchange forwards at this moment',
    bytes_out: 'Bytes that the exchange has forwarded',
    cpu_seconds: 'Processor time of the process of the exchange',
  };
  // One question for all of them.
  let asked: ReturnType<ExchangeFigures> | undefined;
  const ask = (): ReturnType<ExchangeFigures> => {
    asked ??= figures().finally(() => {
      asked = undefined;
    });
    return asked;
  };
  for (const [name, help] of Object.entries(names) as [keyof typeof names, string][]) {
    new Gauge({
      name: `atrium_sfu_${name}`,
      help,
      registers,
      async collect() {
        this.set((await ask())[name]);
      },
    });
  }
}
export type Metrics = ReturnType<typeof createMetrics>;

export function mountHealth(
  app: Express,
  options: { probes: readonly Probe[]; metrics: Metrics; metricsToken: string | undefined },
): void {
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get('/readyz', async (_req, res) => {
    const failing: string[] = [];
    await Promise.all(
      options.probes.map(async ({ name, check }) => {
        if (!(await answers(check))) failing.push(name);
      }),
    );
    res
      .status(failing.length === 0 ? 200 : 503)
      .json({ status: failing.length === 0 ? 'ready' : 'not ready', failing });
  });
  app.get('/metrics', async (req, res) => {
    if (options.metricsToken && !bears(req, options.metricsToken)) {
      res.status(401).end();
      return;
    }
    res.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics());
  });
}

const bears = (req: Request, token: string): boolean => req.headers.authorization === `Bearer ${token}`;

async function answers(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_PATIENCE_MS);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}
