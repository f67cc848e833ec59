// How names, speech and emotes look. Sizes in CSS pixels.

import { MARK_SIZE, marksOf, paintMark } from './media-marks.ts';
import { type Plate, type Plates, pixelBox, SIGN_FONT } from './plate.ts';
import { wrapText } from './wrap.ts';

const INK = '#1d2b33';
const PAPER = '#fbfdf9';
const LAMP = '#ffc95c';
const STATUS: Record<string, string> = { online: '#3ec28c', away: '#ffc95c', busy: '#e4586a' };

const NAME_FONT = `600 12px ${SIGN_FONT}`;
const NAME_HEIGHT = 20;
const NAME_MAX = 150;
const DOT = 6;
const MARK_GAP = 4;

export type NameSign = { name: string; status: string /** Bits of what one sends. */; media: number; isSelf: boolean };

export function drawName(plates: Plates, sign: NameSign, old: Plate | null): Plate {
  const measure = (text: string): number => plates.measure(text, NAME_FONT);
  const [name = ''] = wrapText(sign.name, { width: NAME_MAX, maxLines: 1, measure });
  const marks = marksOf(sign.media);
  const text = Math.ceil(measure(name));
  const width = text + DOT + 5 + 14 + marks.length * (MARK_SIZE + MARK_GAP);
  const paint = (pen: CanvasRenderingContext2D): void => {
    pen.fillStyle = sign.isSelf ? LAMP : 'rgb(24 36 42 / 0.82)';
    pixelBox(pen, { x: 0, y: 0, width, height: NAME_HEIGHT, corner: 2 });
    pen.fillStyle = sign.isSelf ? INK : 'rgb(0 0 0 / 0.4)';
    pen.fillRect(6, (NAME_HEIGHT - DOT) / 2 - 1, DOT + 2, DOT + 2);
    pen.fillStyle = STATUS[sign.status] ?? '#8fa39b';
    pen.fillRect(7, (NAME_HEIGHT - DOT) / 2, DOT, DOT);
    pen.font = NAME_FONT;
    pen.textBaseline = 'middle';
    pen.fillStyle = sign.isSelf ? '#2b1f05' : '#f6faf5';
    pen.fillText(name, 7 + DOT + 5, NAME_HEIGHT / 2 + 0.5);
    marks.forEach((mark, i) => {
      const x = 7 + DOT + 5 + text + MARK_GAP + i * (MARK_SIZE + MARK_GAP);
      paintMark(pen, mark, { x, y: Math.floor((NAME_HEIGHT - MARK_SIZE) / 2), isOnLamp: sign.isSelf });
    });
  };
  if (!old) return plates.make(width, NAME_HEIGHT, paint);
  plates.repaint(old, { width, height: NAME_HEIGHT, paint });
  return old;
}

const TALK_FONT = `500 14px ${SIGN_FONT}`;
const LABEL_FONT = `700 10px ${SIGN_FONT}`;
const TALK_WIDTH = 210;
const TALK_LINES = 4;
const LINE = 19;
const PAD = 10;
const TAIL = 6;

/** What someone says: nearby talk on white, what goes to everyone on lamp light, with a word that says so. */
export function drawTalk(plates: Plates, text: string, toEveryone: boolean): Plate {
  const measure = (part: string): number => plates.measure(part, TALK_FONT);
  const lines = wrapText(text, { width: TALK_WIDTH, maxLines: TALK_LINES, measure });
  const label = toEveryone ? 'TO EVERYONE' : '';
  const widest = Math.max(...lines.map(measure), label ? plates.measure(label, LABEL_FONT) : 0);
  const width = Math.ceil(Math.max(24, widest)) + PAD * 2 + 4;
  const head = label ? 14 : 0;
  const height = lines.length * LINE + head + PAD + 4;
  return plates.make(width, height + TAIL, (pen) => {
    const middle = Math.round(width / 2);
    pen.fillStyle = INK;
    pixelBox(pen, { x: 0, y: 0, width, height, corner: 2 });
    pen.fillRect(middle - 6, height, 12, TAIL - 4);
    pen.fillRect(middle - 4, height, 8, TAIL - 2);
    pen.fillRect(middle - 2, height, 4, TAIL);
    pen.fillStyle = toEveryone ? '#ffe7b0' : PAPER;
    pixelBox(pen, { x: 2, y: 2, width: width - 4, height: height - 4, corner: 2 });
    pen.fillRect(middle - 4, height - 2, 8, TAIL - 4);
    pen.fillRect(middle - 2, height - 2, 4, TAIL - 2);
    pen.textBaseline = 'middle';
    if (label) {
      pen.font = LABEL_FONT;
      pen.fillStyle = '#7a5200';
      pen.fillText(label, PAD + 2, 13);
    }
    pen.font = TALK_FONT;
    pen.fillStyle = INK;
    lines.forEach((line, i) => {
      pen.fillText(line, PAD + 2, head + PAD / 2 + 2.5 + LINE * (i + 0.5));
    });
  });
}

const EMOTE = 40;
export function drawEmote(plates: Plates, emote: string): Plate {
  return plates.make(EMOTE, EMOTE + TAIL, (pen) => {
    pen.fillStyle = INK;
    pixelBox(pen, { x: 0, y: 0, width: EMOTE, height: EMOTE, corner: 4 });
    pen.fillRect(EMOTE / 2 - 4, EMOTE, 8, TAIL - 2);
    pen.fillRect(EMOTE / 2 - 2, EMOTE, 4, TAIL);
    pen.fillStyle = PAPER;
    pixelBox(pen, { x: 2, y: 2, width: EMOTE - 4, height: EMOTE - 4, corner: 4 });
    pen.fillRect(EMOTE / 2 - 2, EMOTE - 2, 4, TAIL - 2);
    pen.font = '24px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillStyle = INK;
    pen.fillText(emote, EMOTE / 2, EMOTE / 2 + 2);
    pen.textAlign = 'left';
  });
}

const ZONE_FONT = `700 11px ${SIGN_FONT}`;
/** The name of an area on the floor of the map. */
export function drawZoneName(
  plates: Plates,
  name: string,
  { colour, locked }: { colour: string; locked: boolean },
): Plate {
  const text = locked ? `🔒 ${name}` : name;
  const width = Math.ceil(plates.measure(text, ZONE_FONT)) + 18;
  return plates.make(width, 20, (pen) => {
    pen.fillStyle = 'rgb(20 30 36 / 0.66)';
    pixelBox(pen, { x: 0, y: 0, width, height: 20, corner: 2 });
    pen.fillStyle = colour;
    pen.fillRect(0, 2, 3, 16);
    pen.font = ZONE_FONT;
    pen.textBaseline = 'middle';
    pen.fillStyle = '#f6faf5';
    pen.fillText(text, 10, 10.5);
  });
}
