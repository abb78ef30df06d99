/** The frame of every public page: one document with its style, in the company's color, and the way to the other languages. */
import { accentOf, escapeText } from '../../modules/messages/index.ts'
import { LANGUAGE_NAMES, type PageLanguage } from '../../platform/http/reader-language.ts'

export const languages = (current: PageLanguage, path: string) =>
  `<nav>${(Object.entries(LANGUAGE_NAMES) as [PageLanguage, string][])
    .map(([code, name]) =>
      code === current
        ? `<span aria-current="true" lang="${code}">${name}</span>`
        : `<a href="${escapeText(path)}?l=${code}" lang="${code}" hreflang="${code}">${name}</a>`,
    )
    .join(' ')}</nav>`

const STYLE = `:root{color-scheme:light dark;--ink:#1b2430;--dim:#5b6675;--bg:#f3f5f7;--card:#fff;--line:#dfe4ea;--warn:#8a4b00;--warnbg:#fff4e0}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--dim:#a3afbc;--bg:#12171d;--card:#1b222b;--line:#333d49;--warn:#ffc46b;--warnbg:#3a2c12}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Armenian","Microsoft JhengHei",sans-serif}
header{background:var(--fill);color:var(--onfill)}.co{font-weight:650}header p,main,footer{max-width:640px;margin:0 auto;padding:14px 20px}
main{background:var(--card);padding:22px 20px 26px}@media(min-width:680px){main{margin-top:20px;border:1px solid var(--line);border-radius:12px;padding:26px 32px}}
h1{margin:2px 0 12px;font-size:28px;line-height:1.2}h2{margin:28px 0 8px;font-size:17px}h3{margin:14px 0 6px;font-size:15px}
.dim,dt,time{color:var(--dim);font-size:14px}.dim{margin:0}dl{margin:0}dd{margin:0;overflow-wrap:anywhere}.when>div{margin:0 0 6px}.when .main dd{font-size:20px;font-weight:650}.when .main .dim{font-size:15px;font-weight:400}
.facts{margin-top:18px;display:grid;gap:10px;grid-template-columns:repeat(auto-fit,minmax(180px,1fr))}
.note{margin:10px 0;padding:10px 12px;border-radius:8px;background:var(--warnbg);color:var(--warn)}
.bar{list-style:none;margin:20px 0 4px;padding:0;display:grid;grid-template-columns:repeat(4,1fr);gap:6px}.bar li{font-size:13px;line-height:1.3;color:var(--dim);padding-top:10px;border-top:6px solid var(--line)}
.bar .done,.bar .now{border-color:var(--fill);color:var(--ink)}.bar .now{font-weight:650}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.steps,.goods{list-style:none;margin:0;padding:0}.steps li{padding:8px 0;border-bottom:1px solid var(--line)}.steps li:last-child,.goods li:last-child{border:0}
.goods li{display:flex;justify-content:space-between;gap:16px;padding:6px 0;border-bottom:1px solid var(--line)}.n{font-variant-numeric:tabular-nums}
fieldset{border:0;margin:0 0 14px;padding:0}legend{font-weight:650;padding:0 0 6px}.row{display:flex;flex-wrap:wrap;gap:8px}.row label{display:flex;align-items:center;gap:6px;padding:8px 12px;border:1px solid var(--line);border-radius:8px}.row input{flex:none}textarea{display:block;width:100%;margin:4px 0 12px;font:inherit;padding:9px 12px;border:1px solid var(--dim);border-radius:8px;background:var(--card);color:var(--ink)}
.ask{display:flex;gap:8px;margin-top:4px}input{flex:1;min-width:0;max-width:240px;font:inherit;padding:9px 12px;border:1px solid var(--dim);border-radius:8px;background:var(--card);color:var(--ink)}
button{font:inherit;font-weight:600;padding:9px 18px;border:0;border-radius:8px;background:var(--fill);color:var(--onfill);cursor:pointer}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}footer{font-size:14px}nav{display:flex;flex-wrap:wrap;gap:6px 14px;margin-top:10px}a{color:inherit}`

export function document({
  language,
  accent,
  title,
  body,
}: {
  language: string
  accent: string | null
  title: string
  body: string
}): string {
  const { fill, onFill } = accentOf(accent)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${escapeText(title)}</title>
<style>${STYLE}:root{--fill:${fill};--onfill:${onFill}}</style></head>
<body>
${body}
</body></html>
`
}
