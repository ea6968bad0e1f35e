// JSON documents in a row, told apart by a separator that may also stand inside of their strings.

/** The pieces between separators that stand outside of strings. */
export function splitDocuments(text: string, separator: string): string[] {
  const pieces: string[] = []
  let start = 0
  let isString = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (isString && character === '\\') at++
    else if (character === '"') isString = !isString
    else if (!isString && character === separator) {
      pieces.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...pieces, text.slice(start)]
}
