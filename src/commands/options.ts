// Reading option values: numbers within bounds and name=value pairs, with errors that say what was expected.
import { InvalidArgumentError } from 'commander'

/** A parser for whole numbers of at least `least`. */
export function wholeNumber(least = 0): (text: string) => number {
  return text => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < least)
      throw new InvalidArgumentError(`expected a whole number of at least ${least}.`)
    return value
  }
}

export function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('expected a number that is not negative.')
  return value
}

/** Collects `name=value` words; a later one of the same name wins. */
export function nameValue(word: string, before: Record<string, string> = {}): Record<string, string> {
  const at = word.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('expected name=value.')
  return { ...before, [word.slice(0, at)]: word.slice(at + 1) }
}

/** Collects the comma-separated words of a repeatable option. */
export function words(text: string, before: string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map(word => word.trim())
      .filter(Boolean),
  ]
}

/** Says the names of options that a benchmark does not have. */
export function checkOptions(
  benchmark: string,
  known: Record<string, string> | undefined,
  given: Record<string, string>,
) {
  for (const name of Object.keys(given))
    if (!(name in (known ?? {})))
      throw new Error(
        `${benchmark}: expected one of its options (${Object.keys(known ?? {}).join(', ') || 'it has none'}), found "${name}"`,
      )
}
