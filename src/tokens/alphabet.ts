// GPT-2's alphabet: one printable character for each of the 256 bytes, in which byte-level vocabularies are written.

/** The character of each byte: printable Latin-1 stands for itself, the other 68 bytes for U+0100 onward. */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters()

const BYTE_OF = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]))

function byteCharacters(): string[] {
  const characters: string[] = []
  let next = 256
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173)
    characters.push(String.fromCharCode(isPrintable ? byte : next++))
  }
  return characters
}

/** The UTF-8 bytes of a text, one character of the alphabet each. A lone surrogate counts as U+FFFD. */
export function toAlphabet(text: string): string[] {
  const characters: string[] = []
  for (const byte of Buffer.from(text)) characters.push(BYTE_CHARACTERS[byte] as string)
  return characters
}

/** The bytes that a token of the vocabulary stands for; characters outside the alphabet stand for themselves. */
export function fromAlphabet(token: string): Buffer {
  const bytes: number[] = []
  for (const character of token) {
    const byte = BYTE_OF.get(character)
    if (byte === undefined) bytes.push(...Buffer.from(character))
    else bytes.push(byte)
  }
  return Buffer.from(bytes)
}
