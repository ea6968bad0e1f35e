// Reads JSON text as Python's json.loads does: ints and floats kept apart, key order kept, NaN and Infinity allowed.
import { Float, float, integer, type Value } from './values.ts'

const [QUOTE, OPEN_BRACE, OPEN_BRACKET] = [34, 123, 91]
const DEEPEST = 900
const ODD = /[\\\u0000-\u001f]/g
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y

/** Parses one JSON document. Throws a `SyntaxError` that names the character offset. */
export function parsePythonJson(text: string): Value {
  const reader = new Reader(text)
  const value = reader.value(0)
  reader.end()
  return value
}

const CONSTANTS: [string, Value][] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', new Float(Number.NaN)],
  ['Infinity', new Float(Number.POSITIVE_INFINITY)],
  ['-Infinity', new Float(Number.NEGATIVE_INFINITY)],
]

class Reader {
  private readonly text: string
  private at = 0
  private odd = -1

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw this.error(`nesting of at most ${DEEPEST}`)
    this.space()
    const code = this.text.charCodeAt(this.at)
    if (code === QUOTE) return this.string()
    if (code === OPEN_BRACE) return this.object(depth)
    if (code === OPEN_BRACKET) return this.array(depth)
    const isDigit = code >= 48 && code <= 57
    const constant = isDigit ? undefined : this.constant()
    return constant === undefined ? this.number() : constant
  }

  /** `undefined` where none stands here; JSON's null is a value like any other. */
  private constant(): Value | undefined {
    for (const [word, constant] of CONSTANTS)
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return constant
      }
    return undefined
  }

  end(): void {
    this.space()
    if (this.at < this.text.length) throw this.error('the end of the document')
  }

  private array(depth: number): Value[] {
    const items: Value[] = []
    this.at++
    if (this.skip(']')) return items
    do items.push(this.value(depth + 1))
    while (this.skip(','))
    this.expect(']')
    return items
  }

  private object(depth: number): Map<Value, Value> {
    const dict = new Map<Value, Value>()
    this.at++
    if (this.skip('}')) return dict
    do {
      this.space()
      if (this.text[this.at] !== '"') throw this.error('a property name in double quotes')
      const key = this.string()
      this.expect(':')
      dict.set(key, this.value(depth + 1))
    } while (this.skip(','))
    this.expect('}')
    return dict
  }

  private string(): string {
    const start = this.at + 1
    const quote = this.text.indexOf('"', start)
    if (quote >= 0 && quote < this.nextOdd(start)) {
      this.at = quote + 1
      return this.text.slice(start, quote)
    }
    let end = this.at + 1
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1
    if (end >= this.text.length) throw this.error('a closing quote')
    const literal = this.text.slice(this.at, end + 1)
    try {
      const string = JSON.parse(literal) as string
      this.at = end + 1
      return string
    } catch {
      throw this.error('a valid string')
    }
  }

  /** Where the next backslash or control character stands: looked for once, far ahead, by the engine's own search. */
  private nextOdd(from: number): number {
    if (this.odd >= from) return this.odd
    ODD.lastIndex = from
    this.odd = ODD.test(this.text) ? ODD.lastIndex - 1 : Number.POSITIVE_INFINITY
    return this.odd
  }

  private number(): Value {
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.text)
    if (!match) throw this.error('a value')
    this.at = NUMBER.lastIndex
    if (match[1] !== undefined || match[2] !== undefined) return float(Number(match[0]))
    return match[0].length < 16 ? Number(match[0]) + 0 : integer(BigInt(match[0]))
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return
      this.at++
    }
  }

  private skip(character: string): boolean {
    this.space()
    if (this.text[this.at] !== character) return false
    this.at++
    return true
  }

  private expect(character: string): void {
    if (!this.skip(character)) throw this.error(`"${character}"`)
  }

  private error(expected: string): SyntaxError {
    return new SyntaxError(`JSON: expected ${expected} at character ${this.at}`)
  }
}
