import assert from 'node:assert/strict';
import type { RoomPort, Sender } from '../rooms/room-port.ts';
import { type MediaMessagesDeps, mediaHandlers } from './media.messages.ts';
import type { Talker } from './media-room.ts';

describe('signals', () => {
  it('[ME16] from one person to another are limited; calls and answers count four times', () => {
    let now = 0;
    const sent: string[] = [];
    const talkers = new Map(['ada', 'ben', 'cyd'].map((id) => [id, { id, peerId: `peer-${id}` } as Talker]));
    const handlers = mediaHandlers({
      room: { send: (id: string, type: string) => sent.push(`${type} ${id}`) } as unknown as RoomPort,
      media: {
        partner: (from: string, to: string) => ({ from: talkers.get(from), to: talkers.get(to) }),
      } as unknown as MediaMessagesDeps['media'],
      ...{ exchange: undefined, signalsPerMinute: 240, monotonic: () => now, report: () => {} },
    });
    const ada = { sessionId: 'ada', userId: 'ada' } as Sender;
    const offer = (target: string) => handlers['signal:offer'](ada, { target, sdp: { type: 'offer', sdp: '' } });
    for (let n = 0; n < 20; n += 1) offer('ben');
    assert.throws(() => offer('ben'), { code: 'rate_limited' });
    assert.throws(() => handlers['signal:ice'](ada, { target: 'ben', candidate: null }), { code: 'rate_limited' });
    offer('cyd');
    assert.equal(sent.filter((one) => one === 'signal:offer ben').length, 20);
    now += 1_000;
    offer('ben');
    assert.throws(() => offer('ben'), { code: 'rate_limited' });
  });
});
