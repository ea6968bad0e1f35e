// What Python's text methods take for white space, digits and integers, where JavaScript takes something else.

const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

/** `\s` of Python's `re` for text, to be put between brackets. */
export const PYTHON_SPACE = SPACE

const LEADING = new RegExp(`^[${SPACE}]+`)
const SPACES = new RegExp(`[${SPACE}]+`)
const IS_SPACE = new RegExp(`[${SPACE}]`)

/** Superscripts, subscripts, circled and other digits that `isdigit` accepts and `int` refuses. */
const ODD_DIGITS =
  '\\u00b2\\u00b3\\u00b9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c' +
  '\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792' +
  '\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}'
const ALL_DIGITS = new RegExp(`^[\\p{Nd}${ODD_DIGITS}]+$`, 'u')
const INTEGER = new RegExp(`^[${SPACE}]*([+-]?)(\\p{Nd}+(?:_\\p{Nd}+)*)[${SPACE}]*$`, 'u')

/** Python refuses to read longer integers. */
const LONGEST_INTEGER = 4300

/** `str.strip()`. */
export function strip(text: string): string {
  if (isInked(text.charCodeAt(0)) && isInked(text.charCodeAt(text.length - 1))) return text
  let end = text.length
  while (end > 0 && IS_SPACE.test(text[end - 1]!)) end--
  return text.slice(0, end).replace(LEADING, '')
}

/** An ASCII sign that is surely no white space. */
function isInked(code: number): boolean {
  return code > 0x20 && code < 0x80
}

/** `str.split()`: the words between runs of white space. */
export function words(text: string): string[] {
  const stripped = strip(text)
  return stripped === '' ? [] : stripped.split(SPACES)
}

/** `str.isdigit()`. */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Digits of other scripts need the long pattern.
    if (code >= 0x80) return ALL_DIGITS.test(text)
    if (code < 0x30 || code > 0x39) return false
  }
  return text !== ''
}

/** `int(text)`. Throws where Python raises ValueError. */
export function parseInteger(text: string): bigint {
  const found = INTEGER.exec(text)
  const digits = found?.[2]?.replaceAll('_', '')
  if (!found || digits === undefined || [...digits].length > LONGEST_INTEGER)
    throw new Error(`expected an integer, found "${text.slice(0, 60)}"`)
  const value = BigInt([...digits].map(digitValue).join(''))
  return found[1] === '-' ? -value : value
}

/** Decimal digits stand in tens: the value is the distance to the first of a run, modulo ten. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!
  let first = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}

/** Whether the patterns for ASCII are enough. */
export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text)
}
