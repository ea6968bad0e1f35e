// The escapes in Python's text and bytes literals, decoded as CPython 3.11 does.
import { characterNamed } from './character-names.ts'

/** What went wrong, in CPython's words. */
export class EscapeError extends Error {}

const SINGLE = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

const OCTAL = /[0-7]{1,3}/y
const HEX_LENGTH = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/** The inside of a text literal without `r`. Escapes that Python does not know stay as they are. */
export function decodeText(body: string): string {
  let backslash = body.indexOf('\\')
  if (backslash < 0) return body
  const pieces: string[] = []
  let done = 0
  while (backslash >= 0) {
    pieces.push(body.slice(done, backslash))
    const { text, end } = decodeEscape(body, backslash)
    pieces.push(text)
    done = end
    backslash = body.indexOf('\\', done)
  }
  pieces.push(body.slice(done))
  return pieces.join('')
}

type Decoded = { text: string; end: number }

function decodeEscape(body: string, at: number): Decoded {
  const letter = body[at + 1] as string
  const single = SINGLE.get(letter)
  if (single !== undefined) return { text: single, end: at + 2 }
  OCTAL.lastIndex = at + 1
  const octal = OCTAL.exec(body)
  if (octal) return { text: String.fromCharCode(Number.parseInt(octal[0], 8)), end: OCTAL.lastIndex }
  const length = HEX_LENGTH.get(letter)
  if (length !== undefined) return decodeHex(body, at, length)
  if (letter === 'N') return decodeNamed(body, at)
  return { text: `\\${letter}`, end: at + 2 }
}

function decodeHex(body: string, at: number, length: number): Decoded {
  const digits = /^[0-9a-fA-F]*/.exec(body.slice(at + 2, at + 2 + length))![0]
  const end = at + 2 + digits.length
  if (digits.length < length)
    throw unicodeError(body, {
      start: at,
      end,
      reason: `truncated \\${body[at + 1]}${'X'.repeat(length)} escape`,
    })
  const code = Number.parseInt(digits, 16)
  if (code > 0x10ffff) throw unicodeError(body, { start: at, end, reason: 'illegal Unicode character' })
  return { text: String.fromCodePoint(code), end }
}

function decodeNamed(body: string, at: number): Decoded {
  const reason = 'malformed \\N character escape'
  if (body[at + 2] !== '{') throw unicodeError(body, { start: at, end: at + 2, reason })
  const close = body.indexOf('}', at + 3)
  if (close < 0) throw unicodeError(body, { start: at, end: body.length, reason })
  if (close === at + 3) throw unicodeError(body, { start: at, end: close, reason })
  const text = characterNamed(body.slice(at + 3, close))
  if (text === undefined)
    throw unicodeError(body, { start: at, end: close + 1, reason: 'unknown Unicode character name' })
  return { text, end: close + 1 }
}

/** CPython counts in a copy where every character that is not ASCII has become an escape of ten bytes. */
function unicodeError(body: string, place: { start: number; end: number; reason: string }): EscapeError {
  const bytes = (end: number) => body.slice(0, end).replace(/[^\0-\x7f]/gu, '\\U00000000').length
  const [start, end] = [bytes(place.start), bytes(place.end)]
  const where = end === start + 1 ? `byte 0x5c in position ${start}` : `bytes in position ${start}-${end - 1}`
  return new EscapeError(`(unicode error) 'unicodeescape' codec can't decode ${where}: ${place.reason}`)
}

/** The inside of a bytes literal. */
export function decodeBytes(body: string, isRaw: boolean): Uint8Array {
  if (/[^\0-\x7f]/.test(body)) throw new EscapeError('bytes can only contain ASCII literal characters')
  if (isRaw || !body.includes('\\')) return Buffer.from(body, 'latin1')
  const escaped = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|([\s\S]))/g
  const text = body.replace(escaped, (whole, octal, hex, letter, at: number) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (hex === undefined) return SINGLE.get(letter) ?? whole
    if (hex.length < 2) throw new EscapeError(`(value error) invalid \\x escape at position ${at}`)
    return String.fromCharCode(Number.parseInt(hex, 16))
  })
  return Buffer.from(text, 'latin1')
}
