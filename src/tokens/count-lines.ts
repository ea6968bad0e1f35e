// Counts tokens of texts that share many lines: each line is counted once, which changes no count.
import type { Tokenizer } from './tokenizer.ts'

const KEPT_LINES = 200_000
/** JavaScript and Unicode each have a space that the other has not. */
const SPACE = /[\s\p{White_Space}]/u

/**
 * A counter that gives what `tokenizer.count` gives. No token of Llama 3 or of GPT-2 goes on after a line break that
 * something other than white space follows, so texts can be cut there.
 */
export function lineCounter(tokenizer: Pick<Tokenizer, 'count'>): (text: string) => number {
  const known = new Map<string, number>()

  function countLine(line: string): number {
    const before = known.get(line)
    if (before !== undefined) return before
    const count = tokenizer.count(line)
    if (known.size >= KEPT_LINES) known.clear()
    known.set(line, count)
    return count
  }

  return function count(text: string): number {
    let total = 0
    let start = 0
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (at + 1 >= text.length || SPACE.test(text[at + 1]!)) continue
      total += countLine(text.slice(start, at + 1))
      start = at + 1
    }
    return start < text.length ? total + countLine(text.slice(start)) : total
  }
}
