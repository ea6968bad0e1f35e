// Python refuses to encode texts with half a surrogate pair.
import { PythonError } from './python-error.ts'

/** Throws Python's UnicodeEncodeError for a text with a lone surrogate. */
export function assertUtf8(text: string): void {
  const lone = text.search(/\p{Surrogate}/u)
  if (lone < 0) return
  const position = Array.from(text.slice(0, lone)).length
  const code = text.charCodeAt(lone).toString(16)
  throw new PythonError(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '\\u${code}' in position ${position}: surrogates not allowed`,
  )
}
