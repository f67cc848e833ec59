// The message edge of every room, in a fixed order: flood, decode, known, valid, do. One of two places where errors
// become answers. A request is answered or rejected with the error object; anything else that is wrong is ignored and
// counted. The framework's own edge would close the socket at the first unknown word.

import { type Client, ClientState, getMessageBytes, Protocol } from '@colyseus/core';
import { decode, type Iterator } from '@colyseus/schema';
import { unpack } from 'msgpackr';
import type { z } from 'zod';
import { CLOSE } from '../../shared/protocol/close-codes.ts';
import type { AnswerOfMessage, BodyOfMessage, Messages, UpNames } from '../../shared/protocol/message.ts';
import { type Bucket, takeToken } from '../../shared/rules/token-bucket.ts';
import { AppError, errorObject, isAppError } from '../platform/errors.ts';
import { invalid } from '../platform/http.ts';
import { inTime } from '../platform/in-time.ts';
import type { Logger } from '../platform/logger.ts';

/** One handler for each message that goes up; a message without one does not compile. */
export type Handlers<M extends Messages, C> = {
  [K in UpNames<M>]: (
    sender: C,
    body: BodyOfMessage<M[K]>,
  ) => M[K]['kind'] extends 'request' ? Promise<AnswerOfMessage<M[K]>> | AnswerOfMessage<M[K]> : void;
};

const RESOLVED = 0;
const REJECTED = 1;
const CODE_MASK = 0x1f;
const FLOOD_WINDOW_MS = 1000;
/** The SDK gives up after 10 s: before that it is told that it may try again. What is done late is done all the same. */
const ANSWER_PATIENCE_MS = 8_000;
const tooLate = (): AppError => new AppError('unavailable', { retry_after: 1 });
const TALK = /^(chat|feed):/;

/** Why something was refused, for the metrics. */
export type Refused = 'malformed' | 'unknown' | 'invalid' | 'flood';

export type DispatchDeps = {
  messages: Messages;
  handlers: Record<string, (sender: Client, body: unknown) => unknown>;
  framesPerSecond: number;
  /** Of chat and feed, each socket. */
  chatPerMinute: number;
  logger: Logger;
  refused: (kind: Refused) => void;
  monotonic: () => number;
};

type Flood = { count: number; resetsAt: number };

export function createDispatch(deps: DispatchDeps) {
  const floods = new WeakMap<Client, Flood>();
  const talks = new WeakMap<Client, Bucket>();
  const talkShape = { capacity: deps.chatPerMinute, perMinute: deps.chatPerMinute };

  const takeTalk = (client: Client): void => {
    if (deps.chatPerMinute === Number.POSITIVE_INFINITY) return;
    const taken = takeToken(talks.get(client), talkShape, deps.monotonic());
    talks.set(client, taken.bucket);
    if (!taken.allowed) {
      throw new AppError('rate_limited', { retry_after: Math.max(1, Math.ceil(taken.retryAfterMs / 1000)) });
    }
  };

  const isFlood = (client: Client): boolean => {
    const now = deps.monotonic();
    let flood = floods.get(client);
    if (!flood || now >= flood.resetsAt) {
      flood = { count: 0, resetsAt: now + FLOOD_WINDOW_MS };
      floods.set(client, flood);
    }
    return ++flood.count > deps.framesPerSecond;
  };

  const reply = (client: Client, requestId: number, status: number, payload: unknown): void => {
    client.enqueueRaw(getMessageBytes[Protocol.ROOM_RESPONSE](requestId, status, payload));
  };

  const run = async (client: Client, type: string, payload: unknown, requestId: number | undefined): Promise<void> => {
    const reject = (error: unknown) => {
      if (!isAppError(error)) deps.logger.error({ err: error, message_type: type }, 'a message handler failed');
      if (requestId !== undefined) reply(client, requestId, REJECTED, errorObject(error));
    };
    const message = Object.hasOwn(deps.messages, type) ? deps.messages[type] : undefined;
    if (!message || message.kind === 'event') {
      deps.refused('unknown');
      return reject(new AppError('unknown_message'));
    }
    const parsed = (message.body as z.ZodType).safeParse(payload);
    if (!parsed.success) {
      deps.refused('invalid');
      return reject(invalid(parsed.error, type));
    }
    try {
      if (TALK.test(type)) takeTalk(client);
      let answer = deps.handlers[type]?.(client, parsed.data);
      if (answer instanceof Promise) answer = await inTime(ANSWER_PATIENCE_MS, answer, tooLate);
      if (requestId !== undefined) reply(client, requestId, RESOLVED, answer ?? {});
    } catch (error) {
      reject(error);
    }
  };

  return {
    /**
     * Takes a frame of a client that has joined. False: it is one of the framework's own and goes on to it.
     * Never throws.
     */
    take(client: Client, frame: Buffer): boolean {
      if (client.state === ClientState.LEAVING) return true;
      if (isFlood(client)) {
        deps.refused('flood');
        client.leave(CLOSE.FLOOD, 'flood');
        return true;
      }
      const code = (frame[0] ?? 0) & CODE_MASK;
      if (code === Protocol.JOIN_ROOM || code === Protocol.LEAVE_ROOM || code === Protocol.PING) return false;
      if (code !== Protocol.ROOM_DATA && code !== Protocol.ROOM_REQUEST) {
        deps.refused('malformed');
        return true;
      }
      if (client.state !== ClientState.JOINED) return true;
      let type: string;
      let payload: unknown;
      let requestId: number | undefined;
      const it: Iterator = { offset: 1 };
      try {
        if (code === Protocol.ROOM_REQUEST) requestId = decodeId(frame, it);
        type = decode.stringCheck(frame, it) ? decode.string(frame, it) : String(decode.number(frame, it));
        payload = frame.byteLength > it.offset ? unpack(frame.subarray(it.offset)) : undefined;
      } catch {
        deps.refused('malformed');
        if (requestId !== undefined) reply(client, requestId, REJECTED, errorObject(new AppError('invalid')));
        return true;
      }
      void run(client, type, payload, requestId);
      return true;
    },
  };
}
export type Dispatch = ReturnType<typeof createDispatch>;

function decodeId(frame: Buffer, it: Iterator): number {
  const id = decode.number(frame, it);
  if (!Number.isInteger(id)) throw new RangeError('no request id');
  return id;
}
