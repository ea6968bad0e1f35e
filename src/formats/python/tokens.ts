// The tokens of a Python expression, one after the other, as Parser/tokenizer.c of CPython 3.11 makes them.
import { PythonError } from '../../files/python-error.ts'
import { assertUtf8 } from '../../files/utf8.ts'
import { scanNumber } from './number.ts'
import { syntaxError } from './syntax-error.ts'

export type TokenKind = 'name' | 'keyword' | 'number' | 'string' | 'operator' | 'newline' | 'indent' | 'end'

/** `level`: how many brackets are open behind the token. */
export type Token = {
  kind: TokenKind
  text: string
  line: number
  start: number
  level: number
}

export const KEYWORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
)

const WORD = /[A-Za-z0-9_\u0080-\uffff]+/y
const ASCII_WORD = /^[A-Za-z0-9_]+$/
const STRING_PREFIX = /^(?:[bruf]|br|rb|fr|rf)$/i
const OPERATOR = /\*\*=|\/\/=|>>=|<<=|\.\.\.|[=!<>+\-*/%&|^@:]=|<>|<<|>>|\*\*|\/\/|->|[\s\S]/y
/** Operators that begin no longer one. */
const ALONE = new Set([',', '(', ')', '[', ']', '{', '}'])
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

const CLOSING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** CPython's limit on brackets inside of brackets. */
const MAX_LEVEL = 200

/** Makes tokens on demand. Throws a `PythonError` where the text cannot be one. */
export class Tokens {
  /** The text with line ends as CPython reads them. */
  readonly text: string
  private at = 0
  private line = 1
  private isLineStart = true
  private open: { bracket: string; line: number }[] = []
  private ahead: Token | undefined
  /** The first error of a token, and whether CPython keeps silent of it while it reads on after another error. */
  private broken: { error: PythonError; isSilent: boolean } | undefined
  current: Token
  /** The token before the current one. */
  last: Token | undefined
  /** How many expressions without brackets of their own are being read inside of each other. */
  depth = 0
  /** Where the expression that was read last begins. */
  itemStart: Token

  constructor(source: string) {
    assertEncodable(source)
    this.text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
    this.current = this.make()
    this.itemStart = this.current
  }

  /** Goes on to the next token; gives the one that is left behind. */
  advance(): Token {
    const left = this.current
    this.current = this.ahead ?? this.make()
    this.ahead = undefined
    this.last = left
    return left
  }

  /** The token behind the current one. */
  peek(): Token {
    this.ahead ??= this.make()
    return this.ahead
  }

  /** Is the current token this operator or keyword? */
  is(text: string): boolean {
    const { kind } = this.current
    return (kind === 'operator' || kind === 'keyword') && this.current.text === text
  }

  skip(text: string): boolean {
    if (!this.is(text)) return false
    this.advance()
    return true
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.unexpected()
  }

  /**
   * The error for a text that breaks off its grammar at the current token. As CPython, it reads the rest of the text
   * first: what is wrong with the tokens there is said instead.
   */
  unexpected(message = 'invalid syntax', line = this.current.line): PythonError {
    const { kind, line: here } = this.current
    if (kind === 'indent') return syntaxError('unexpected indent', here, 'IndentationError')
    const broken = this.readOn()
    if (broken && !broken.isSilent) return broken.error
    const last = this.open.at(-1)
    // A bracket left open is to blame only for errors on later lines.
    if (broken && last && here > last.line) return this.unclosed() as PythonError
    return syntaxError(message, line)
  }

  /** What is wrong with the tokens up to the end. */
  private readOn(): { error: PythonError; isSilent: boolean } | undefined {
    try {
      while (!this.broken && this.current.kind !== 'end') this.advance()
    } catch (error) {
      if (this.broken?.error !== error) throw error
    }
    return this.broken
  }

  /** Is it the text itself that this error is about, and not its grammar? */
  isBrokenBy(error: PythonError): boolean {
    return this.broken?.error === error
  }

  private fail(message: string, line: number, isSilent = false): PythonError {
    const error = syntaxError(message, line)
    this.broken = { error, isSilent }
    return error
  }

  private make(): Token {
    for (;;) {
      if (this.isLineStart && this.startsLine()) return this.token('indent', this.at)
      this.skipSpace()
      const start = this.at
      const character = this.text[start]
      if (character === undefined) return this.end()
      if (character !== '\n') return this.visible(character, start)
      this.at++
      const token = this.open.length > 0 || this.isLineStart ? undefined : this.token('newline', start)
      this.line++
      if (token === undefined) continue
      this.isLineStart = true
      return token
    }
  }

  /** Reads the space before a line; is it an indented line? Lines of space and comments do not count. */
  private startsLine(): boolean {
    let column = 0
    for (;;) {
      const character = this.text[this.at]
      if (character === ' ' || character === '\t') column++
      else if (character === '\f') column = 0
      else if (character === '\\') {
        const before = column
        this.continueLine()
        column = before
        continue
      } else {
        if (character === '#') this.skipComment()
        if (character === '#' || character === '\n') return false
        this.isLineStart = false
        return column > 0
      }
      this.at++
    }
  }

  private skipSpace(): void {
    for (;;) {
      const character = this.text[this.at]
      if (character === ' ' || character === '\t' || character === '\f') this.at++
      else if (character === '#') this.skipComment()
      else if (character === '\\') this.continueLine()
      else return
    }
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end < 0 ? this.text.length : end
  }

  /** A backslash at the end of a line. */
  private continueLine(): void {
    if (this.text[this.at + 1] !== '\n')
      throw this.fail('unexpected character after line continuation character', this.line, true)
    if (this.at + 2 >= this.text.length)
      throw this.unclosed() ?? this.fail('unexpected EOF while parsing', this.line, true)
    this.at += 2
    this.line++
  }

  private end(): Token {
    const unclosed = this.unclosed()
    if (unclosed) throw unclosed
    const line = this.text === '' ? 0 : this.lineOfEnd(undefined)
    return { ...this.token('end', this.at), line }
  }

  /** The line of the place where a token breaks off: behind the last line end no new line begins. */
  private lineOfEnd(character: string | undefined): number {
    return character === undefined && this.text.endsWith('\n') ? this.line - 1 : this.line
  }

  private unclosed(): PythonError | undefined {
    const last = this.open.at(-1)
    return last && this.fail(`'${last.bracket}' was never closed`, last.line, true)
  }

  private visible(character: string, start: number): Token {
    if ((character >= '0' && character <= '9') || (character === '.' && isDigit(this.text[start + 1])))
      return this.number(start)
    if (character === '"' || character === "'") return this.string(start, start)
    WORD.lastIndex = start
    return WORD.test(this.text) ? this.word(start, WORD.lastIndex) : this.operator(start)
  }

  private word(start: number, end: number): Token {
    const text = this.text.slice(start, end)
    const next = this.text[end]
    if ((next === '"' || next === "'") && STRING_PREFIX.test(text)) return this.string(start, end)
    this.at = end
    if (!ASCII_WORD.test(text)) return this.unicodeName(text, start)
    return this.token(KEYWORDS.has(text) ? 'keyword' : 'name', start)
  }

  /** Names are compared in their compatibility form, as CPython does. */
  private unicodeName(text: string, start: number): Token {
    const wrong = invalidCharacter(text)
    if (wrong !== undefined) throw this.fail(invalidMessage(wrong), this.line)
    return { ...this.token('name', start), text: text.normalize('NFKC') }
  }

  private number(start: number): Token {
    const found = scanNumber(this.text, start)
    if ('error' in found) throw this.fail(found.error, this.line)
    this.at = found.end
    return this.token('number', start)
  }

  private string(start: number, quoteAt: number): Token {
    const { text } = this
    const quote = text[quoteAt] as string
    const isTriple = text.startsWith(quote.repeat(3), quoteAt)
    const line = this.line
    let at = quoteAt + (isTriple ? 3 : 1)
    for (; ; at++) {
      const character = text[at]
      if (character === undefined || (character === '\n' && !isTriple)) {
        const kind = isTriple ? 'triple-quoted string literal' : 'string literal'
        throw this.fail(`unterminated ${kind} (detected at line ${this.lineOfEnd(character)})`, line)
      }
      if (character === '\n') this.line++
      else if (character === '\\') {
        if (text[at + 1] === '\n') this.line++
        at++
      } else if (character === quote && (!isTriple || text.startsWith(quote.repeat(3), at))) break
    }
    this.at = at + (isTriple ? 3 : 1)
    return { ...this.token('string', start), line }
  }

  private operator(start: number): Token {
    let text = this.text[start] as string
    if (!ALONE.has(text)) {
      OPERATOR.lastIndex = start
      OPERATOR.test(this.text)
      text = this.text.slice(start, OPERATOR.lastIndex)
    }
    this.at = start + text.length
    if (text < ' ' || text === '\x7f') throw this.fail(invalidMessage(text), this.line)
    if (text === '(' || text === '[' || text === '{') this.openBracket(text)
    const opening = CLOSING.get(text)
    if (opening !== undefined) this.closeBracket(text, opening)
    return this.token('operator', start)
  }

  private openBracket(bracket: string): void {
    if (this.open.length >= MAX_LEVEL) throw this.fail('too many nested parentheses', this.line)
    this.open.push({ bracket, line: this.line })
  }

  private closeBracket(text: string, opening: string): void {
    const last = this.open.pop()
    if (last === undefined) throw this.fail(`unmatched '${text}'`, this.line)
    if (last.bracket === opening) return
    const place = last.line === this.line ? '' : ` on line ${last.line}`
    throw this.fail(
      `closing parenthesis '${text}' does not match opening parenthesis '${last.bracket}'${place}`,
      this.line,
    )
  }

  private token(kind: TokenKind, start: number): Token {
    return { kind, text: this.text.slice(start, this.at), line: this.line, start, level: this.open.length }
  }
}

function assertEncodable(source: string): void {
  if (source.includes('\0'))
    throw new PythonError('SyntaxError', 'source code string cannot contain null bytes')
  assertUtf8(source)
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

/** The first character that no name can have in its place. */
function invalidCharacter(text: string): string | undefined {
  if (/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)) return undefined
  const [first = '', ...rest] = text
  if (!/[\p{XID_Start}_]/u.test(first)) return first
  return rest.find(character => !/\p{XID_Continue}/u.test(character))
}

function invalidMessage(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  return UNPRINTABLE.test(character)
    ? `invalid non-printable character U+${code}`
    : `invalid character '${character}' (U+${code})`
}
