// How the published code rewrites descriptions and queries: every occurrence, also within words, and in four cases.
import { capitalize } from '../../files/python-case.ts'

/** Python's `str.replace`. */
export function replaceAll(text: string, old: string, fresh: string): string {
  return text.includes(old) ? text.replaceAll(old, () => fresh) : text
}

/** Four passes, each over what the one before left: a new text that contains the old one grows (0.5 becomes 0.53…). */
export function replaceInQuery(query: string, old: string, fresh: string): string {
  const given = replaceAll(query, old, fresh)
  const capitalized = replaceAll(given, capitalize(old), capitalize(fresh))
  const lower = replaceAll(capitalized, old.toLowerCase(), fresh.toLowerCase())
  return replaceAll(lower, old.toUpperCase(), fresh.toUpperCase())
}
