// Text as it is compared where people try to look like something else: one form for what is drawn, spaced or accented
// differently. Never shown, only compared. Linear in the length of the text.

/** Drawn as nothing, though they count as letters. */
const BLANK_LETTERS = /[\u115f\u1160\u3164\uffa0]/gu;
/** Zero-width and other format characters, and tags. */
const FORMAT = /\p{Cf}/gu;
/**
 * Accents, variation selectors and the like, and any mark upon letters that are words without it. Not the voice marks of
 * kana and the vowel signs of Indian scripts: without those it would be another word.
 */
const MARKS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{N}])\p{M}+|(?![\u3099\u309a])\p{Script=Inherited}/gu;
/** Spaces of all widths, and the blank of Braille. */
const SPACES = /[\s\u2800]+/gu;
/** Letters with a stroke and the like, which no normal form takes apart. */
const STROKES = new Map(Object.entries({ ø: 'o', ł: 'l', đ: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }));
const STROKED = new RegExp(`[${[...STROKES.keys()].join('')}]`, 'gu');

export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(BLANK_LETTERS, '')
    .replace(FORMAT, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(STROKED, (letter) => STROKES.get(letter)!)
    .replace(SPACES, ' ')
    .trim();
