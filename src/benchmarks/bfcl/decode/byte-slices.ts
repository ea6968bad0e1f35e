// Slices of a text by the places of its bytes, taken for places of characters as the official Java reader takes them.

/** `source[start_byte:end_byte]` of Python, for places given in JavaScript's units: all that is not ASCII shifts it. */
export function byteSlicer(source: string): (start: number, end: number) => string {
  if (!/[^\0-\x7f]/.test(source)) return (start, end) => source.slice(start, end)
  const characters = Array.from(source)
  const bytesBefore = new Uint32Array(source.length + 1)
  let unit = 0
  let bytes = 0
  for (const character of characters) {
    for (let part = 0; part < character.length; part++) bytesBefore[unit++] = bytes
    bytes += utf8Length(character)
  }
  bytesBefore[unit] = bytes
  return (start, end) => characters.slice(bytesBefore[start], bytesBefore[end]).join('')
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0)!
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
