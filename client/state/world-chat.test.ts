import assert from 'node:assert/strict';
import type { Message } from '../../shared/protocol/chat.ts';
import { spoken } from './world-chat.ts';

const text = (content: string, files: string[] = []): string =>
  spoken({ content, attachments: files.map((file_name) => ({ file_name })) } as Message);

describe('what stands over heads', () => {
  it('[UW47] is the text without the marks that dress it', () => {
    for (const [content, plain] of [
      ['the water is **warm** today', 'the water is warm today'],
      ['~~no~~ *yes* _indeed_, said `ls -l`', 'no yes indeed, said ls -l'],
      ['```\ntwo\nlines\n```', 'two\nlines'],
      ['__so__ and a__b__c', 'so and a__b__c'],
      ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
      ['** lonely', '** lonely'],
      ['', ''],
    ] as const) {
      assert.equal(text(content), plain);
    }
  });

  it('[UW47] is the name of a file where nothing was written', () => {
    assert.equal(text('', ['map.png', 'other.png']), '📎 map.png');
    assert.equal(text('look', ['map.png']), 'look');
  });

  it('[UW47] takes no time with hostile text', () => {
    const started = performance.now();
    for (const one of ['*', '**', '_', '`', '~~', '*a ', '**a ']) text(one.repeat(2000 / one.length));
    assert.ok(performance.now() - started < 500);
  });
});
