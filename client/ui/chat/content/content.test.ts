// Hostile and ordinary text, drawn by the very code of the page.

import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { elementsOf } from './elements.ts';
import { linkOf } from './links.ts';
import { isEmojiOnly, readingOf } from './markdown.ts';
import { calledBy } from './mentions.ts';
import { renderContent } from './render.ts';

const elements = elementsOf({
  called: (name) => (name === 'ada' ? 'me' : name === 'ben' ? 'someone' : null),
  pre: ({ text }) => createElement('pre', null, text),
});
const draw = (content: string): string => renderToStaticMarkup(renderContent(content, elements));
const REL = 'rel="noopener noreferrer nofollow ugc" target="_blank"';

describe('the text of a message', () => {
  it('[UC1] draws bold, italic, struck, code, quotes, lists and breaks', () => {
    assert.equal(
      draw('**bold** _it_ ~~no~~ `x < y`\nnext'),
      '<p dir="auto"><strong>bold</strong> <em>it</em> <del>no</del> <code dir="ltr">x &lt; y</code><br/>\nnext</p>',
    );
    assert.match(
      draw('> said\n\nand'),
      /<blockquote>\s*<p dir="auto">said<\/p>\s*<\/blockquote>\s*<p dir="auto">and<\/p>/,
    );
    assert.match(draw('- a\n- b'), /<ul>\s*<li>a<\/li>\s*<li>b<\/li>\s*<\/ul>/);
    assert.match(draw('3. a\n4. b'), /<ol start="3">/);
    assert.equal(draw('```js\nlet a = "<b>";\n  b\n```'), '<pre>let a = &quot;&lt;b&gt;&quot;;\n  b</pre>');
    assert.equal(
      draw('plain, with "quotes" & signs'),
      '<p dir="auto" data-plain="">plain, with &quot;quotes&quot; &amp; signs</p>',
    );
  });

  it('[UC1] a heading is bold text, and what is no markup here stays as it was typed', () => {
    assert.equal(draw('# Loud'), '<p dir="auto"><strong>Loud</strong></p>');
    assert.equal(draw('a\n---\nb'), '<p dir="auto" data-plain="">a\n---\nb</p>');
    assert.equal(draw('|a|b|\n|-|-|\n|1|2|'), '<p dir="auto">|a|b|<br/>\n|-|-|<br/>\n|1|2|</p>');
    assert.equal(draw('- [ ] task').includes('[ ] task'), true);
    assert.equal(draw('*&lt;b&gt;*'), '<p dir="auto"><em>&amp;lt;b&amp;gt;</em></p>');
    assert.equal(draw('[^1]\n\n[^1]: *x*').includes('[^1]: <em>x</em>'), true);
  });

  it('[UC2] markup of others is text', () => {
    for (const markup of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '**x** <svg onload=alert(1)>',
      '<a href="javascript:alert(1)">x</a> _y_',
      '<style>*{display:none}</style>',
      '<!-- *x* -->',
    ]) {
      const drawn = draw(markup);
      assert.doesNotMatch(drawn, /<(?!\/?(?:p|em|strong|bdi|br|a href="(?:https?|mailto):)\b)/, drawn);
      assert.doesNotMatch(drawn, /<a[^>]*javascript/, drawn);
    }
  });

  it('[UC2] a picture of Markdown is a link: nothing is loaded from elsewhere', () => {
    const drawn = draw('![look](https://tracker.example/pixel.png?who=1)');
    assert.doesNotMatch(drawn, /<img/);
    assert.match(drawn, /<a href="https:\/\/tracker\.example\/pixel\.png\?who=1"/);
    assert.match(drawn, /\(tracker\.example\)/);
  });

  it('[UC3] only http, https and mail addresses are links, without a tie to this page', () => {
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      ' //evil.example',
      'JaVaScRiPt:x',
      '/servers',
    ]) {
      const drawn = draw(`[click](<${address}>) **x**`);
      assert.doesNotMatch(drawn, /<a /, drawn);
      assert.match(drawn, /click/);
    }
    assert.doesNotMatch(draw('<javascript:alert(1)>'), /<a /);
    assert.equal(
      draw('see https://a.example/b?c=1.'),
      `<p dir="auto">see <bdi><a href="https://a.example/b?c=1" ${REL}>https://a.example/b?c=1</a></bdi>.</p>`,
    );
    assert.match(draw('mail ada@example.org'), /<a href="mailto:ada@example.org"/);
    assert.match(draw('www.example.org/x'), /<a href="http:\/\/www.example.org\/x"/);
  });

  it('[UC3] a link whose name is not its address shows where it leads', () => {
    assert.deepEqual(linkOf('https://evil.example/x', 'https://bank.example'), {
      ...{ href: 'https://evil.example/x', text: 'https://bank.example', note: 'evil.example' },
    });
    assert.equal(linkOf('https://bank.example/', 'bank.example').note, null);
    assert.equal(linkOf('http://www.example.org', 'www.example.org').note, null);
    assert.equal(
      linkOf('https://bank.example@evil.example/', 'https://bank.example@evil.example/').note,
      'evil.example',
    );
    assert.equal(linkOf('https://аррӏе.example/', 'https://аррӏе.example/').note, 'xn--80ak6aa92e.example');
    assert.equal(linkOf('mailto:eve@evil.example', 'write to us').note, 'eve@evil.example');
    assert.equal(linkOf('javascript:alert(1)', 'click').href, null);
    const turned = linkOf('https://evil.example/', '\u202egro.elgoog//:sptth');
    assert.equal(turned.text, 'gro.elgoog//:sptth');
    assert.equal(turned.note, 'evil.example');
  });

  it('[UC4] names call those who are called, not in code and not within addresses', () => {
    assert.equal(
      draw('@ada and @ben and @nobody'),
      '<p dir="auto"><span data-called="me">@ada</span> and <span data-called="someone">@ben</span> and @nobody</p>',
    );
    assert.doesNotMatch(draw('`@ada` https://x.example/@ada'), /data-called/);
    assert.doesNotMatch(draw('**mail@ada**'), /data-called/);
    const facts = {
      message: { mentions: ['1', '2'], mentions_all: null },
      me: { userId: '1', username: 'Ada' },
      nameOf: (id: string) => (id === '1' ? 'Ada' : id === '2' ? 'ben' : null),
    };
    assert.equal(calledBy('ADA', facts), 'me');
    assert.equal(calledBy('Ben', facts), 'someone');
    assert.equal(calledBy('carl', facts), null);
    assert.equal(calledBy('here', facts), null);
    assert.equal(calledBy('channel', { ...facts, message: { mentions: [], mentions_all: 'channel' } }), 'all');
    assert.equal(calledBy('ada', { ...facts, message: { mentions: [], mentions_all: null } }), null);
    assert.equal(calledBy('carl', { ...facts, message: { mentions: ['9'], mentions_all: null } }), 'someone');
  });

  it('[UC5] no text takes long, however deep or odd', () => {
    const hostile = [
      '>',
      '- ',
      '1. ',
      '[',
      '![',
      '*a ',
      '**a',
      '_*',
      '`a``b',
      '[a](',
      '<a@',
      '\n',
      '~~a',
      '(',
      '@abc ',
      'a\u0301',
      '\u202e',
      '> - ',
    ];
    for (const piece of hostile) {
      for (const size of [2000, 10_000 * piece.length]) {
        const content = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
        const began = performance.now();
        draw(content);
        const took = performance.now() - began;
        // What is refused as too deep took 12 s; the rest takes a few ms.
        assert.ok(took < 1000, `${JSON.stringify(piece)} x ${size}: ${took} ms`);
      }
    }
    assert.equal(readingOf('>'.repeat(2000)), 'plain');
    assert.equal(readingOf('> > a'), 'markdown');
  });

  it('[UC5] huge graphemes and invisible letters stay in their own paragraph', () => {
    const zalgo = `h${'\u0335\u0321\u0489'.repeat(300)}i`;
    assert.equal(draw(zalgo), `<p dir="auto" data-plain="">${zalgo}</p>`);
    assert.equal(draw('\u202eabc'), '<p dir="auto" data-plain="">\u202eabc</p>');
  });

  it('[UC6] a few emoji alone are told from text', () => {
    for (const text of ['👋', '👍🏽 🎉', '👨‍👩‍👧‍👦', '🇫🇷']) assert.equal(isEmojiOnly(text), true, text);
    for (const text of ['hi 👋', '1', '#', '👋'.repeat(9), '']) assert.equal(isEmojiOnly(text), false, text);
  });
});
