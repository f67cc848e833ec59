// A REST route written once: the server validates with it, the client types its calls with it, the OpenAPI page is made from it.

import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/** Who may call: `anyone` without a token, `signed_in` with an access token. Roles are checked by the feature. */
export type Access = 'anyone' | 'signed_in';

export type Route<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Answer extends z.ZodType | undefined = z.ZodType | undefined,
  Who extends Access = Access,
> = {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/v1`, in OpenAPI form: `/servers/{server_id}`. */
  path: string;
  summary: string;
  tag: string;
  access: Who;
  params?: Params;
  query?: Query;
  body?: Body;
  /** The body may be multipart with these files beside the JSON fields. */
  multipart?: { files: readonly string[] };
  /** The shape of the answer; none is an empty body. */
  answer?: Answer;
  status: 200 | 201 | 202 | 204;
  errors: readonly ErrorCode[];
};

type Shape = z.ZodType | undefined;
export const route = <
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  A extends Shape = undefined,
  const W extends Access = Access,
>(
  definition: Route<P, Q, B, A, W>,
): Route<P, Q, B, A, W> => definition;

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;
// biome-ignore lint/suspicious/noExplicitAny: a route of any shape
export type AnyRoute = Route<any, any, any, any, any>;
export type ParamsOf<R> = R extends Route<infer P, infer _Q, infer _B, infer _A, infer _W> ? Output<P> : never;
export type QueryOf<R> = R extends Route<infer _P, infer Q, infer _B, infer _A, infer _W> ? Output<Q> : never;
export type BodyOf<R> = R extends Route<infer _P, infer _Q, infer B, infer _A, infer _W> ? Output<B> : never;
export type AnswerOf<R> = R extends Route<infer _P, infer _Q, infer _B, infer A, infer _W> ? Output<A> : never;
/** A browser's FormData, which this folder does not know. */
type Form = { append(name: string, value: string): void };
/** What a caller passes: the shapes before defaults and transforms. */
export type CallOf<R> =
  R extends Route<infer P, infer Q, infer B, infer _A, infer _W>
    ? { params?: Input<P>; query?: Input<Q>; body?: Input<B> | Form }
    : never;
