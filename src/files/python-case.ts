// Upper and lower case as Python's str methods give them, where JavaScript has no method of its own.

/**
 * Code points whose title case is not their upper case, as hexadecimal `from:title`; several code points stand between
 * plus signs. Georgian letters and Greek ones with iota below follow rules instead.
 */
const TITLES =
  '00DF:0053+0073 01C4:01C5 01C5:01C5 01C6:01C5 01C7:01C8 01C8:01C8 01C9:01C8 01CA:01CB 01CB:01CB 01CC:01CB ' +
  '01F1:01F2 01F2:01F2 01F3:01F2 0587:0535+0582 1FB2:1FBA+0345 1FB3:1FBC 1FBC:1FBC 1FB4:0386+0345 ' +
  '1FB7:0391+0342+0345 1FC2:1FCA+0345 1FC3:1FCC 1FCC:1FCC 1FC4:0389+0345 1FC7:0397+0342+0345 1FF2:1FFA+0345 ' +
  '1FF3:1FFC 1FFC:1FFC 1FF4:038F+0345 1FF7:03A9+0342+0345 FB00:0046+0066 FB01:0046+0069 FB02:0046+006C ' +
  'FB03:0046+0066+0069 FB04:0046+0066+006C FB05:0053+0074 FB06:0053+0074 FB13:0544+0576 FB14:0544+0565 ' +
  'FB15:0544+056B FB16:054E+0576 FB17:0544+056D'

const titles = new Map(
  TITLES.split(' ').map(entry => {
    const [from, to] = entry.split(':') as [string, string]
    return [
      Number.parseInt(from, 16),
      String.fromCodePoint(...to.split('+').map(code => Number.parseInt(code, 16))),
    ]
  }),
)

/** `str.capitalize()`: the first character in title case, the rest in lower case, seen as part of the whole word. */
export function capitalize(text: string): string {
  const code = text.codePointAt(0)
  if (code === undefined) return ''
  const first = String.fromCodePoint(code)
  return title(code, first) + text.toLowerCase().slice(first.toLowerCase().length)
}

function title(code: number, first: string): string {
  const known = titles.get(code)
  if (known !== undefined) return known
  const isGeorgian = (code >= 0x10d0 && code <= 0x10fa) || (code >= 0x10fd && code <= 0x10ff)
  if (isGeorgian) return first
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8)
  return first.toUpperCase()
}
