import assert from 'node:assert/strict';
import { type Hearing, whoHears } from './heard.ts';

const peer = (username: string, way: { hears?: boolean; heard?: boolean } = {}) => ({
  username,
  hears: true,
  heard: true,
  ...way,
});
const [ada, ben, cleo] = [peer('Ada'), peer('Ben'), peer('Cleo')];
const words = (change: Partial<Hearing>): [string, string, string] => {
  const { tone, text, more } = whoHears({
    ...{ audio: true, video: false, screen: false, muted: false, pushToTalk: false, locked: false, beyond: 0 },
    ...{ peers: [], place: { kind: 'open' }, channel: null },
    ...change,
  });
  return [tone, text, more];
};

describe('who hears one, in words', () => {
  it('[UV10] names one or two, and counts more', () => {
    assert.deepEqual(words({ peers: [ada] }), ['live', 'Heard by Ada', '']);
    assert.deepEqual(words({ peers: [ada, ben] }), ['live', 'Heard by Ada and Ben', '']);
    assert.deepEqual(words({ peers: [ada, ben, cleo] }), ['live', '3 people hear you', '']);
    assert.deepEqual(words({}), ['alone', 'Nobody is near', 'Walk up to somebody to talk']);
  });

  it('[UV10] counts nobody who does not hear one', () => {
    const onStage = peer('Dan', { hears: false });
    assert.deepEqual(words({ peers: [onStage] }), ['alone', 'Nobody is near', 'Dan is near']);
    assert.deepEqual(words({ peers: [onStage, ada] }), ['live', 'Heard by Ada', '']);
  });

  it('[UV11] says that one is muted, holds no key, only listens, or is only seen', () => {
    assert.deepEqual(words({ muted: true, peers: [ada] }), ['quiet', 'You are muted', 'Ada is near']);
    assert.deepEqual(words({ muted: true, pushToTalk: true, peers: [ada, ben] }), [
      ...['quiet', 'Hold Space to talk', 'Ada and Ben are near'],
    ]);
    assert.deepEqual(words({ audio: false }), ['quiet', 'You only listen', 'Nobody is near']);
    assert.deepEqual(words({ audio: false, video: true, peers: [ada] }), ['seen', 'Seen by Ada', '']);
    assert.deepEqual(words({ muted: true, screen: true, peers: [ada] }), ['seen', 'Muted, but seen by Ada', '']);
  });

  it('[UV12] says what the place does: a quiet area, a stage, a voice channel, being busy', () => {
    assert.deepEqual(words({ place: { kind: 'silent' } }), [
      ...['rest', 'Quiet area', 'Microphones and cameras rest here'],
    ]);
    assert.equal(words({ place: { kind: 'busy' }, peers: [ada] })[1], 'Busy');
    assert.deepEqual(words({ place: { kind: 'stage', hall: 'Hall' }, peers: [ada] }), [
      ...['live', 'On stage: everyone in Hall hears you', ''],
    ]);
    assert.equal(words({ place: { kind: 'stage', hall: null } })[1], 'On stage: everyone here hears you');
    assert.deepEqual(words({ place: { kind: 'stage', hall: 'Hall' }, muted: true, peers: [ada] }), [
      ...['quiet', 'You are muted', 'You stand on a stage · Ada is near'],
    ]);
    assert.deepEqual(words({ channel: 'lounge', peers: [ada] }), ['live', 'Voice channel #lounge', 'Heard by Ada']);
    assert.deepEqual(words({ channel: 'lounge' }), ['alone', 'Voice channel #lounge', 'Nobody else is in it']);
    assert.deepEqual(words({ channel: 'lounge', muted: true, peers: [ada] }), [
      ...['quiet', 'You are muted', 'Voice channel #lounge · Ada is in it'],
    ]);
  });

  it('[UV13] says how many more stand here than one is connected with, and that the bubble is shut', () => {
    assert.deepEqual(words({ peers: Array(8).fill(ada), beyond: 4 }), [
      ...['live', '8 people hear you', '12 people stand here; you are connected with the nearest 8'],
    ]);
    assert.equal(words({ peers: [ada], locked: true })[2], 'The bubble is shut');
  });
});
