// What processes share through Redis, for a Redis that may go away. The framework does not wait for much of what it
// asks and waits for the rest for ever, so here what is housekeeping never fails, and everything ends.

import { RedisPresence } from '@colyseus/redis-presence';
import type { Redis } from 'ioredis';
import type { Logger } from '../platform/logger.ts';

/** A subscriber only listens: without a question now and then it would not notice that nobody speaks any more. */
const HEARTBEAT_MS = 4_000;

// The framework's own type.
// biome-ignore lint/suspicious/noExplicitAny: what is subscribed to says what comes
type Handler = (...message: any[]) => void;

export class AtriumPresence extends RedisPresence {
  declare protected pub: Redis;
  declare protected sub: Redis;
  private readonly logger: Logger;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly listeners: ((since: Date) => void)[] = [];
  /** Up to here (wall clock) everything that was published has been heard. */
  private heardUntil = new Date();
  private interrupted = false;

  constructor(redis: Redis, logger: Logger) {
    super(redis);
    this.logger = logger;
    this.sub.removeAllListeners('error').on('error', (error) => logger.debug({ err: error }, 'Redis subscriptions'));
    this.sub.on('close', () => {
      this.interrupted = true;
    });
    for (const connection of [this.sub, this.pub]) connection.on('ready', () => void this.listenAgain());
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** Called when Redis is back, with the time since which something may have been missed. */
  onRestored(listener: (since: Date) => void): void {
    this.listeners.push(listener);
  }

  /** Like `publish`; false when it did not go out. */
  async deliver(topic: string, data: unknown): Promise<boolean> {
    if (this.pub.status !== 'ready') return false;
    try {
      await super.publish(topic, data);
      return true;
    } catch (error) {
      this.logger.debug({ err: error, topic }, 'not published');
      return false;
    }
  }

  override async publish(topic: string, data: unknown): Promise<void> {
    await this.deliver(topic, data);
  }

  /** Who could not subscribe now is subscribed when Redis is back. */
  override async subscribe(topic: string, handler: Handler): Promise<this> {
    await this.calmly(super.subscribe(topic, handler), undefined);
    return this;
  }

  override async unsubscribe(topic: string, handler?: Handler): Promise<this> {
    await this.calmly(super.unsubscribe(topic, handler), undefined);
    return this;
  }

  override hset(key: string, field: string, value: string): Promise<boolean> {
    return this.calmly(super.hset(key, field, value), false);
  }

  override hdel(key: string, field: string): Promise<boolean> {
    return this.calmly(super.hdel(key, field), false);
  }

  /** Counts those who create a room at once; its caller would never hear of a failure. */
  override hincrbyex(key: string, field: string, value: number, seconds: number): Promise<number> {
    const counted = this.pub
      .multi()
      .hincrby(key, field, value)
      .expire(key, seconds)
      .exec()
      .then((results) => Number(results?.[0]?.[1] ?? value));
    return this.calmly(counted, value);
  }

  override shutdown(): void {
    clearInterval(this.heartbeat);
    this.sub.disconnect();
    this.pub.disconnect();
  }

  private async calmly<T>(work: Promise<T>, instead: T): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.logger.debug({ err: error }, 'Redis could not be asked');
      return instead;
    }
  }

  private async beat(): Promise<void> {
    if (this.sub.status !== 'ready') return;
    const asked = new Date();
    const answered = await this.calmly(
      this.sub.ping().then(() => true),
      false,
    );
    if (answered && !this.interrupted) this.heardUntil = asked;
  }

  /** After the base class has subscribed again: what comes from now on is heard. */
  private async listenAgain(): Promise<void> {
    if (this.sub.status !== 'ready' || this.pub.status !== 'ready') return;
    const answered = await this.calmly(
      this.sub.ping().then(() => true),
      false,
    );
    if (!answered) return;
    const since = this.heardUntil;
    this.interrupted = false;
    this.heardUntil = new Date();
    for (const listener of this.listeners) listener(since);
  }
}
