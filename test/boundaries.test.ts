// The shape of the code as a test: who may import whom, and where certain words may stand.

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');
const SOURCE = /\bfrom\s+['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]/gm;

type File = { name: string; text: string; imports: string[] };

const files: File[] = globSync('{art,client,loadtest,migrations,scripts,server,shared,test}/**/*.{ts,tsx}', {
  cwd: ROOT,
})
  .concat('colyseus.config.ts')
  .map((name) => {
    const text = readFileSync(path.join(ROOT, name), 'utf8');
    const imports = [...text.matchAll(SOURCE)].map((match) => {
      const target = match[1] ?? match[2] ?? match[3] ?? '';
      return target.startsWith('.') ? path.join(path.dirname(name), target) : target;
    });
    return { name: name.split(path.sep).join('/'), text, imports };
  });
const isTest = ({ name }: File): boolean => /\.test\.tsx?$|^test\/|test-support/.test(name);
const product = files.filter((file) => !isTest(file));
const below = (...folders: string[]) => product.filter(({ name }) => folders.some((folder) => name.startsWith(folder)));

/** The imports of some files that a rule refuses. */
const wrongImports = (from: File[], isWrong: (target: string, file: File) => boolean): string[] =>
  from.flatMap((file) =>
    file.imports.filter((target) => isWrong(target, file)).map((target) => `${file.name} -> ${target}`),
  );
const wrongWords = (from: File[], words: RegExp): string[] =>
  from.filter(({ text }) => words.test(text)).map(({ name }) => name);
const isOurs = (target: string): boolean =>
  /^(art|client|loadtest|migrations|scripts|server|shared|test)\//.test(target);

describe('boundaries', () => {
  it('[OP90] finds the files that the rules are about', () => {
    for (const folder of ['client/', 'server/', 'shared/', 'art/']) assert.ok(below(folder).length > 10, folder);
  });

  it('[OP91] client and server never import each other', () => {
    assert.deepEqual(
      wrongImports(below('client/'), (target) => /^(server|migrations)\//.test(target)),
      [],
    );
    assert.deepEqual(
      wrongImports(below('server/', 'colyseus.config'), (target) => target.startsWith('client/')),
      [],
    );
  });

  it('[OP92] shared/ depends on zod and @colyseus/schema only', () => {
    const allowed = (target: string) =>
      target.startsWith('shared/') || target === 'zod' || target === '@colyseus/schema';
    assert.deepEqual(
      wrongImports(below('shared/'), (target) => !allowed(target)),
      [],
    );
  });

  it('[OP93] art/ draws with nothing but itself; only its PNG encoder and its preview know Node', () => {
    const outer = new Set(['art/png.ts', 'art/preview.ts']);
    const allowed = (target: string) => /^(art|shared)\//.test(target);
    assert.deepEqual(
      wrongImports(
        below('art/').filter(({ name }) => !outer.has(name)),
        (target) => !allowed(target),
      ),
      [],
    );
  });

  it('[OP94] migrations import no code of the application', () => {
    assert.deepEqual(wrongImports(below('migrations/'), isOurs), []);
  });

  it('[OP95] services know neither Express nor Colyseus', () => {
    const services = product.filter(({ name }) => name.endsWith('.service.ts'));
    assert.ok(services.length > 3);
    assert.deepEqual(
      wrongImports(services, (target) => target === 'express' || target.startsWith('@colyseus/')),
      [],
    );
  });

  it('[OP96] SQL stands in repositories, migrations and server/db only', () => {
    const elsewhere = below('server/').filter(({ name }) => !/\.repository\.ts$|^server\/db\//.test(name));
    const words = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
    assert.deepEqual(wrongWords(elsewhere, words), []);
    assert.ok(wrongWords(below('server/'), words).length > 3, 'the rule finds SQL where it may stand');
  });

  it('[OP97] the environment is read by the configuration only', () => {
    const words = /process\.env/;
    const elsewhere = below('server/', 'colyseus.config', 'client/', 'shared/').filter(
      ({ name }) => name !== 'server/main.ts',
    );
    assert.deepEqual(wrongWords(elsewhere, words), []);
  });

  it('[OP98] rules are pure: no clock and no randomness', () => {
    assert.deepEqual(
      wrongWords(below('shared/rules/'), /Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\./),
      [],
    );
  });

  it('[OP99] the two views of the client never import each other: Phaser is drawn, React is read', () => {
    const scenes = below('client/game/').filter(({ name }) => !name.endsWith('.tsx'));
    assert.deepEqual(
      wrongImports(scenes, (target) => target === 'react' || target.startsWith('client/ui/')),
      [],
    );
    assert.deepEqual(
      wrongImports(below('client/ui/', 'client/state/', 'client/net/'), (target) => target === 'phaser'),
      [],
    );
  });
});
