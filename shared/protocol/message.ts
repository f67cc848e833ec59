// A room message written once. Imperative names go up, past facts come down.

import type { z } from 'zod';

/** Up, no answer. A wrong one is ignored and counted. */
export type Command<B extends z.ZodType = z.ZodType> = { kind: 'command'; body: B };
/** Up, answered or rejected with an error object. */
export type RequestMessage<B extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> = {
  kind: 'request';
  body: B;
  answer: A;
};
/** Up to somebody, answered; down from somebody, under the same name. */
export type RelayMessage<B extends z.ZodType = z.ZodType, D extends z.ZodType = z.ZodType> = {
  kind: 'relay';
  body: B;
  down: D;
};
/** Down. */
export type EventMessage<B extends z.ZodType = z.ZodType> = { kind: 'event'; body: B };

export const command = <B extends z.ZodType>(body: B): Command<B> => ({ kind: 'command', body });
export const request = <B extends z.ZodType, A extends z.ZodType>(body: B, answer: A): RequestMessage<B, A> => ({
  kind: 'request',
  body,
  answer,
});
export const relay = <B extends z.ZodType, D extends z.ZodType>(body: B, down: D): RelayMessage<B, D> => ({
  kind: 'relay',
  body,
  down,
});
export const event = <B extends z.ZodType>(body: B): EventMessage<B> => ({ kind: 'event', body });

export type Messages = Record<string, Command | RequestMessage | RelayMessage | EventMessage>;
export type UpNames<M extends Messages> = {
  [K in keyof M]: M[K] extends EventMessage ? never : K;
}[keyof M] &
  string;
export type DownNames<M extends Messages> = {
  [K in keyof M]: M[K] extends EventMessage | RelayMessage ? K : never;
}[keyof M] &
  string;
/** The body as the receiver has it after validation. */
export type BodyOfMessage<M> = M extends { body: infer B extends z.ZodType } ? z.output<B> : never;
/** The body as the sender writes it. */
export type SentBody<M> = M extends { body: infer B extends z.ZodType } ? z.input<B> : never;
/** The body as it is written to those who hear. */
export type HeardBody<M> = M extends { down: infer D extends z.ZodType } ? z.input<D> : SentBody<M>;
export type AnswerOfMessage<M> = M extends { answer: infer A extends z.ZodType } ? z.output<A> : undefined;
