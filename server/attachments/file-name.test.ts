import assert from 'node:assert/strict';
import { cleanFileName, FILE_NAME_MAX } from './file-name.ts';

const cases: [sent: string, type: string, expected: string][] = [
  ['holiday.JPG', 'image/jpeg', 'holiday.jpg'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['..\\..\\boot.ini', 'text/plain', 'boot.ini'],
  ['C:\\Users\\ada\\plan.pdf', 'application/pdf', 'plan.pdf'],
  ['..', 'image/png', 'file.png'],
  ['', 'image/png', 'file.png'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['\u0000\u0007\r\n', 'application/pdf', 'file.pdf'],
  ['a\u0000b\r\nc.png', 'image/png', 'abc.png'],
  ['cod\u202egnp.exe', 'image/png', 'codgnp.exe.png'],
  ['\u2067in\u2069vis\u200bible.pdf', 'application/pdf', 'invisible.pdf'],
  ['broken \ud800 pair.png', 'image/png', 'broken \ufffd pair.png'],
  ['shot.jpg', 'image/png', 'shot.png'],
  ['dance.gif', 'image/webp', 'dance.webp'],
  ['page.html', 'text/plain', 'page.html.txt'],
  ['drawing.svg', 'text/plain', 'drawing.svg.txt'],
  ['run.bat', 'text/plain', 'run.bat.txt'],
  ['notes.md', 'text/plain', 'notes.md'],
  ['page.html', 'application/pdf', 'page.html.pdf'],
  ['u\u0308ber   uns . ', 'text/plain', 'über uns.txt'],
  ['файл 文件 📎.png', 'image/png', 'файл 文件 📎.png'],
  ['it\'s; filename="x".png', 'image/png', 'it\'s; filename="x".png'],
];

describe('names of files', () => {
  for (const [sent, type, expected] of cases) {
    it(`[AT4] calls ${JSON.stringify(sent)} of ${type} ${JSON.stringify(expected)}`, () => {
      assert.equal(cleanFileName(sent, type), expected);
    });
  }

  it('[AT4] cuts what is long before its ending, and never through a character', () => {
    const name = cleanFileName(`${'📎'.repeat(500)}.jpeg`, 'image/jpeg');
    assert.equal([...name].length, FILE_NAME_MAX);
    assert.ok(name.endsWith('📎.jpeg') && name.isWellFormed());
    assert.equal([...cleanFileName('x'.repeat(100_000), 'text/plain')].length, FILE_NAME_MAX);
    assert.equal([...cleanFileName(`a.${'b'.repeat(500)}`, 'image/png')].length, FILE_NAME_MAX);
  });
});
