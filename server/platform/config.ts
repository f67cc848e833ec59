// The configuration: environment only, parsed once, frozen. A wrong value stops the start and says which and what was expected.

import path from 'node:path';
import { z } from 'zod';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const list = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);
const count = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000_000).default(fallback);
const url = (...schemes: string[]) =>
  z.string().refine(
    (text) => {
      try {
        return schemes.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  );

/** Every counted limit: its default and what it counts. Sizes and backlog hold even with RATE_LIMITS=off. */
export const LIMITS = {
  LIMIT_LOGIN_PER_MINUTE: [10, 'login attempts per account and address'],
  LIMIT_LOGIN_PER_ADDRESS_PER_MINUTE: [60, 'login attempts per address'],
  LIMIT_REGISTER_PER_MINUTE: [10, 'new accounts per address'],
  LIMIT_MAIL_PER_HOUR: [5, 'reset and confirmation mails per account'],
  LIMIT_REST_PER_MINUTE: [600, 'REST calls per account, or per address when signed out'],
  LIMIT_JOIN_PER_MINUTE: [1200, 'attempts to join a room per address'],
  LIMIT_CREATE_SERVER_PER_HOUR: [20, 'virtual servers founded, and maps replaced, per account'],
  LIMIT_UPLOADS_PER_HOUR: [120, 'files sent up per account'],
  LIMIT_CHAT_PER_MINUTE: [30, 'chat messages per account: a bucket of 10 refilled at this rate'],
  LIMIT_SOCKET_PER_SECOND: [60, 'frames per socket; more closes it with 4029'],
  LIMIT_SOCKET_CHAT_PER_MINUTE: [100, 'chat and feed messages per socket'],
  LIMIT_EMOTES_PER_MINUTE: [60, 'emotes and status changes per socket'],
  LIMIT_WALK_TO_PER_MINUTE: [120, 'path searches per socket'],
  LIMIT_SIGNAL_PER_MINUTE: [
    240,
    'signals from one person to another (calls and answers count four times): a bucket of 80 refilled at this rate',
  ],
  LIMIT_CONNECTIONS_PER_ADDRESS: [1000, 'open sockets per address'],
} as const satisfies Record<string, readonly [number, string]>;
export type LimitName = keyof typeof LIMITS;

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const Environment = z
  .object({
    NODE_ENV: z.string().default('production'),
    PORT: z.coerce.number().int().min(0).max(65535).default(2567),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('./data'),
    DATABASE_URL: url('postgres:', 'postgresql:').optional(),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    REDIS_URL: url('redis:', 'rediss:').optional(),
    PUBLIC_URL: url('http:', 'https:').optional(),
    PUBLIC_ADDRESS: z
      .string()
      .regex(/^(?!.*:\/\/)[A-Za-z0-9.:/[\]_-]+$/, 'must be host:port or host/path, without a scheme')
      .optional(),
    ALLOWED_ORIGINS: z.string().default(''),
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
    JWT_SECRET: z.string().min(32, 'must be at least 32 characters long').optional(),
    SMTP_URL: url('smtp:', 'smtps:').optional(),
    MAIL_FROM: z.string().min(3).default('AtriumVerse <no-reply@localhost>'),
    TURN_URLS: z.string().default(''),
    TURN_SECRET: z.string().optional(),
    TURN_SECONDS: z.coerce.number().int().min(30).max(86_400).default(3600),
    STUN_URLS: z.string().default(''),
    MESH_MAX: z.coerce.number().int().min(1).max(16).default(8),
    SFU: z.enum(['off', 'builtin']).default('off'),
    SFU_ADDRESS: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').optional(),
    SFU_PORTS: z
      .string()
      .default('40000-40199')
      .refine((text) => {
        const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
        return Number(from) >= 1024 && Number(to) <= 65535 && Number(to) - Number(from) >= 1;
      }, 'must be a range of ports, like 40000-40199'),
    PUSH_HOSTS: z
      .string()
      .default('')
      .refine(
        (text) => list(text).every((host) => /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/.test(host)),
        'must be host or host:port, separated by spaces or commas',
      ),
    S3_ENDPOINT: url('http:', 'https:').optional(),
    S3_BUCKET: z.string().min(1).optional(),
    S3_REGION: z.string().min(1).optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    CLAMD_ADDRESS: z
      .string()
      .refine((text) => {
        const port = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(text)?.[1];
        return port !== undefined && Number(port) >= 1 && Number(port) <= 65535;
      }, 'must be host:port')
      .optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ADMIN_PASSWORD: z.string().min(12).optional(),
    METRICS_TOKEN: z.string().min(16).optional(),
    RATE_LIMITS: z.enum(['on', 'off']).default('on'),
    ...(Object.fromEntries(Object.entries(LIMITS).map(([name, [fallback]]) => [name, count(fallback)])) as Record<
      LimitName,
      ReturnType<typeof count>
    >),
  })
  .superRefine((env, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.RATE_LIMITS === 'off' && !LOOPBACK.has(env.HOST))
      issue('RATE_LIMITS', 'off is for load tests: HOST must be a loopback address');
    if (env.REDIS_URL && !env.JWT_SECRET)
      issue('JWT_SECRET', 'is required with REDIS_URL: all processes must share it');
    if (env.REDIS_URL && !env.DATABASE_URL)
      issue('DATABASE_URL', 'is required with REDIS_URL: all processes must share one database');
    if (env.TURN_URLS && !env.TURN_SECRET) issue('TURN_SECRET', 'is required with TURN_URLS');
    const given = S3_NAMES.filter((name) => env[name] !== undefined);
    for (const name of given.length === 0 ? [] : S3_NAMES) {
      if (env[name] === undefined) issue(name, `is required with ${given.join(', ')}`);
    }
  });
type Environment = z.output<typeof Environment>;

export class ConfigError extends Error {}

/** Reads the environment. Throws ConfigError whose message has one line a fault. */
export function loadConfig(environment: NodeJS.ProcessEnv) {
  // An empty value means "not set": compose files and shells write them that way.
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration has ${lines.length === 1 ? 'a fault' : 'faults'}:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return Object.freeze({
    port: env.PORT,
    host: env.HOST,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL,
    /** Where people reach this installation, without a slash at the end; none: derived from the request. */
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    /** Where this very process is reached, for sockets of rooms that it runs. */
    publicAddress: env.PUBLIC_ADDRESS,
    allowedOrigins: Object.freeze(list(env.ALLOWED_ORIGINS)),
    trustProxy: env.TRUST_PROXY,
    jwtSecret: env.JWT_SECRET,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    turnUrls: Object.freeze(list(env.TURN_URLS)),
    turnSecret: env.TURN_SECRET,
    /** How long credentials of the relay are good. */
    turnSeconds: env.TURN_SECONDS,
    stunUrls: Object.freeze(list(env.STUN_URLS)),
    /** How many others one is connected with, browser to browser. */
    meshMax: env.MESH_MAX,
    /** What connects larger crowds; none: nobody is connected with more than `meshMax`. */
    sfu: env.SFU === 'off' ? undefined : Object.freeze({ address: env.SFU_ADDRESS, ...portsOf(env.SFU_PORTS) }),
    /** Push services beside those of the common browsers. */
    pushHosts: Object.freeze(list(env.PUSH_HOSTS)),
    /** Where attachments lie; none: in `dataDir`. */
    s3: s3Of(env),
    /** Asked whether a file holds a virus; none: nobody is asked. */
    clamd: env.CLAMD_ADDRESS === undefined ? undefined : addressOf(env.CLAMD_ADDRESS),
    logLevel: env.LOG_LEVEL,
    adminPassword: env.ADMIN_PASSWORD,
    metricsToken: env.METRICS_TOKEN,
    rateLimits: env.RATE_LIMITS === 'on',
    limits: Object.freeze(
      Object.fromEntries((Object.keys(LIMITS) as LimitName[]).map((name) => [name, env[name]])) as Record<
        LimitName,
        number
      >,
    ),
  });
}
export type Config = ReturnType<typeof loadConfig>;
export type S3Config = NonNullable<ReturnType<typeof s3Of>>;
export type Address = Readonly<{ host: string; port: number }>;

/** All of its variables are there, or none. */
function s3Of(env: Environment) {
  if (env.S3_ENDPOINT === undefined) return undefined;
  return Object.freeze({
    endpoint: env.S3_ENDPOINT,
    bucket: env.S3_BUCKET as string,
    region: env.S3_REGION as string,
    accessKeyId: env.S3_ACCESS_KEY_ID as string,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY as string,
  });
}

function addressOf(text: string): Address {
  const colon = text.lastIndexOf(':');
  return Object.freeze({ host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) });
}

function portsOf(text: string): { portMin: number; portMax: number } {
  const [portMin, portMax] = text.split('-').map(Number) as [number, number];
  return { portMin, portMax };
}
