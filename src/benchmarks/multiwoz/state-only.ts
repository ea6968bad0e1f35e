// The state-only protocol: after each user turn of the gold dialogue a model gives the whole state, and nothing else.
import type { Json, Turn } from '../../dialogue/dialogue.ts'
import type { Answer, Respondent, Verdict } from '../../eval/benchmark.ts'
import type { MultiwozCase } from './cases.ts'
import { countStates, stateMetrics, stateMistakes } from './judge-played.ts'
import { readable } from './played-states.ts'
import { LAB_SLOTS } from './spellings.ts'
import { slotsText, STATE_TASK } from './wording.ts'

/** A reply, and the state that was read from it; `null` where none can be read. */
export type TrackedTurn = { reply: string; state: StateGiven | null }
type StateGiven = { [domain: string]: { [slot: string]: string } }

/** Longer replies are not searched for a state. */
const LONGEST_REPLY = 20_000

export async function askStates({ dialogue }: MultiwozCase, { format, send }: Respondent): Promise<Answer> {
  const system = `${STATE_TASK}\n${slotsText()}`
  const history: Turn[] = []
  const tracked: TrackedTurn[] = []
  for (const { user, system: answered } of dialogue.turns) {
    history.push({ role: 'user', text: user })
    const reply = await send(format.write({ system, tools: [], turns: [...history] }))
    const turn = format.read(reply, [])
    tracked.push({ reply: reply.text, state: cleanState(turn.state ?? jsonIn(reply.text)) })
    history.push({ role: 'assistant', text: answered })
  }
  return { reply: tracked.at(-1)?.reply ?? '', turns: tracked as unknown as Json }
}

/** The first JSON object of a reply, whatever stands around it. */
function jsonIn(reply: string): unknown {
  const text = reply.slice(0, LONGEST_REPLY)
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')]
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(text.slice(from, to + 1))
  } catch {
    return undefined
  }
}

/** Names in lower case without spaces, booking slots under their short names; values as texts, the first of several. */
function cleanState(given: unknown): StateGiven | null {
  if (!isObject(given)) return null
  const domains = Object.entries(given)
    .filter((pair): pair is [string, Record<string, unknown>] => isObject(pair[1]))
    .map(([domain, slots]) => [plain(domain), Object.fromEntries(cleanSlots(slots))] as const)
  return Object.fromEntries(domains.filter(([, slots]) => Object.keys(slots).length > 0))
}

function cleanSlots(slots: Record<string, unknown>): [string, string][] {
  return Object.entries(slots).flatMap(([given, value]) => {
    const first = Array.isArray(value) ? value[0] : value
    if (first === null || first === undefined || typeof first === 'object') return []
    const text = String(first).trim().toLowerCase()
    if (text === '' || text === 'none' || text === 'not mentioned') return []
    const slot = plain(given)
    return [[LAB_SLOTS.get(slot) ?? slot, text] as [string, string]]
  })
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[ _]/g, '')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Right where every turn's state is. */
export function scoreTracked(item: MultiwozCase, tracked: TrackedTurn[]): Verdict {
  const states = tracked.map(({ state }) => readable(state ?? {}))
  const counts = countStates(item, states)
  const expected = item.gold as unknown as Json
  const given = { turns: states.map(state => ({ state })), ...counts } as unknown as Json
  const metrics = stateMetrics(counts)
  if (counts.exact.joint === counts.exact.turns) return { correct: true, metrics, expected, given }
  const unread = tracked.findIndex(({ state }) => state === null)
  const at = item.gold.findIndex((gold, turn) => stateMistakes(gold, states[turn] ?? {}).length > 0)
  const mistakes = stateMistakes(item.gold[at] ?? {}, states[at] ?? {}).slice(0, 4)
  return {
    correct: false,
    metrics,
    errorClass: unread >= 0 ? 'wrong syntax' : 'wrong state',
    reason:
      unread >= 0
        ? `turn ${unread}: no state can be read`
        : `turn ${at}: ${mistakes.join('; ').slice(0, 300)}`,
    expected,
    given,
  }
}
