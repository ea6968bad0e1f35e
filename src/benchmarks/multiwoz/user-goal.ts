// What a simulated user wants: the goal of a dialogue, domain by domain, in the order the corpus comes to them.
import type { GoldDialogue, GoldState } from './gold.ts'

/**
 * `failInfo` are wishes that nothing fits; `first` is what the user asks for before `info`, where the goal's sentences
 * say so. `book` is empty where nothing is booked. Slots are spelled as in the databases.
 */
export type DomainWishes = {
  domain: string
  info: Record<string, string>
  failInfo: Record<string, string>
  first?: Record<string, string>
  book: Record<string, string>
  failBook: Record<string, string>
  requested: string[]
}

const DOMAINS = ['restaurant', 'hotel', 'attraction', 'train', 'taxi']

/** Domains come in the order of the gold states; a taxi last, since it goes between what was found before. */
export function wishesOf(dialogue: Pick<GoldDialogue, 'goal'>, gold: GoldState[]): DomainWishes[] {
  const { goal } = dialogue
  const sentences = agendaOf(dialogue).join(' ')
  const first = (domain: string) => {
    const at = gold.findIndex(state => Object.hasOwn(state, domain))
    return (at < 0 ? gold.length : at) + (domain === 'taxi' ? 1000 : 0)
  }
  return DOMAINS.filter(domain => Object.keys((goal[domain] ?? {}) as object).length > 0)
    .sort((a, b) => first(a) - first(b))
    .map(domain => {
      const own = goal[domain] as { [part: string]: unknown }
      const failInfo = texts(own.fail_info)
      const isFirst = Object.keys(failInfo).length > 0 && sentences.includes(`no such ${domain}`)
      return {
        domain,
        info: texts(own.info),
        failInfo,
        ...(isFirst && { first: failInfo }),
        book: texts(own.book),
        failBook: texts(own.fail_book),
        requested: Array.isArray(own.reqt) ? own.reqt.map(String) : [],
      }
    })
}

/** The goal's own sentences, without their marks. */
export function agendaOf({ goal }: Pick<GoldDialogue, 'goal'>): string[] {
  const messages = Array.isArray(goal.message) ? goal.message : []
  return messages.map(line => String(line).replace(/<[^>]*>/g, ''))
}

/** `invalid` and `pre_invalid` say how the goal was made, not what the user wants. */
function texts(part: unknown): Record<string, string> {
  if (typeof part !== 'object' || part === null) return {}
  const pairs = Object.entries(part).filter(
    ([slot, value]) => !slot.includes('invalid') && typeof value === 'string' && value !== '',
  )
  return Object.fromEntries(pairs as [string, string][])
}
