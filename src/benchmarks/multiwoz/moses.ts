// Tokenises and joins English text again as sacremoses 0.2.0 does for lower-cased responses; only richness and BLEU feel it.
import { MOSES_CURRENCY, MOSES_DIGITS, MOSES_LETTERS, MOSES_LOWER, MOSES_NUMBERS } from './moses-letters.ts'
import { isAscii, PYTHON_SPACE, strip } from './python-text.ts'

type Letters = { letters: string; digits: string; numbers: string; lower: string; currency: string }

const SPACES = new RegExp(`[${PYTHON_SPACE}]+`, 'g')

/** Abbreviations of the English list that a lower-cased text can hold; `pp.` keeps its point before digits only. */
const ABBREVIATIONS = new Set(['v', 'vs', 'rev', 'i.e', 'e.g'])
const BEFORE_DIGITS = 'pp'

const CJK_RANGES = [
  [4352, 4607],
  [11904, 42191],
  [43072, 43135],
  [44032, 55215],
  [63744, 64255],
  [65072, 65103],
  [65381, 65500],
  [94208, 101119],
  [110592, 110895],
  [110960, 111359],
  [131072, 196607],
] as const

type Rules = ReturnType<typeof makeRules>

const asciiRules = makeRules({
  letters: 'A-Za-z',
  digits: '0-9',
  numbers: '0-9',
  lower: 'a-z',
  currency: '$',
})
let wideRules: Rules | undefined

/**
 * `MosesDetokenizer('en').detokenize(MosesTokenizer('en').tokenize(text))`. Escaping and unescaping cancel out, since
 * an ampersand is always a token of its own.
 */
export function retokenise(text: string): string {
  const rules = isAscii(text) ? asciiRules : rulesForAll()
  return join(tokenise(text, rules), rules)
}

/** Made when the first text needs them: their letter tables are long. */
function rulesForAll(): Rules {
  wideRules ??= makeRules({
    letters: MOSES_LETTERS,
    digits: MOSES_DIGITS,
    numbers: MOSES_NUMBERS,
    lower: MOSES_LOWER,
    currency: MOSES_CURRENCY,
  })
  return wideRules
}

function makeRules({ letters, digits, numbers, lower, currency }: Letters) {
  return {
    others: new RegExp(`[^${letters}${digits}${PYTHON_SPACE}.'\`,\\-]`, 'gu'),
    commas: [
      [new RegExp(`([^${numbers}]),`, 'gu'), '$1 , '],
      [new RegExp(`,([^${numbers}])`, 'gu'), ' , $1'],
      [new RegExp(`([${numbers}]),$`, 'gu'), '$1 , '],
    ] as [RegExp, string][],
    apostrophes: [
      [new RegExp(`([^${letters}])'([^${letters}])`, 'gu'), "$1 ' $2"],
      [new RegExp(`([^${letters}${numbers}])'([${letters}])`, 'gu'), "$1 ' $2"],
      [new RegExp(`([${letters}])'([^${letters}])`, 'gu'), "$1 ' $2"],
      [new RegExp(`([${letters}])'([${letters}])`, 'gu'), "$1 '$2"],
      [new RegExp(`([${numbers}])'(s)`, 'gu'), "$1 '$2"],
    ] as [RegExp, string][],
    letter: new RegExp(`[${letters}]`, 'u'),
    lowerFirst: new RegExp(`^[${lower}]`, 'u'),
    currency: new RegExp(`^[${currency}([{¿¡]+$`, 'u'),
    contraction: new RegExp(`^'[${letters}]`, 'u'),
  }
}

function tokenise(given: string, rules: Rules): string[] {
  const junk = /[\x00-\x1f]/g
  let text = strip(given.replace(SPACES, ' ').replace(junk, ''))
  text = text.replace(rules.others, ' $& ')
  text = text.replace(/\.{2,}/g, (dots, at: number) => {
    const marker = ` ${'DOT'.repeat(dots.length)}MULTI`
    return at + dots.length < text.length ? `${marker} ` : marker
  })
  if (text.includes(',')) for (const [pattern, written] of rules.commas) text = text.replace(pattern, written)
  if (text.includes("'"))
    for (const [pattern, written] of rules.apostrophes) text = text.replace(pattern, written)
  text = splitPoints(spaced(text), rules).join(' ')
  text = text.replace(/\.' ?$/, " . ' ")
  return spaced(text.replace(/(?:DOT)+MULTI/g, marker => '.'.repeat((marker.length - 5) / 3)))
}

/** The words of a text whose white space is all blanks by now. */
function spaced(text: string): string[] {
  return text.split(' ').filter(word => word !== '')
}

/** Takes the final point off each word that is no abbreviation and does not stand before a lower-case word. */
function splitPoints(tokens: string[], rules: Rules): string[] {
  return tokens.map((token, at) => {
    if (token.length < 2 || !token.endsWith('.')) return token
    const word = token.slice(0, -1)
    const next = tokens[at + 1]
    const stays =
      (word.includes('.') && rules.letter.test(word)) ||
      ABBREVIATIONS.has(word) ||
      (next !== undefined && (rules.lowerFirst.test(next) || (word === BEFORE_DIGITS && /^[0-9]/.test(next))))
    return stays ? token : `${word} .`
  })
}

/** Puts punctuation back to the word before it, and opening quotes to the word after. */
function join(tokens: string[], rules: Rules): string {
  const quotes = new Map<string, number>()
  let text = ''
  let space = ' '
  function attach(token: string): void {
    text += token
    space = ' '
  }
  function attachSpaced(token: string): void {
    text += space + token
    space = ' '
  }
  function open(token: string): void {
    text += space + token
    space = ''
  }
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]
    if (isPlain(token.charCodeAt(0))) attachSpaced(token)
    else if (isCjk(token.codePointAt(0)!)) {
      if (before !== undefined && isCjk([...before].at(-1)!.codePointAt(0)!)) text += token
      else text += space + token
      space = ' '
    } else if (rules.currency.test(token)) open(token)
    else if (/^[,.?!:;\\%}\])]+$/.test(token)) attach(token)
    else if (before !== undefined && rules.contraction.test(token)) attach(token)
    else if (/^['"„“`]+$/.test(token)) {
      const quote = /^[„“]+$/.test(token) ? '"' : token
      const seen = quotes.get(quote) ?? 0
      const possessive = token === "'" && before?.endsWith('s')
      if (seen % 2 === 0 && possessive) attach(token)
      else {
        if (seen % 2 === 0) open(token)
        else attach(token)
        quotes.set(quote, seen + 1)
      }
    } else attachSpaced(token)
  }
  return strip(text.replace(/ {2,}/g, ' '))
}

/** Latin letters and digits, with which most words begin, ask for no rule. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
}

function isCjk(code: number): boolean {
  return code >= 4352 && CJK_RANGES.some(([first, last]) => code >= first && code <= last)
}
