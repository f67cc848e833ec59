/** Of the API page: dark and light by the reader's own setting. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#fbfaf7,#15161c);--panel:light-dark(#fff,#1d1f28);--line:light-dark(#e4e0d6,#2e3140);
--text:light-dark(#23242b,#e8e6df);--soft:light-dark(#5d5f6b,#a4a6b4);--link:light-dark(#2d5fb8,#8fb8ff);
--get:light-dark(#1f7a54,#6fd3a5);--post:light-dark(#2d5fb8,#8fb8ff);--put:light-dark(#8a5a00,#f0c060);--delete:light-dark(#b3372f,#ff9a90)}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.6 Inter,system-ui,sans-serif;display:grid;grid-template-columns:19rem minmax(0,1fr)}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
nav{position:sticky;top:0;height:100vh;overflow-y:auto;padding:1.5rem 1rem 3rem 1.5rem;border-right:1px solid var(--line);font-size:13px}
nav .brand{font-weight:700;font-size:1rem;color:var(--text)}nav h2{font-size:12px;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:1.5rem 0 .35rem}
nav ul{list-style:none;margin:0;padding:0}nav li a{display:flex;gap:.5rem;padding:.2rem 0;color:var(--text)}
nav i{font:600 10px/1.9 ui-monospace,monospace;width:4em;flex:none}
main{padding:2.5rem clamp(1rem,4vw,4rem) 6rem;max-width:66rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 .75rem}h1 small,h4 small{color:var(--soft);font-weight:400;font-size:.6em}
h4 small{font-size:.9em}main h2{font-size:1.25rem;margin:3rem 0 .75rem}h3{margin:2rem 0 .25rem;font-size:1rem}h4{margin:1.25rem 0 .4rem;font-size:.9rem}
header p{max-width:44rem;color:var(--soft)}
details{background:var(--panel);border:1px solid var(--line);border-radius:10px;margin:.5rem 0}
details:has(:target){border-color:var(--link)}summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.35rem .75rem;padding:.7rem 1rem;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}.method{font:700 11px/1 ui-monospace,monospace;width:4.2em}
.path{font-weight:600;overflow-wrap:anywhere}.what{color:var(--soft)}
.get{color:var(--get)}.post{color:var(--post)}.put{color:var(--put)}.delete{color:var(--delete)}
.body{padding:0 1rem 1.1rem;border-top:1px solid var(--line);scroll-margin-top:4rem}.who{color:var(--soft);margin:.8rem 0 0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:13px}
pre{margin:0;padding:.8rem 1rem;background:var(--bg);border:1px solid var(--line);border-radius:8px;overflow-x:auto;line-height:1.55}
pre em{color:var(--soft);font-style:normal}table{border-collapse:collapse;width:100%}td{padding:.3rem .9rem .3rem 0;vertical-align:top;border-bottom:1px solid var(--line)}
.refusal{display:flex;gap:1rem;padding:.45rem 0;border-top:1px solid var(--line);font-size:13.5px}.refusal:first-of-type{margin-top:1.25rem}.refusal b{width:2.5rem;flex:none}
@media(max-width:52rem){body{display:block}nav{position:static;height:auto;max-height:40vh;border-right:0;border-bottom:1px solid var(--line)}}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`;
