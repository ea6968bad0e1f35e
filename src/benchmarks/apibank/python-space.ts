// White space as Python's str methods and its \s see it; JavaScript's \s differs in a handful of characters.

/** The inside of a character class: what `str.isspace` accepts. */
export const PYTHON_SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const RUN = new RegExp(`[${PYTHON_SPACE}]+`)
const ONE = new RegExp(`[${PYTHON_SPACE}]`)

/** `text.split()`: the words between runs of white space, without empty ones. */
export function splitWords(text: string): string[] {
  return text.split(RUN).filter(word => word !== '')
}

/** Whether a token begins with white space, which is to say that it is nothing else. */
export function isSpace(token: string): boolean {
  const code = token.charCodeAt(0)
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31)
  return ONE.test(token[0]!)
}

/** `text.rstrip()`. */
export function stripEnd(text: string): string {
  let end = text.length
  while (end > 0 && ONE.test(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** `text.strip()`. */
export function strip(text: string): string {
  const whole = stripEnd(text)
  let start = 0
  while (start < whole.length && ONE.test(whole[start]!)) start++
  return whole.slice(start)
}
