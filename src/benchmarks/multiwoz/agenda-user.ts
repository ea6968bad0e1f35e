// A user that follows the goal without any model: one wish a turn, asked again once where the agent did not do it.
import { isSaid } from './autotod.ts'
import type { MultiwozCase } from './cases.ts'
import { type PlayedTurn, responseOf } from './gold-context.ts'
import { bookingsIn, heard, venueIn } from './talked-about.ts'
import { type DomainWishes, wishesOf } from './user-goal.ts'
import { describe, USER_SAYS } from './wording.ts'

/** Says the next words after what was played so far; `undefined` when the user has nothing left to want. */
export type SimulatedUser = { next(played: PlayedTurn[]): Promise<string | undefined> }

/** `again` is said once where the agent's turn did not do what was asked; `undefined` where it did. */
type Wish = { say(played: PlayedTurn[]): string; again(played: PlayedTurn[]): string | undefined }

/** The same goal and the same answers give the same user. */
export function agendaUser(item: MultiwozCase): SimulatedUser {
  const wishes = wishesOf(item.dialogue, item.gold).flatMap(one => wishesFor(one, item))
  let at = -1
  let repeated = false
  return {
    async next(played) {
      const insisted = at >= 0 && !repeated ? wishes[at]?.again(played) : undefined
      if (insisted !== undefined) {
        repeated = true
        return insisted
      }
      at++
      repeated = false
      return wishes[at]?.say(played)
    },
  }
}

function wishesFor(wishes: DomainWishes, item: MultiwozCase): Wish[] {
  if (wishes.domain === 'taxi') return [taxi(wishes, item)]
  return [
    seek(wishes.domain, wishes.first ?? wishes.info, item),
    ...(wishes.first ? [instead(wishes, item)] : []),
    ...(wishes.requested.length > 0 ? [ask(wishes, item)] : []),
    ...(Object.keys(wishes.book).length > 0 ? [book(wishes, item)] : []),
  ]
}

function seek(domain: string, info: Record<string, string>, item: MultiwozCase): Wish {
  return {
    say: () => USER_SAYS.seek(domain, phrases(domain, info)),
    again: played => (hasOffer(played, domain, item) ? undefined : USER_SAYS.choose(domain)),
  }
}

/** Only what changed is said. */
function instead({ domain, info, first }: DomainWishes, item: MultiwozCase): Wish {
  const changed = Object.entries(info).filter(([slot, value]) => first?.[slot] !== value)
  return {
    say: () => USER_SAYS.instead(phrases(domain, Object.fromEntries(changed))),
    again: played => (hasOffer(played, domain, item) ? undefined : USER_SAYS.choose(domain)),
  }
}

function hasOffer(played: PlayedTurn[], domain: string, { shared }: MultiwozCase): boolean {
  if (domain === 'train') return /\btr\d{4}\b/i.test(responseOf(played.at(-1)!).slice(0, 5000))
  return venueIn(played.slice(-1), domain, shared.world) !== undefined
}

function ask({ domain, requested }: DomainWishes, { shared }: MultiwozCase): Wish {
  const missing = (played: PlayedTurn[]) => {
    const said = heard(played)
    const row =
      domain === 'train'
        ? trainNamed(said, shared.world.rows('train'))
        : venueIn(played, domain, shared.world)
    return requested.filter(slot => !row || !isSaid(slot, row, said))
  }
  return {
    say: () => USER_SAYS.ask(requested),
    again: played => {
      const left = missing(played)
      return left.length > 0 ? USER_SAYS.ask(left) : undefined
    },
  }
}

function trainNamed(said: string, rows: readonly { [column: string]: unknown }[]) {
  const id = [...said.matchAll(/ (tr\d{4}) /g)].at(-1)?.[1]?.toUpperCase()
  return rows.find(row => row.trainID === id) as ReturnType<typeof venueIn>
}

function book({ domain, book: details }: DomainWishes, { shared }: MultiwozCase): Wish {
  const isDone = (played: PlayedTurn[]) => bookingsIn(played.slice(-1)).some(one => one.domain === domain)
  return {
    say: () => USER_SAYS.book(phrases(domain, details)),
    again: played => {
      if (isDone(played)) return undefined
      const name = domain === 'train' ? undefined : venueIn(played, domain, shared.world)?.name
      return USER_SAYS.bookAgain(typeof name === 'string' ? name : undefined, phrases(domain, details))
    },
  }
}

/** Where the goal leaves the ends of the journey open, it goes between the last two places. */
function taxi({ info }: DomainWishes, { shared }: MultiwozCase): Wish {
  const whole = (played: PlayedTurn[]) => {
    const places = ['attraction', 'hotel', 'restaurant'].flatMap(
      domain => venueIn(played, domain, shared.world)?.name ?? [],
    )
    const [departure = 'the city centre', destination = 'the train station'] = places.map(String)
    return phrases('taxi', { departure, destination, ...info })
  }
  return {
    say: played => USER_SAYS.taxi(whole(played)),
    again: played =>
      bookingsIn(played.slice(-1)).some(one => one.domain === 'taxi')
        ? undefined
        : USER_SAYS.taxi(whole(played)),
  }
}

function phrases(domain: string, slots: Record<string, string>): string {
  return Object.entries(slots)
    .map(([slot, value]) => describe(domain, slot, value))
    .join(', ')
}
