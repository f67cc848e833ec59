// What a file is called where it is shown and saved: a name, no path, and an ending that does not lie about the bytes.

export const FILE_NAME_MAX = 120;
const ENDING = /\.([A-Za-z0-9]{1,10})$/;
/** Control and format characters (which turn a name around or hide its ending), line breaks, broken and unknown text. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** The first is given where a name has none of them. */
const ENDINGS: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  // Those only that no system runs, or opens as a page, when somebody clicks on what was saved.
  'text/plain': [
    'txt',
    ...['text', 'md', 'markdown', 'rst', 'csv', 'tsv', 'log', 'json', 'yaml', 'yml', 'toml', 'ini', 'cfg', 'conf'],
    ...['diff', 'patch', 'sql', 'srt', 'vtt', 'tex', 'bib'],
  ],
};
const BINARY = Object.entries(ENDINGS).flatMap(([type, endings]) => (type === 'text/plain' ? [] : endings));

export const endingOf = (name: string): string | undefined => ENDING.exec(name)?.[1]?.toLowerCase();
/** Whether the name says that it is a picture or a PDF. */
export const claimsBinary = (name: string): boolean => BINARY.includes(endingOf(name) ?? '');

/** At most `FILE_NAME_MAX` code points, never empty, with an ending of `type`. */
export function cleanFileName(sent: string, type: string): string {
  const endings = ENDINGS[type] ?? [];
  const base = (sent.toWellFormed().split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(UNFIT, '')
    .replace(/\s+/g, ' ')
    // Hidden files, the folder above, and what Windows cuts off.
    .replace(/^[. ]+|[. ]+$/g, '');
  const found = endingOf(base);
  const ending = found && endings.includes(found) ? found : (endings[0] ?? 'bin');
  // Of what is a picture still after its name was wrong, only the ending changes.
  const isCut = found !== undefined && (found === ending || (type !== 'text/plain' && BINARY.includes(found)));
  const stem = isCut ? base.slice(0, -(found.length + 1)) : base;
  const kept = [...stem]
    .slice(0, FILE_NAME_MAX - ending.length - 1)
    .join('')
    .trimEnd();
  return `${kept || 'file'}.${ending}`;
}
