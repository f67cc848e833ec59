// The one form of our mails: a greeting, a few words, at most one thing to do. As text and as HTML, whose styles are
// inline and whose layout is a table, because that is what mail programs understand. No picture: nothing tracks.

export type Letter = { subject: string; text: string; html: string; link?: string };
export type LetterParts = {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  action?: { label: string; link: string };
  ending: string;
};

const FONT = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

export function letter({ subject, greeting, paragraphs, action, ending }: LetterParts): Letter {
  const text = [
    greeting,
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.link}`] : []),
    ending,
    'AtriumVerse',
  ];
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html: page(subject, [
      `<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:650;color:#1d2b33">${inert(greeting)}</h1>`,
      ...paragraphs.map(paragraph),
      ...(action ? [button(action)] : []),
      `<p style="margin:24px 0 0;font-size:13px;line-height:20px;color:#52656a">${inert(ending)}</p>`,
    ]),
    ...(action && { link: action.link }),
  };
}

const inert = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;font-size:15px;line-height:24px;color:#33454c">${inert(text)}</p>`;

const button = ({ label, link }: { label: string; link: string }): string => `
<p style="margin:24px 0"><a href="${inert(link)}" style="display:inline-block;padding:12px 24px;border-radius:10px;background:#1f7a5a;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${inert(label)}</a></p>
<p style="margin:0;font-size:13px;line-height:20px;color:#52656a">Or open this address:<br><a href="${inert(link)}" style="color:#1f7a5a;word-break:break-all">${inert(link)}</a></p>`;

const page = (title: string, parts: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${inert(title)}</title>
</head>
<body style="margin:0;padding:0;background:#e3ece4;${FONT}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#e3ece4"><tr><td align="center" style="padding:40px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px"><tr><td style="padding:0 8px 16px;font-size:15px;line-height:20px;font-weight:700;letter-spacing:0.02em;color:#1f7a5a">AtriumVerse</td></tr>
<tr><td style="padding:32px;background:#fbfdf9;border-radius:16px;border:1px solid #c4d3c8">
${parts.join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
