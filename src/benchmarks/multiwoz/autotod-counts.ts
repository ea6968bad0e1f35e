// How AutoTOD adds up what was got in the domains of a dialogue.

/** `null` where the goal asks for no such thing. */
export type AutotodCounts = { inform: boolean; success: boolean | null; book: boolean | null }

/** AutoTOD metric.py: half for inform, the other half shared by success and book where the goal has them. */
export function combined({ inform, success, book }: AutotodCounts): number {
  const others = [success, book].filter(one => one !== null)
  if (others.length === 0) return Number(inform)
  return 0.5 * Number(inform) + (0.5 * others.filter(Boolean).length) / others.length
}

/** A dialogue has what all its domains have. */
export function wholeDialogue(domains: AutotodCounts[]): AutotodCounts {
  const all = (metric: 'success' | 'book') => {
    const values = domains.map(one => one[metric]).filter(one => one !== null)
    return values.length === 0 ? null : values.every(Boolean)
  }
  return { inform: domains.every(one => one.inform), success: all('success'), book: all('book') }
}
