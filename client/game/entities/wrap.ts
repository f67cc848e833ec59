// Breaks text into lines for a canvas. Pure; measuring is given.

export type Measure = (text: string) => number;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most `maxLines` lines no wider than `width`; what does not fit ends in an ellipsis. Words too long are cut. */
export function wrapText(text: string, options: { width: number; maxLines: number; measure: Measure }): string[] {
  const { width, maxLines, measure } = options;
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of wordsOf(paragraph, width, measure)) {
      const longer = line === '' ? word.trimStart() : line + word;
      if (line === '' || measure(longer.trimEnd()) <= width) line = longer;
      else {
        lines.push(line.trimEnd());
        line = word.trimStart();
      }
      if (lines.length > maxLines) break;
    }
    lines.push(line.trimEnd());
    if (lines.length > maxLines) break;
  }
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  kept[maxLines - 1] = shorten(kept[maxLines - 1]!, { width, measure });
  return kept;
}

/** Cuts graphemes off until the text and an ellipsis fit. */
function shorten(text: string, { width, measure }: { width: number; measure: Measure }): string {
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  while (parts.length > 0 && measure(`${parts.join('').trimEnd()}…`) > width) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}

/** Words with the space before them; those wider than a line in pieces. */
function* wordsOf(text: string, width: number, measure: Measure): Iterable<string> {
  for (const word of text.match(/\s*\S+/gu) ?? []) {
    if (measure(word.trimStart()) <= width) {
      yield word;
      continue;
    }
    let piece = '';
    for (const { segment } of graphemes.segment(word)) {
      if (piece !== '' && measure((piece + segment).trimStart()) > width) {
        yield piece;
        piece = '';
      }
      piece += segment;
    }
    if (piece !== '') yield piece;
  }
}
