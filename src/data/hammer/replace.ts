// How the published code rewrites descriptions and queries: every occurrence, also within words, and in four cases.
import { capitalize } from '../../files/python-case.ts'

/** Python's `str.replace`: whole characters, so half of a surrogate pair is not found inside one. */
export function replaceAll(text: string, old: string, fresh: string): string {
  if (!text.includes(old)) return text
  return text.replaceAll(HALF.test(old) ? exactly(old) : old, () => fresh)
}

const HALF = /^[\udc00-\udfff]|[\ud800-\udbff]$/

function exactly(text: string): RegExp {
  const codes = Array.from(text, character => `\\u{${character.codePointAt(0)!.toString(16)}}`)
  return new RegExp(codes.join(''), 'gu')
}

/** Four passes, each over what the one before left: a new text that contains the old one grows (0.5 becomes 0.53…). */
export function replaceInQuery(query: string, old: string, fresh: string): string {
  const given = replaceAll(query, old, fresh)
  const capitalized = replaceAll(given, capitalize(old), capitalize(fresh))
  const lower = replaceAll(capitalized, old.toLowerCase(), fresh.toLowerCase())
  return replaceAll(lower, old.toUpperCase(), fresh.toUpperCase())
}
