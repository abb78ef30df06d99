/** Blanks comments and strings out of TypeScript and SQL, keeping every line break, so that patterns see code alone. */

const spaces = (text: string) => text.replace(/[^\n]/g, ' ')

/** In this order: comments, strings, templates, and regular expressions (known by what may stand before them). */
const SCRIPT = new RegExp(
  [
    /\/\*[\s\S]*?\*\//,
    /\/\/[^\n]*/,
    /'(?:\\.|[^'\\\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    /`(?:\\[\s\S]|[^`\\])*`/,
    /(?<=[(,=:[!&|?{};]\s{0,40}|return )\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
)
const QUERY = /\/\*[\s\S]*?\*\/|--[^\n]*|'(?:''|[^'])*'/g

/** A template's ${…} parts are blanked with it: names used there were declared elsewhere and are seen there. */
export const blankScript = (text: string): string => text.replace(SCRIPT, spaces)

export const blankQuery = (text: string): string => text.replace(QUERY, spaces)

/** Only comments go; strings stay, for checks that read SQL inside TypeScript. */
export const blankScriptComments = (text: string): string =>
  text.replace(SCRIPT, (part) => (part.startsWith('/*') || part.startsWith('//') ? spaces(part) : part))
