// White space as Python's str methods and its \s see it; JavaScript's \s differs in a handful of characters.

/** The inside of a character class: what `str.isspace` accepts. */
export const PYTHON_SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const RUN = new RegExp(`[${PYTHON_SPACE}]+`)
const ONE = new RegExp(`[${PYTHON_SPACE}]`)
const NOT_SPACE = new RegExp(`[^${PYTHON_SPACE}]`)

/** `text.split()`: the words between runs of white space, without empty ones. */
export function splitWords(text: string): string[] {
  return text.split(RUN).filter(word => word !== '')
}

/** Whether anything but white space stands in the text. */
export function hasWord(text: string): boolean {
  return NOT_SPACE.test(text)
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
