// The specification and the tests name each other: no rule without a test, no test of a rule that nobody wrote down.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

describe('specification', () => {
  it('[OP89] every rule has a test and every test a rule', () => {
    const rules = [...read('test/SPEC.md').matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map((match) => match[1]!);
    assert.equal(new Set(rules).size, rules.length, 'a number is given once');
    const tested = new Set<string>();
    for (const name of globSync('{art,client,loadtest,scripts,server,shared,test}/**/*.test.{ts,tsx}', { cwd: ROOT })) {
      for (const match of read(name).matchAll(/\[((?:[A-Z]{2}\d+)(?:,\s*[A-Z]{2}\d+)*)\]/g)) {
        for (const id of match[1]!.split(/,\s*/)) tested.add(id);
      }
    }
    assert.deepEqual(rules.filter((id) => !tested.has(id)).sort(), [], 'rules without a test');
    assert.deepEqual([...tested].filter((id) => !rules.includes(id)).sort(), [], 'tests without a rule');
  });
});
