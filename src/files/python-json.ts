// Reads JSON text as Python's json.loads does: ints and floats kept apart, key order kept, NaN and Infinity allowed.
import { valueError } from './python-error.ts'
import { Float, float, integer, type Value } from './values.ts'

const [QUOTE, OPEN_BRACE, OPEN_BRACKET] = [34, 123, 91]
const DEEPEST = 900
const ODD = /[\\\u0000-\u001f]/g
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y

/** What `json.loads` says of a broken document: `pythonMessage` is `str()` of its JSONDecodeError. */
export class JsonSyntaxError extends SyntaxError {
  readonly pythonMessage: string
  constructor(message: string, pythonMessage: string) {
    super(message)
    this.pythonMessage = pythonMessage
  }
}

/**
 * Parses one JSON document. Throws a `JsonSyntaxError` that names the character offset, and Python's ValueError for
 * an integer of more than 4300 digits.
 */
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
    if (depth > DEEPEST) throw this.error(`nesting of at most ${DEEPEST}`, 'Expecting value')
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
    if (this.at < this.text.length) throw this.error('the end of the document', 'Extra data')
  }

  private array(depth: number): Value[] {
    const items: Value[] = []
    this.at++
    if (this.skip(']')) return items
    do items.push(this.value(depth + 1))
    while (this.skip(','))
    this.expect(']', ',')
    return items
  }

  private object(depth: number): Map<Value, Value> {
    const dict = new Map<Value, Value>()
    this.at++
    if (this.skip('}')) return dict
    do {
      this.space()
      if (this.text[this.at] !== '"')
        throw this.error(
          'a property name in double quotes',
          'Expecting property name enclosed in double quotes',
        )
      const key = this.string()
      this.expect(':')
      dict.set(key, this.value(depth + 1))
    } while (this.skip(','))
    this.expect('}', ',')
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
    if (end >= this.text.length) throw this.stringError('a closing quote')
    const literal = this.text.slice(this.at, end + 1)
    try {
      const string = JSON.parse(literal) as string
      this.at = end + 1
      return string
    } catch {
      throw this.stringError('a valid string')
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
    if (!match) throw this.error('a value', 'Expecting value')
    this.at = NUMBER.lastIndex
    if (match[1] !== undefined || match[2] !== undefined) return float(Number(match[0]))
    if (match[0].length < 16) return Number(match[0]) + 0
    assertDigits(match[0])
    return integer(BigInt(match[0]))
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

  private expect(character: string, delimiter = character): void {
    if (!this.skip(character)) throw this.error(`"${character}"`, `Expecting '${delimiter}' delimiter`)
  }

  private error(expected: string, said: string, at = this.at): JsonSyntaxError {
    return new JsonSyntaxError(
      `JSON: expected ${expected} at character ${this.at}`,
      `${said}: ${placeOf(this.text, at)}`,
    )
  }

  private stringError(expected: string): JsonSyntaxError {
    const { said, at } = stringProblem(this.text, this.at)
    return this.error(expected, said, at)
  }
}

/** The first thing that is wrong with the string that begins at `start`, as Python's scanner meets it. */
function stringProblem(text: string, start: number): { said: string; at: number } {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] as string
    if (character < ' ') return { said: 'Invalid control character at', at }
    if (character !== '\\') continue
    const escaped = text[++at]
    if (escaped === undefined) break
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}./s.test(text.slice(at + 1, at + 6))) return { said: 'Invalid \\uXXXX escape', at }
      at += 4
    } else if (!'"\\/bfnrt'.includes(escaped)) return { said: 'Invalid \\escape', at: at - 1 }
  }
  return { said: 'Unterminated string starting at', at: start }
}

/** A place as Python counts it, in characters. */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return `line ${line} column ${length(before.slice(lineStart)) + 1} (char ${length(before)})`
}

function length(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
}

const MAX_DIGITS = 4300

function assertDigits(number: string): void {
  const count = number.replace('-', '').length
  if (count > MAX_DIGITS)
    throw valueError(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
}
