import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AuditRecord } from '../../../../shared/protocol/moderation.ts';
import { auditNote, auditWords, DID } from './audit-words.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const record = (part: Partial<AuditRecord>): AuditRecord => ({
  ...{ id: '1', at: '2026-01-01T00:00:00.000Z', actor_id: 'a', actor_name: 'ada', action: 'member.muted' },
  ...{ target: 'b', target_name: null, details: {} },
  ...part,
});

describe('the record in words', () => {
  it('[UC52] says who did what to whom, with what else is worth a word', () => {
    const muted = record({ target_name: 'ben', details: { until: '2026-01-01T12:00:00.000Z', reason: 'loud' } });
    assert.equal(auditWords(muted), 'ada muted ben');
    assert.match(auditNote(muted)!, /^until .*2026.* · loud$/);
    assert.equal(auditNote(record({ details: { from: 'MEMBER', to: 'ADMIN' } })), 'now admin');
    assert.equal(auditNote(record({ details: { changes: ['slow_mode_seconds', 'name'] } })), 'slow mode seconds, name');
    assert.equal(
      auditWords(record({ action: 'channel.created', details: { name: 'lamps' } })),
      'ada made the channel lamps',
    );
    assert.equal(auditWords(record({ actor_name: null, action: 'member.removed' })), 'The server removed');
    assert.equal(auditWords(record({ action: 'never.heard_of' })), 'ada never heard of');
    assert.equal(auditNote(record({})), null);
  });

  it('[UC52] has words for everything that the server records', () => {
    const recorded = new Set<string>();
    for (const name of globSync('server/**/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts'] })) {
      for (const [, action] of readFileSync(path.join(ROOT, name), 'utf8').matchAll(
        /action: (?:[^'\n]*\? )?'([a-z_]+\.[a-z_]+)'/g,
      )) {
        recorded.add(action!);
      }
    }
    assert.ok(recorded.size > 15, [...recorded].join(' '));
    assert.deepEqual(
      [...recorded].filter((action) => !(action in DID)),
      [],
    );
  });
});
