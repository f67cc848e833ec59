import assert from 'node:assert/strict';
import { isPlainPdf, kindOf } from './file-kind.ts';

const PDF = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n';
/** The end of an archive of nothing, with a comment. */
const zipEnd = (comment = ''): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
};
const SLICE = 1024 * 1024;

const kinds: [name: string, bytes: Buffer, kind: string | undefined][] = [
  ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'image'],
  ['a JPEG', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'image'],
  ['a WebP', Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), 'image'],
  ['a GIF', Buffer.from('GIF89a'), 'image'],
  ['a PDF', Buffer.from(PDF), 'pdf'],
  ['a PDF that begins later', Buffer.concat([Buffer.from([0]), Buffer.from(PDF)]), undefined],
  ['text', Buffer.from('Grüße, 世界 📎\r\n\tand a page\f'), 'text'],
  ['text with a mark of its order', Buffer.from('\ufeffhello'), 'text'],
  ['text with a NUL', Buffer.from('hello\0world'), undefined],
  ['text with an escape', Buffer.from('\x1b[31mred'), undefined],
  ['text with DEL', Buffer.from('a\x7f'), undefined],
  ['text with a control character of two bytes', Buffer.from('a\u0085b'), undefined],
  ['such a one where two slices meet', Buffer.from(`${'a'.repeat(SLICE - 1)}\u009b`), undefined],
  ['a NUL in the last slice', Buffer.from(`${'a'.repeat(3 * SLICE)}\0`), undefined],
  ['Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1'), undefined],
  ['UTF-16', Buffer.from('\ufeffhello', 'utf16le'), undefined],
  ['an overlong slash', Buffer.from([0x61, 0xc0, 0xaf]), undefined],
  ['a lone surrogate', Buffer.from([0xed, 0xa0, 0x80]), undefined],
  ['a program', Buffer.from('MZ\x90\0\x03', 'latin1'), undefined],
  ['another program', Buffer.from('\x7fELF\x02\x01', 'latin1'), undefined],
  ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), zipEnd()]), undefined],
  ['a picture of another kind', Buffer.from('II*\0\x08\0\0\0', 'latin1'), undefined],
];

describe('kinds of files', () => {
  for (const [name, bytes, kind] of kinds) {
    it(`[AT2] takes ${name} for ${kind ?? 'nothing that can be sent'}`, async () => {
      assert.equal((await kindOf(bytes))?.kind, kind);
    });
  }

  it('[AT2] lets other work go on while it reads a long text', async () => {
    let turns = 0;
    let reading = true;
    const count = (): void => {
      turns += 1;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    await kindOf(Buffer.alloc(10 * SLICE, 'a'));
    reading = false;
    assert.ok(turns >= 8, String(turns));
  });

  it('[AT3] takes a PDF that is whole and ends where it ends', () => {
    assert.equal(isPlainPdf(Buffer.from(PDF)), true);
    assert.equal(isPlainPdf(Buffer.from(`${PDF}\r\n \0`)), true);
    assert.equal(isPlainPdf(Buffer.from(PDF.replace('endobj', 'PK\x05\x06'))), true, 'by chance among other bytes');
  });

  it('[AT3] refuses a PDF that was cut off, or has an archive, a page or a program behind it', () => {
    const with_ = (...rest: (string | Buffer)[]) =>
      Buffer.concat([Buffer.from(PDF), ...rest.map((part) => Buffer.from(part))]);
    for (const [name, bytes] of [
      ['cut off', Buffer.from(PDF).subarray(0, 40)],
      ['only its head', Buffer.from('%PDF-')],
      ['an archive', with_('PK\x03\x04', zipEnd())],
      ['an archive whose comment looks like the end', with_('PK\x03\x04', zipEnd('\n%%EOF\n'))],
      ['a long comment', with_('PK\x03\x04', zipEnd(`${' '.repeat(60_000)}\n%%EOF\n`))],
      ['an archive and an end', with_('PK\x03\x04', zipEnd(), '%%EOF')],
      ['a page', with_('<script>alert(1)</script>')],
    ] as const) {
      assert.equal(isPlainPdf(bytes), false, name);
    }
  });
});
