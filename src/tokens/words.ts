// Pre-tokenizers: where a text is cut into words before byte pairs are merged inside each.

const OTHER = 0
const LETTER = 1
const NUMBER = 2
const SPACE = 3
const NEWLINE = 4
/** The first half of a character beyond 16 bits: its class needs both halves. */
const PAIR = 5

const LETTERS = /^\p{L}$/u
const NUMBERS = /^\p{N}$/u
// Not `\s`: JavaScript counts U+FEFF as white space and not U+0085, Unicode and the reference the other way round.
const SPACES = /^\p{White_Space}$/u

const APOSTROPHE = 39
const BLANK = 32

let unitClasses: Uint8Array | undefined

function classify(character: string): number {
  if (character === '\n' || character === '\r') return NEWLINE
  if (LETTERS.test(character)) return LETTER
  if (NUMBERS.test(character)) return NUMBER
  return SPACES.test(character) ? SPACE : OTHER
}

function classesOfUnits(): Uint8Array {
  const classes = new Uint8Array(65536)
  for (let unit = 0; unit < 65536; unit++) {
    const isHighSurrogate = unit >= 0xd800 && unit < 0xdc00
    classes[unit] = isHighSurrogate ? PAIR : classify(String.fromCharCode(unit))
  }
  return classes
}

/** Walks a text by the class of its characters. */
class Walk {
  readonly text: string
  readonly #classes: Uint8Array

  constructor(text: string) {
    unitClasses ??= classesOfUnits()
    this.#classes = unitClasses
    this.text = text
  }

  /** The class of the character at `at`; -1 at the end. */
  classAt(at: number): number {
    if (at >= this.text.length) return -1
    const found = this.#classes[this.text.charCodeAt(at)] as number
    return found === PAIR ? classify(String.fromCodePoint(this.text.codePointAt(at) as number)) : found
  }

  /** How many code units the character at `at` takes. */
  widthAt(at: number): number {
    return (this.text.codePointAt(at) as number) > 0xffff ? 2 : 1
  }

  /** The end of the run of characters of one class that begins at `at`. */
  runEnd(at: number, wanted: number): number {
    let end = at
    while (this.classAt(end) === wanted) end += this.widthAt(end)
    return end
  }

  /** The end of the white space that begins at `at`, line ends included. */
  spaceEnd(at: number): number {
    let end = at
    for (let found = this.classAt(end); found === SPACE || found === NEWLINE; found = this.classAt(end)) end++
    return end
  }

  lower(at: number): string {
    return at < this.text.length ? (this.text[at] as string).toLowerCase() : ''
  }
}

/**
 * Cuts as SmolLM's models do: every numeric character alone, then GPT-2's words. Same as the two patterns that
 * llama.cpp runs for `smollm` (src/llama-vocab.cpp, LLAMA_VOCAB_PRE_TYPE_SMOLLM):
 * `\p{N}` and `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
 */
export function smollmWords(text: string): (start: number) => number {
  const walk = new Walk(text)
  return start => {
    const first = walk.classAt(start)
    if (first === NUMBER) return start + walk.widthAt(start)
    const contraction = contractionEnd(walk, start, { isCased: true })
    if (contraction > start) return contraction
    const afterBlank = text.charCodeAt(start) === BLANK ? start + 1 : start
    const second = walk.classAt(afterBlank)
    if (second === LETTER || second === OTHER) return walk.runEnd(afterBlank, second)
    const end = walk.spaceEnd(start)
    // Numbers are cut off first, so white space before one ends its piece as the end of the text does.
    const following = walk.classAt(end)
    return following === -1 || following === NUMBER || end - start === 1 ? end : end - 1
  }
}

/**
 * Cuts as Llama 3 does: `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|
 * \s*[\r\n]+|\s+(?!\S)|\s+` (tokenizer.json of Meta-Llama-3; tiktoken's cl100k pattern with digits in threes).
 */
export function llama3Words(text: string): (start: number) => number {
  const walk = new Walk(text)
  return start => {
    const contraction = contractionEnd(walk, start, { isCased: false })
    if (contraction > start) return contraction
    const first = walk.classAt(start)
    if (first === LETTER) return walk.runEnd(start, LETTER)
    if (first === NUMBER) return upToThreeNumbers(walk, start)
    const next = start + walk.widthAt(start)
    if (first !== NEWLINE && walk.classAt(next) === LETTER) return walk.runEnd(next, LETTER)
    const afterBlank = text.charCodeAt(start) === BLANK ? start + 1 : start
    if (walk.classAt(afterBlank) === OTHER) return walk.runEnd(walk.runEnd(afterBlank, OTHER), NEWLINE)
    return llama3SpaceEnd(walk, start)
  }
}

function upToThreeNumbers(walk: Walk, start: number): number {
  let end = start
  for (let count = 0; count < 3 && walk.classAt(end) === NUMBER; count++) end += walk.widthAt(end)
  return end
}

function llama3SpaceEnd(walk: Walk, start: number): number {
  const end = walk.spaceEnd(start)
  for (let last = end; last > start; last--) if (walk.classAt(last - 1) === NEWLINE) return last
  return walk.classAt(end) === -1 || end - start === 1 ? end : end - 1
}

/** The end of an English contraction such as 's or 're at `start`, else `start`. */
function contractionEnd(walk: Walk, start: number, { isCased }: { isCased: boolean }): number {
  if (walk.text.charCodeAt(start) !== APOSTROPHE) return start
  const letter = (at: number) => (isCased ? (walk.text[at] ?? '') : folded(walk.lower(at)))
  const first = letter(start + 1)
  if (first === 's' || first === 't' || first === 'm' || first === 'd') return start + 2
  const pair = first + letter(start + 2)
  return pair === 're' || pair === 've' || pair === 'll' ? start + 3 : start
}

/** The long s is the one character that case folding, unlike lower case, takes to an ASCII letter of a contraction. */
function folded(letter: string): string {
  return letter === 'ſ' ? 's' : letter
}

/** The pre-tokenizers by their names in GGUF metadata (`tokenizer.ggml.pre`). */
export const WORD_CUTTERS = { smollm: smollmWords, 'llama-bpe': llama3Words } as const
export type WordCutter = (text: string) => (start: number) => number
