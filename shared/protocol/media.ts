// Voice, video and screens: contract section 6. Who hears whom is decided by the server, from places that it owns; what
// is said goes from browser to browser (a mesh), or through the server's own exchange where a crowd is too large for that.

import { z } from 'zod';
import { Id, IdParam, Time } from './common.ts';
import { event, relay, request } from './message.ts';
import { route } from './route.ts';

/** Bits of `media` in the state of a player. `LOCKED`: talks in a bubble that others can not enter. */
export const MEDIA = { AUDIO: 1, VIDEO: 2, SCREEN: 4, MUTED: 8, LOCKED: 16 } as const;

/** Sizes of what is relayed, in UTF-16 units. */
export const SDP_MAX = 12 * 1024;
export const CANDIDATE_MAX = 2 * 1024;

/** What one sends: a microphone, a camera, a screen. */
export const MediaKinds = z.object({ audio: z.boolean(), video: z.boolean(), screen: z.boolean() });
export const MediaState = MediaKinds.extend({ is_muted: z.boolean() }).meta({ id: 'MediaState' });
export type MediaState = z.infer<typeof MediaState>;

export const IceServer = z
  .object({
    urls: z.array(z.string()),
    username: z.string().optional(),
    credential: z.string().optional(),
  })
  .meta({ id: 'IceServer' });
export type IceServer = z.infer<typeof IceServer>;

export const Peer = z
  .object({
    user_id: Id,
    peer_id: Id.meta({ description: 'Of the media session: another one when the person started again.' }),
    username: z.string(),
    position: z.object({ x: z.number().int(), y: z.number().int() }).meta({ description: 'In 1/64 tile.' }),
    distance: z.number().meta({ description: 'In tiles, centre to centre.' }),
    media_state: MediaState,
    hears: z
      .boolean()
      .meta({ description: 'This person hears and sees the caller; not so for who stands on a stage.' }),
    heard: z.boolean().meta({ description: 'The caller hears and sees this person.' }),
    via: z.enum(['mesh', 'sfu']).meta({ description: 'Browser to browser, or through the exchange of the server.' }),
  })
  .meta({ id: 'Peer' });
export type Peer = z.infer<typeof Peer>;

export const MediaStarted = z
  .object({
    peer_id: Id,
    stun_servers: z.array(IceServer),
    turn_servers: z.array(IceServer).meta({ description: 'Empty where the server has no relay.' }),
    expires_at: Time.meta({ description: 'Until when the credentials are good: start again before that.' }),
    mesh_max: z.number().int().meta({ description: 'How many people are connected browser to browser.' }),
    sfu: z.boolean().meta({ description: 'Whether larger crowds are connected at all.' }),
  })
  .meta({ id: 'MediaStarted' });
export type MediaStarted = z.infer<typeof MediaStarted>;

const tag = 'Media';
const params = z.object({ server_id: IdParam });
const Unit = z.coerce.number().int().min(0).max(0xffff);
export const mediaRoutes = {
  start: route({
    method: 'post',
    path: '/servers/{server_id}/media/start',
    summary:
      'Start to talk with those nearby, or in a voice channel; again renews the credentials and changes the place',
    tag,
    access: 'signed_in',
    params,
    body: MediaKinds.extend({
      is_muted: z.boolean().default(false),
      channel_id: IdParam.nullable()
        .default(null)
        .meta({ description: 'A voice channel: its people hear each other wherever they stand, and nobody else.' }),
    }),
    answer: MediaStarted,
    status: 200,
    errors: [
      'servers/not_found',
      'servers/not_a_member',
      'media/not_in_world',
      'media/no_voice_channel',
      'chat/channel_not_found',
      'chat/muted',
    ],
  }),
  state: route({
    method: 'post',
    path: '/servers/{server_id}/media/state',
    summary: 'Say what one sends now',
    tag,
    access: 'signed_in',
    params,
    body: MediaState,
    status: 204,
    errors: ['servers/not_found', 'servers/not_a_member', 'media/not_started', 'chat/muted'],
  }),
  stop: route({
    method: 'post',
    path: '/servers/{server_id}/media/stop',
    summary: 'Stop to send and to hear',
    tag,
    access: 'signed_in',
    params,
    status: 204,
    errors: ['servers/not_found', 'servers/not_a_member'],
  }),
  peers: route({
    method: 'get',
    path: '/servers/{server_id}/media/peers',
    summary: 'Who is in earshot and has started, the nearest first',
    tag,
    access: 'signed_in',
    params,
    query: z.object({ x: Unit.optional(), y: Unit.optional() }),
    answer: z.object({ peers: z.array(Peer) }),
    status: 200,
    errors: ['servers/not_found', 'servers/not_a_member', 'media/not_in_world', 'media/position_mismatch'],
  }),
};

const Sdp = <T extends 'offer' | 'answer'>(type: T) =>
  z.object({ type: z.literal(type), sdp: z.string().max(SDP_MAX) });
/** As `RTCIceCandidate.toJSON` writes it; null says that there are no more. */
const Candidate = z
  .object({
    candidate: z.string().max(CANDIDATE_MAX),
    sdpMid: z.string().max(64).nullish(),
    sdpMLineIndex: z.number().int().min(0).max(64).nullish(),
    usernameFragment: z.string().max(256).nullish(),
  })
  .nullable();
/** Up to somebody, down from somebody: user ids. `peer_id` is the sender's session: what is of an older one is old. */
const toSomebody = <S extends z.ZodRawShape>(shape: S) =>
  relay(z.object({ target: Id, ...shape }), z.object({ from: Id, peer_id: Id, ...shape }));

/** What a line of the exchange carries, by the mid of its SDP. */
export const SfuTrack = z.object({
  mid: z.string().max(16),
  kind: z.enum(['audio', 'video', 'screen', 'screen_audio']),
});
export type SfuTrack = z.infer<typeof SfuTrack>;
export type SfuKind = SfuTrack['kind'];

const isSmall = ({ byteLength }: Uint8Array): boolean => byteLength <= SDP_MAX;

export const mediaMessages = {
  'signal:offer': toSomebody({ sdp: Sdp('offer') }),
  'signal:answer': toSomebody({ sdp: Sdp('answer') }),
  'signal:ice': toSomebody({ candidate: Candidate }),

  /** Shuts the bubble: who is connected now stays among themselves until they part, or open it. */
  'media:lock': request(z.object({ is_locked: z.boolean() }), z.object({ is_locked: z.boolean() })),
  /** What was measured of a connection, for those who look after the server. */
  'media:report': request(
    z.object({
      target: Id,
      rtt_ms: z.number().min(0).max(60_000).nullable(),
      loss: z.number().min(0).max(1).nullable(),
      relayed: z.boolean(),
      state: z.enum(['connected', 'failed']),
    }),
    z.object({}),
  ),

  /** Came into earshot, or changed how they are connected; and who went out of it. Ids of users. */
  'media:peers': event(
    z.object({
      joined: z.array(Peer),
      left: z.array(Id),
      /** In earshot as well, but not connected: there are too many. */
      beyond: z.number().int(),
      /** `joined` is everybody, after a line that was down: who is not in it has left. Else `left` is taken first. */
      whole: z.boolean(),
    }),
  ),
  /** The session ended by what the server decided: a mute, a role that was lost. */
  'media:stopped': event(z.object({ code: z.string(), message: z.string() })),

  /** For the exchange: a token that is good for a minute and for this session alone. */
  'sfu:enter': request(z.object({}), z.object({ token: z.string(), expires_at: Time })),
  /** What one sends goes up on a connection that the client offers. Answers with all candidates in it. */
  'sfu:publish': request(
    z.object({ token: z.string().max(512), sdp: z.string().max(SDP_MAX), tracks: z.array(SfuTrack).max(4) }),
    z.object({ sdp: z.string() }),
  ),
  /** What one hears comes down on a second one, that the exchange offers anew whenever it changes. */
  'sfu:offer': event(
    z.object({
      sdp: z.string(),
      tracks: z.array(SfuTrack.extend({ user_id: Id })),
    }),
  ),
  /** Deflated (raw): with forty people it would be larger than a frame may be. */
  'sfu:answer': request(z.object({ deflated: z.instanceof(Uint8Array).refine(isSmall, 'is too large') }), z.object({})),
};
