import { createHash } from "node:crypto";
import { hues } from "./face.ts";
import { html } from "./html.ts";

const faces = Array.from({ length: hues }, (_, i) => {
  const hue = (i * 360) / hues;
  return html`.hue-${i}{background:light-dark(oklch(0.9 0.045 ${hue}),oklch(0.38 0.06 ${hue}));color:light-dark(oklch(0.36 0.09 ${hue}),oklch(0.92 0.04 ${hue}))}`;
});

/** The one style sheet of all pages: warm paper, coral for what can be done, logical sides so that it works right to left. */
export const style = html`
:root{color-scheme:light dark;
--paper:light-dark(#faf8f4,#1a1714);--surface:light-dark(#fffefc,#221e1a);--line:light-dark(#e6dfd5,#352f29);--field:light-dark(#958c80,#786f65);
--ink:light-dark(#211d18,#ede7de);--soft:light-dark(#544d45,#bdb3a7);--faint:light-dark(#6b6359,#a59b8f);
--coral:light-dark(#c8472f,#f0795f);--coral-ink:light-dark(#ad3922,#f7a08c);--coral-soft:light-dark(#fbe9e3,#3b231c);--on-coral:light-dark(#fff,#1c110d);
--kept:light-dark(#246b43,#74c79a);--kept-soft:light-dark(#e3f1e7,#1f3327);--soon:light-dark(#805200,#e5b454);--soon-soft:light-dark(#fbf0d8,#382c16);
--late:light-dark(#ad1237,#ff8b99);--late-soft:light-dark(#fbe4e6,#411f26)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 "Inter Variable",Inter,ui-sans-serif,system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.sheet{max-width:44rem;margin-inline:auto;padding:1.25rem 1rem 3rem}
header{display:flex;align-items:center;gap:.6rem;margin-block-end:1.5rem;font-weight:600}
header svg{width:1.6rem;height:1.6rem;flex:none}
footer{margin-block-start:2.5rem;padding-block-start:1rem;border-block-start:1px solid var(--line);color:var(--faint);font-size:.8125rem}
h1{hyphens:auto;font-size:1.5rem;line-height:1.3;margin:0 0 .25rem;text-wrap:balance}
h2{font-size:1.0625rem;margin:2rem 0 .75rem}
p{margin:.5rem 0}
a{color:var(--coral-ink);text-underline-offset:2px}
:focus-visible{outline:3px solid var(--coral);outline-offset:2px;border-radius:4px}
.faint{color:var(--faint);font-size:.875rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:1rem}
.bar{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem;margin-block-start:1rem}
.bar dt{color:var(--faint);font-size:.8125rem}
.bar dd{margin:.15rem 0 0;font-weight:600;display:flex;align-items:center;gap:.5rem;flex-wrap:wrap}
.bar small{display:block;font-weight:400;color:var(--soft);font-size:.875rem;flex-basis:100%}
.face{display:inline-flex;align-items:center;justify-content:center;width:2rem;height:2rem;border-radius:50%;font-weight:600;font-size:.875rem;flex:none}
.is-late{color:var(--late)}
.is-kept{color:var(--kept)}
.say{border-radius:10px;padding:.7rem .9rem;margin:1rem 0}
.say.good{background:var(--kept-soft);color:var(--kept)}
.say.bad{background:var(--late-soft);color:var(--late)}
.say.wait{background:var(--soon-soft);color:var(--soon)}
.say.plain{background:var(--surface);border:1px solid var(--line);color:var(--soft)}
.steps{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(4,1fr);gap:.5rem}
.steps li{border-block-start:4px solid var(--line);padding-block-start:.5rem;font-size:.875rem;color:var(--faint)}
.steps li b{display:block;color:var(--soft)}
.steps .done{border-color:var(--kept)}
.steps .now{border-color:var(--coral)}
.steps .done b,.steps .now b{color:var(--ink)}
.messages{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
.messages .mine{background:var(--coral-soft);border-color:transparent}
.by{display:flex;align-items:center;gap:.5rem;flex-wrap:wrap;font-size:.875rem}
.by time{color:var(--soft)}
.text{white-space:pre-wrap;margin:.6rem 0 0}
.rich{margin:.6rem 0 0}
.rich>:first-child{margin-block-start:0}
.rich h3{font-size:1rem;margin:1rem 0 .25rem}
.rich ul,.rich ol{padding-inline-start:1.5rem;margin:.5rem 0}
.rich li>p{margin:0}
.rich blockquote{margin:.75rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--line);color:var(--soft)}
.rich pre{white-space:pre-wrap;padding:.6rem .8rem;border:1px solid var(--line);border-radius:8px}
.rich table{border-collapse:collapse;margin:.75rem 0}
.rich td,.rich th{border:1px solid var(--line);padding:.25rem .6rem;text-align:start;vertical-align:top}
.rich td>p,.rich th>p{margin:0}
details{margin-block-start:.6rem;font-size:.9375rem}
summary{color:var(--coral-ink);cursor:pointer;width:fit-content}
.files{list-style:none;margin:.6rem 0 0;padding:0;font-size:.9375rem}
label,legend{font-weight:600;padding:0}
fieldset{border:0;margin:1.5rem 0;padding:0;min-width:0}
textarea{display:block;width:100%;min-height:8rem;margin-block:.4rem .9rem;padding:.7rem;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--field);border-radius:10px;resize:vertical}
a.act{display:inline-block;text-decoration:none;margin-block:.5rem}
button,a.act{font:inherit;font-weight:600;color:var(--on-coral);background:var(--coral);border:0;border-radius:10px;padding:.65rem 1.2rem;min-height:2.75rem;cursor:pointer}
.ratings{display:grid;grid-template-columns:repeat(5,1fr);gap:.5rem;margin-block-start:.6rem}
.ratings label{display:flex;flex-direction:column;align-items:center;gap:.3rem;padding:.7rem .25rem;text-align:center;font-weight:400;font-size:.8125rem;line-height:1.3;background:var(--surface);border:1px solid var(--field);border-radius:10px;cursor:pointer;hyphens:auto}
.ratings b{font-size:1.25rem}
.ratings input{width:1.15rem;height:1.15rem;margin:0;accent-color:var(--coral)}
.ratings label:has(:checked){border-color:var(--coral);background:var(--coral-soft);box-shadow:inset 0 0 0 1px var(--coral)}
.ratings label:has(:focus-visible){outline:3px solid var(--coral);outline-offset:2px}
@media (max-width:32rem){.steps{grid-template-columns:1fr}.steps li{border-block-start:0;border-inline-start:4px solid var(--line);padding-block:.1rem .4rem;padding-inline:.75rem 0}.ratings{grid-template-columns:1fr}.ratings label{flex-direction:row;text-align:start;gap:.75rem;padding:.5rem .8rem;min-height:2.75rem;font-size:.9375rem}}
@media (forced-colors:active){.steps .now{border-color:Highlight}}
@media print{.reply{display:none}}
${faces}
`;

const hash = createHash("sha256").update(style.toString()).digest("base64");

/** What a page may do: show itself in its own style and send its own form; nothing is loaded and nothing runs. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
