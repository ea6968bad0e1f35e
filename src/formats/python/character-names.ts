// The characters that `\N{…}` names: those whose names follow from their parts, and the signs that people write so.

/** The character of a Unicode name, in any case of letters; undefined where this does not know it. */
export function characterNamed(name: string): string | undefined {
  const upper = name.toUpperCase()
  const known = SIGNS.get(upper)
  if (known !== undefined) return known
  const ideograph = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/.exec(upper)
  if (ideograph) {
    const character = String.fromCodePoint(Number.parseInt(ideograph[1]!, 16))
    return /\p{Unified_Ideograph}/u.test(character) ? character : undefined
  }
  return letterNamed(upper)
}

const SIGNS = new Map<string, string>([
  ['SPACE', ' '],
  ['NO-BREAK SPACE', '\xa0'],
  ['DEGREE SIGN', '°'],
  ['BULLET', '•'],
  ['EURO SIGN', '€'],
  ['POUND SIGN', '£'],
  ['YEN SIGN', '¥'],
  ['CENT SIGN', '¢'],
  ['DOLLAR SIGN', '$'],
  ['COPYRIGHT SIGN', '©'],
  ['REGISTERED SIGN', '®'],
  ['TRADE MARK SIGN', '™'],
  ['PLUS-MINUS SIGN', '±'],
  ['MULTIPLICATION SIGN', '×'],
  ['DIVISION SIGN', '÷'],
  ['MICRO SIGN', 'µ'],
  ['EN DASH', '–'],
  ['EM DASH', '—'],
  ['HORIZONTAL ELLIPSIS', '…'],
  ['LEFT SINGLE QUOTATION MARK', '‘'],
  ['RIGHT SINGLE QUOTATION MARK', '’'],
  ['LEFT DOUBLE QUOTATION MARK', '“'],
  ['RIGHT DOUBLE QUOTATION MARK', '”'],
  ['SNOWMAN', '☃'],
  ['BLACK HEART SUIT', '♥'],
  ['CHECK MARK', '✓'],
  ['INFINITY', '∞'],
  ['SQUARE ROOT', '√'],
  ['LATIN SMALL LETTER SHARP S', 'ß'],
  ['LATIN SMALL LETTER AE', 'æ'],
  ['LATIN CAPITAL LETTER AE', 'Æ'],
  ['LATIN SMALL LETTER O WITH STROKE', 'ø'],
  ['LATIN CAPITAL LETTER O WITH STROKE', 'Ø'],
])

const MARKS = new Map<string, string>([
  ['GRAVE', '\u0300'],
  ['ACUTE', '\u0301'],
  ['CIRCUMFLEX', '\u0302'],
  ['TILDE', '\u0303'],
  ['MACRON', '\u0304'],
  ['BREVE', '\u0306'],
  ['DOT ABOVE', '\u0307'],
  ['DIAERESIS', '\u0308'],
  ['RING ABOVE', '\u030a'],
  ['DOUBLE ACUTE', '\u030b'],
  ['CARON', '\u030c'],
  ['DOT BELOW', '\u0323'],
  ['CEDILLA', '\u0327'],
  ['OGONEK', '\u0328'],
])

const GREEK =
  'ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO - SIGMA TAU UPSILON PHI CHI PSI OMEGA'.split(
    ' ',
  )

function letterNamed(name: string): string | undefined {
  const found = /^(LATIN|GREEK) (SMALL|CAPITAL) LETTER ([A-Z]+)(?: WITH ([A-Z ]+))?$/.exec(name)
  if (!found) return undefined
  const [, script, size, letter = '', mark] = found
  const base = script === 'LATIN' ? letter.length === 1 && letter : greekLetter(letter)
  if (!base) return undefined
  const cased = size === 'SMALL' ? base.toLowerCase() : base
  if (mark === undefined) return cased
  const combining = script === 'LATIN' ? MARKS.get(mark) : undefined
  const composed = combining && (cased + combining).normalize('NFC')
  return composed && composed.length === 1 ? composed : undefined
}

function greekLetter(name: string): string | undefined {
  const index = GREEK.indexOf(name)
  return index < 0 ? undefined : String.fromCharCode(0x391 + index)
}
