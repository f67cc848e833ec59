// Writes what the art looks like into build/art-preview/: the tileset, each template, avatars in all styles, portraits.
// Run it with `node art/preview.ts` after every change, and look. `node art/preview.ts park 10,8,30,20` enlarges a part of a map.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AVATAR_FIELDS, AVATAR_FRAMES, drawAvatar, drawPortrait, randomLook } from './avatar/index.ts';
import { Pixels } from './pixels.ts';
import { encodePng } from './png.ts';
import { renderMap } from './render.ts';
import { TEMPLATES } from './templates/index.ts';
import { drawTileset, type Tileset } from './tileset.ts';

const FOLDER = path.join(import.meta.dirname, '..', 'build', 'art-preview');
const PAPER = 0xb9a58a;

function write(name: string, picture: Pixels): void {
  const file = path.join(FOLDER, `${name}.png`);
  writeFileSync(file, encodePng(picture));
  console.log(path.relative(process.cwd(), file), `${picture.width} x ${picture.height}`);
}

const onPaper = (picture: Pixels): Pixels =>
  new Pixels(picture.width, picture.height).rect(0, 0, picture.width, picture.height, PAPER).paste(picture, 0, 0);

/** Every hair style from the front, the side and behind, on four people each. */
function styles(): Pixels {
  const { width, height, rows } = AVATAR_FRAMES;
  const count = AVATAR_FIELDS.find(({ key }) => key === 'hair_style')?.options.length ?? 0;
  const sheet = new Pixels(width * count, height * 12);
  for (let style = 0; style < count; style++) {
    for (let person = 0; person < 4; person++) {
      const avatar = drawAvatar({ ...randomLook(style * 7 + person), hair_style: style });
      [rows.down, rows.right, rows.up].forEach((row, view) => {
        const column = view === 1 ? 1 + (style % 6) : 0;
        sheet.paste(
          avatar.crop(column * width, row * height, width, height),
          style * width,
          (person * 3 + view) * height,
        );
      });
    }
  }
  return sheet;
}

function sheets(): Pixels {
  const sheet = new Pixels(224 * 4, 192 * 2);
  for (let seed = 0; seed < 8; seed++)
    sheet.paste(drawAvatar(randomLook(seed)), (seed % 4) * 224, Math.floor(seed / 4) * 192);
  return sheet;
}

function portraits(): Pixels {
  const sheet = new Pixels(36 * 12, 36 * 5);
  for (let seed = 0; seed < 60; seed++) {
    sheet.paste(drawPortrait(randomLook(seed + 100)), (seed % 12) * 36 + 2, Math.floor(seed / 12) * 36 + 2);
  }
  return sheet;
}

function part(tileset: Tileset, id: string, box: string): void {
  const template = TEMPLATES.find((each) => each.id === id);
  const [x = 0, y = 0, width = 20, height = 14] = box.split(',').map(Number);
  if (!template) throw new Error(`there is no template "${id}": ${TEMPLATES.map((each) => each.id).join(', ')}`);
  write(
    `${id}-part`,
    renderMap(template.draw(tileset), tileset)
      .crop(x * 32, y * 32, width * 32, height * 32)
      .enlarged(2),
  );
}

mkdirSync(FOLDER, { recursive: true });
const tileset = drawTileset();
const [id, box] = process.argv.slice(2);
if (id !== undefined) part(tileset, id, box ?? '');
else {
  write('tileset', onPaper(tileset.image));
  for (const template of TEMPLATES) write(template.id, renderMap(template.draw(tileset), tileset));
  write('avatar-styles', onPaper(styles()).enlarged(2));
  write('avatar-sheets', onPaper(sheets()).enlarged(2));
  write('avatar-portraits', onPaper(portraits()).enlarged(3));
}
