// Python literals and calls as CoALM's text shows them: writes JSON values, reads them back, never runs deep.
import type { Call, Json } from '../dialogue/dialogue.ts'

const DEPTH = 64

/** `name(a='x', n=2)`. */
export function writeCall(call: Call): string {
  const given = Object.entries(call.arguments).map(([name, value]) => `${name}=${writeLiteral(value)}`)
  return `${call.name}(${given.join(', ')})`
}

/** A JSON value as Python's repr shows it. */
export function writeLiteral(value: Json): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(writeLiteral).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${quote(key)}: ${writeLiteral(item)}`)
  return `{${entries.join(', ')}}`
}

const PLAIN = /^[^'"\\\n\r]*$/

function quote(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(mark, `\\${mark}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return mark + escaped + mark
}

/** Reads one call, or gives undefined where the text is anything else. */
export function readCall(text: string): Call | undefined {
  try {
    const reader = new LiteralReader(text)
    const call = reader.call()
    reader.end()
    return call
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Reads a list of calls, `[first(a='x'), Second Name(b=2)]`, as ToolACE and BFCL write them: names may hold spaces,
 * argument names hyphens. Undefined where the text is anything else.
 */
export function readCallList(text: string): Call[] | undefined {
  try {
    const reader = new LiteralReader(text)
    const calls = reader.callList()
    reader.end()
    return calls
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class LiteralReader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  call(names = /\s*([A-Za-z_][\w.-]*)\s*\(/y, argumentNames = /\s*([A-Za-z_]\w*)\s*=/y): Call {
    const name = this.match(names, 'a function name')[1]!
    const given = new Map<string, Json>()
    if (!this.skip(')')) {
      do {
        const argument = this.match(argumentNames, 'an argument name')[1]!
        if (given.has(argument)) throw new SyntaxError(`the argument ${argument} twice`)
        given.set(argument, this.literal(0))
      } while (this.skip(','))
      this.match(/\s*\)/y, 'a closing parenthesis')
    }
    // Object.fromEntries defines properties, so a key like __proto__ stays a plain key.
    return { name, arguments: Object.fromEntries(given) }
  }

  callList(): Call[] {
    this.match(/\s*\[/y, 'an opening bracket')
    const calls: Call[] = []
    if (this.skip(']')) return calls
    do calls.push(this.call(/\s*([^\s()[\],=][^()[\],=]*?)\s*\(/y, /\s*([^\s()=,]+)\s*=/y))
    while (this.skip(','))
    this.match(/\s*\]/y, 'a closing bracket')
    return calls
  }

  end(): void {
    this.match(/\s*$/y, 'the end')
  }

  private literal(depth: number): Json {
    if (depth > DEPTH) throw new SyntaxError('nested too deep')
    this.match(/\s*/y, 'space')
    const sign = this.text[this.at]
    if (sign === "'" || sign === '"') return this.string(sign)
    if (sign === '[') return this.list(depth)
    if (sign === '{') return this.dictionary(depth)
    const word = this.match(/[A-Za-z]+|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y, 'a value')[0]
    if (word === 'None' || word === 'null') return null
    if (word === 'True' || word === 'true') return true
    if (word === 'False' || word === 'false') return false
    const number = Number(word)
    if (Number.isNaN(number)) throw new SyntaxError(`a value, found ${word}`)
    return number
  }

  private list(depth: number): Json[] {
    const items: Json[] = []
    this.at++
    if (this.skip(']')) return items
    do items.push(this.literal(depth + 1))
    while (this.skip(','))
    this.match(/\s*\]/y, 'a closing bracket')
    return items
  }

  private dictionary(depth: number): Json {
    const entries: [string, Json][] = []
    this.at++
    if (this.skip('}')) return {}
    do {
      const key = this.literal(depth + 1)
      if (typeof key !== 'string') throw new SyntaxError('a key that is a string')
      this.match(/\s*:/y, 'a colon')
      entries.push([key, this.literal(depth + 1)])
    } while (this.skip(','))
    this.match(/\s*\}/y, 'a closing brace')
    return Object.fromEntries(entries)
  }

  private string(mark: string): string {
    const pieces: string[] = []
    let start = ++this.at
    while (this.at < this.text.length && this.text[this.at] !== mark) {
      if (this.text[this.at] !== '\\') {
        this.at++
        continue
      }
      pieces.push(this.text.slice(start, this.at))
      const escaped = this.text[this.at + 1] ?? ''
      pieces.push(escaped === 'n' ? '\n' : escaped === 'r' ? '\r' : escaped === 't' ? '\t' : escaped)
      this.at += 2
      start = this.at
    }
    if (this.at >= this.text.length) throw new SyntaxError('a closing quote')
    pieces.push(this.text.slice(start, this.at))
    this.at++
    return pieces.join('')
  }

  private skip(sign: string): boolean {
    this.match(/\s*/y, 'space')
    if (this.text[this.at] !== sign) return false
    this.at++
    return true
  }

  private match(pattern: RegExp, expected: string): RegExpExecArray {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (!found) throw new SyntaxError(`expected ${expected} at ${this.at}`)
    this.at = pattern.lastIndex
    return found
  }
}
