// Texts inside of f-strings, in quotes that need no backslash, as `ast.unparse` of CPython 3.11 chooses them.
import { PythonError } from '../../files/python-error.ts'
import { repr } from '../../files/python-repr.ts'
import type { Constant, Formatted, FormatString } from './tree.ts'
import { BINDING, type Printer, write } from './unparse.ts'

const TRIPLE = ['"""', "'''"]
const QUOTES = ["'", '"', ...TRIPLE]

export function quoteWithoutBackslash(text: string): string {
  const [body, [quote]] = chooseQuotes(text, { quotes: QUOTES, escapesSpace: false })
  return quote + body + quote
}

type Chosen = [body: string, quotes: [string, ...string[]]]

/** The text with as few escapes as can be, and the quotes it can stand in, best first. */
function chooseQuotes(text: string, options: { quotes: string[]; escapesSpace: boolean }): Chosen {
  const escaped = text.replace(/[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, character =>
    !options.escapesSpace && (character === '\n' || character === '\t') ? character : escapeOf(character),
  )
  const allowed = options.quotes
    .filter(quote => !escaped.includes('\n') || TRIPLE.includes(quote))
    .filter(quote => !escaped.includes(quote))
  if (allowed.length === 0) {
    const shown = repr(text)
    const first = shown[0] as string
    return [shown.slice(1, -1), [options.quotes.find(quote => quote.includes(first)) ?? first]]
  }
  const last = escaped.at(-1)
  const sorted = [
    ...allowed.filter(quote => quote[0] !== last),
    ...allowed.filter(quote => quote[0] === last),
  ] as [string, ...string[]]
  return sorted[0][0] === last ? [`${escaped.slice(0, -1)}\\${last}`, sorted] : [escaped, sorted]
}

/** A character as the codec `unicode_escape` writes it. */
function escapeOf(character: string): string {
  return repr(character).slice(1, -1)
}

/** `f'…'` with the quotes that all its parts allow, else in triple single quotes with escapes. */
export function formatStringText(tree: FormatString, printer: Printer): string {
  if (printer.avoidsBackslashes) return `f${quoteWithoutBackslash(inside(tree, printer))}`
  const parts = tree.parts.map(part => ({ text: partText(part, printer), isText: part.kind === 'constant' }))
  let quotes = QUOTES
  const bodies: string[] = []
  for (const { text, isText } of parts) {
    const [body, possible] = chooseQuotes(text, { quotes, escapesSpace: isText })
    bodies.push(body)
    if (!possible.some(quote => quotes.includes(quote)))
      return `f'''${parts.map(part => repr(`"${part.text}`).slice(2, -1)).join('')}'''`
    quotes = possible
  }
  return `f${quotes[0]}${bodies.join('')}${quotes[0]}`
}

function inside(tree: FormatString, printer: Printer): string {
  return tree.parts.map(part => partText(part, printer)).join('')
}

function partText(part: Constant | Formatted, printer: Printer): string {
  if (part.kind === 'constant') return (part.value as string).replaceAll('{', '{{').replaceAll('}', '}}')
  const value = write(
    part.value,
    { pieces: [], frames: printer.frames + 4, avoidsBackslashes: true },
    BINDING.or,
  )
  if (value.includes('\\'))
    throw new PythonError('ValueError', 'Unable to avoid backslash in f-string expression part')
  const space = value.startsWith('{') ? ' ' : ''
  const conversion = part.conversion === null ? '' : `!${part.conversion}`
  const format = part.format === null ? '' : `:${inside(part.format, printer)}`
  return `{${space}${value}${conversion}${format}}`
}
