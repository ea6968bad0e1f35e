// One thing the user wants of one service: asked, perhaps clarified or corrected, executed, told.
import type { Json } from '../../dialogue/dialogue.ts'
import {
  assistantCalls,
  assistantSays,
  compose,
  DeadEnd,
  type Fields,
  fill,
  happens,
  pick,
  type Scene,
  thinking,
  userSays,
} from './scene.ts'
import { argumentsOf, type Intent, type Service, talk, toolNamed } from './services.ts'

/** What an intent left behind for the one that continues it. */
export type Outcome = { intent: Intent; values: Fields }

/**
 * Plays an intent. `before` is the outcome that it continues; `lead` opens the user's first sentence. What cannot be
 * continued with any values (a train with too few seats for every wish) ends with what was before.
 */
export function playIntent(
  scene: Scene,
  options: { service: Service; intent: Intent; before?: Outcome; lead: string },
): Outcome {
  const { service, intent, before, lead } = options
  const known = before ? takeOver(intent, before) : {}
  if (!before && intent.pair && happens(scene, 0.3)) return playPair(scene, service, intent, lead)
  const wanted = drawPlayable(scene, service, intent, known)
  if (wanted === undefined) {
    if (before) return before
    throw new DeadEnd(`starter: no arguments in 100 draws with which ${intent.tool} can succeed`)
  }
  const slots = request(scene, { service, intent, wanted, continued: before !== undefined, lead })
  const outcome = execute(scene, service, intent, slots)
  const corrected = before ? outcome : maybeCorrect(scene, service, intent, slots, outcome)
  maybeDetail(scene, intent, corrected)
  return { intent, values: corrected }
}

function takeOver(intent: Intent, before: Outcome): Fields {
  const entries = Object.entries(intent.from ?? {})
  return Object.fromEntries(entries.map(([argument, field]) => [argument, before.values[field]!]))
}

/** Draws until the wish can be fulfilled: at once, without its optional part, or after another try. */
function drawPlayable(scene: Scene, service: Service, intent: Intent, known: Fields): Fields | undefined {
  for (let attempt = 0; attempt < 100; attempt++) {
    const wanted = { ...drawArguments(scene, service, intent, known), ...known }
    const { [intent.relax ?? '']: relaxed, ...fewer } = wanted
    if (works(scene, intent, wanted) || (relaxed !== undefined && works(scene, intent, fewer))) return wanted
    if (intent.retry && otherValue(scene, service, intent, wanted, intent.retry) !== undefined) return wanted
  }
  return undefined
}

/** Values for the arguments that the user decides: all that are needed, and some of the optional ones. */
function drawArguments(scene: Scene, service: Service, intent: Intent, known: Fields): Fields {
  const { all, required } = argumentsOf(toolNamed(intent.tool))
  const drawn: Fields = {}
  if (service.values.route && 'origin' in all)
    [drawn.origin, drawn.destination] = String(pick(scene, service.values.route)).split('>') as [
      string,
      string,
    ]
  for (const name of Object.keys(all)) {
    if (Object.hasOwn(drawn, name) || Object.hasOwn(known, name)) continue
    if (!required.includes(name) && !happens(scene, 0.55)) continue
    drawn[name] = drawValue(scene, service, name)
  }
  return drawn
}

/** A value of the scene's part: from the list of values, or from the column of that name. */
function drawValue(scene: Scene, service: Service, name: string): string | number {
  const listed = service.values[name]
  if (listed) return pick(scene, listed)
  const rows = service.rows.filter(row => row.part === scene.part)
  return scene.random.choice(rows)[name]!
}

/** The user asks, perhaps forgetting one thing; the assistant asks back. Gives the arguments of the call. */
function request(
  scene: Scene,
  options: { service: Service; intent: Intent; wanted: Fields; continued: boolean; lead: string },
): Fields {
  const { service, intent, wanted, continued, lead } = options
  const { required } = argumentsOf(toolNamed(intent.tool))
  const frame = pick(scene, continued ? intent.user : (intent.direct ?? intent.user))
  const spoken = [...frame.matchAll(/\[(\w+)\]/g)].map(match => match[1]!)
  const forgettable = spoken.filter(slot => required.includes(slot) && Object.hasOwn(intent.ask, slot))
  const forgotten =
    forgettable.length > 0 && happens(scene, 0.3) ? scene.random.choice(forgettable) : undefined
  const phrases = Object.fromEntries(
    spoken
      .filter(slot => slot !== forgotten && Object.hasOwn(wanted, slot))
      .map(slot => [slot, fill(pick(scene, intent.phrase[slot]!), wanted)]),
  )
  const { [forgotten ?? '']: missing, ...told } = wanted
  userSays(scene, lead + lower(fill(compose(frame, phrases), wanted), lead), {
    service: service.name,
    slots: told,
  })
  if (forgotten === undefined) return wanted
  scene.moves.push('clarify')
  const fields = { slot: readable(forgotten), tool: intent.tool }
  assistantSays(scene, thinking(scene, 'ask', fields), pick(scene, intent.ask[forgotten]!))
  userSays(scene, fill(pick(scene, intent.answer[forgotten]!), wanted), {
    service: service.name,
    slots: { [forgotten]: missing! },
  })
  return wanted
}

/** Calls and tells what came of it: the result, an alternative, or a refusal with another try. */
function execute(
  scene: Scene,
  service: Service,
  intent: Intent,
  slots: Fields,
  thought: 'call' | 'again' = 'call',
  changed = '',
): Fields {
  const fields = { goal: intent.goal, tool: intent.tool, slot: readable(changed) }
  const result = callTool(scene, intent, slots, thinking(scene, thought, fields))
  const values = { ...slots, ...result }
  if (Object.hasOwn(result, 'error')) return afterRefusal(scene, service, intent, slots)
  if (result.found === 0) return afterNothing(scene, service, intent, slots)
  tell(scene, intent, pick(scene, intent.reply), values, thinking(scene, 'found', fields))
  return values
}

function afterRefusal(scene: Scene, service: Service, intent: Intent, slots: Fields): Fields {
  const slot = intent.retry!
  scene.moves.push('refused')
  assistantSays(
    scene,
    thinking(scene, 'failed', { slot: readable(slot) }),
    fill(pick(scene, intent.fail!), slots),
  )
  const value = otherValue(scene, service, intent, slots, slot)!
  const retried = { ...slots, [slot]: value }
  userSays(scene, fill(pick(scene, intent.retried!), retried), {
    service: service.name,
    slots: { [slot]: value },
  })
  return execute(scene, service, intent, retried, 'again', slot)
}

/** Searches again without one wish and offers what is there; the user takes it. */
function afterNothing(scene: Scene, service: Service, intent: Intent, slots: Fields): Fields {
  const slot = intent.relax!
  const field = intent.relaxed ?? slot
  scene.moves.push('alternative')
  const { [slot]: dropped, ...fewer } = slots
  const thought = thinking(scene, 'empty', { slot: readable(slot) })
  const result = callTool(scene, intent, fewer, thought)
  const values: Fields = { ...fewer, ...result, [slot]: dropped!, [`other_${slot}`]: result[field]! }
  tell(scene, intent, pick(scene, intent.alternative!), values, thinking(scene, 'other', {}))
  const offered = { value: phraseOf(slot, result[field]!), name: result[intent.says[0]!]! }
  userSays(scene, fill(pick(scene, talk.accept), offered), {
    service: service.name,
    slots: { [slot]: result[field]! },
  })
  assistantSays(scene, thinking(scene, 'accept', {}), fill(pick(scene, talk.accepted), offered))
  return { ...values, [slot]: result[field]! }
}

/** After a search the user may change one wish, if that leads to another result. */
function maybeCorrect(
  scene: Scene,
  service: Service,
  intent: Intent,
  slots: Fields,
  outcome: Fields,
): Fields {
  const candidates = Object.keys(intent.correct ?? {}).filter(slot => Object.hasOwn(slots, slot))
  if (candidates.length === 0 || scene.moves.includes('alternative') || !happens(scene, 0.25)) return outcome
  const slot = scene.random.choice(candidates)
  const value = otherValue(scene, service, intent, slots, slot)
  if (value === undefined) return outcome
  const changed = { ...slots, [slot]: value }
  scene.moves.push('correct')
  userSays(scene, fill(pick(scene, intent.correct![slot]!), changed), {
    service: service.name,
    slots: { [slot]: value },
  })
  return execute(scene, service, intent, changed, 'again', slot)
}

/** Another value of a slot with which the call succeeds, tried in a copy of the world. */
function otherValue(
  scene: Scene,
  service: Service,
  intent: Intent,
  slots: Fields,
  slot: string,
): string | number | undefined {
  const column = service.rows.filter(row => row.part === scene.part).map(row => row[slot])
  const values = service.values[slot]?.[scene.part] ?? [...new Set(column)]
  const others = values.filter(
    (value): value is string | number =>
      value !== undefined && value !== slots[slot] && works(scene, intent, { ...slots, [slot]: value }),
  )
  return others.length === 0 ? undefined : scene.random.choice(others)
}

function works(scene: Scene, intent: Intent, slots: Fields): boolean {
  const result = scene.world.fork().call({ name: intent.tool, arguments: slots }) as Fields
  return !Object.hasOwn(result, 'error') && result.found !== 0
}

function maybeDetail(scene: Scene, intent: Intent, values: Fields): void {
  const details = (intent.details ?? []).filter(detail => Object.hasOwn(values, detail.field))
  if (details.length === 0 || !happens(scene, 0.35)) return
  const detail = scene.random.choice(details)
  scene.moves.push('detail')
  userSays(scene, pick(scene, detail.user))
  const thought = thinking(scene, 'known', { field: readable(detail.field) })
  assistantSays(scene, thought, fill(pick(scene, detail.reply), values))
  scene.says.push(String(values[detail.field]))
}

/** Two calls of one tool in one step. */
function playPair(scene: Scene, service: Service, intent: Intent, lead: string): Outcome {
  const slot = intent.pair!
  const wanted = drawArguments(scene, service, intent, {})
  const other = { ...wanted, [slot]: otherValue(scene, service, intent, wanted, slot)! }
  scene.moves.push('pair')
  const fields: Fields = { ...wanted, [`${slot}_2`]: other[slot]! }
  const { [slot]: _, ...shared } = wanted
  userSays(scene, lead + lower(fill(pick(scene, intent.both!), fields), lead), {
    service: service.name,
    slots: shared,
  })
  scene.state[service.name]![slot] = [String(wanted[slot]), String(other[slot])]
  scene.states[scene.states.length - 1] = structuredClone(scene.state)
  const calls = [wanted, other].map(given => ({ name: intent.tool, arguments: inOrder(intent, given) }))
  const thought = thinking(scene, 'call', { goal: intent.goal, tool: intent.tool })
  const [one, two] = assistantCalls(scene, thought, calls) as [Fields, Fields]
  const second = Object.fromEntries(Object.entries(two).map(([name, value]) => [`${name}_2`, value]))
  const values = { ...fields, ...one, ...second }
  assistantSays(scene, thinking(scene, 'found', {}), fill(pick(scene, intent.bothReply!), values))
  scene.says.push(...intent.says.flatMap(field => [String(one[field]), String(two[field])]))
  return { intent, values }
}

function callTool(scene: Scene, intent: Intent, slots: Fields, thought: string): Fields {
  const given = inOrder(intent, slots)
  const [result] = assistantCalls(scene, thought, [{ name: intent.tool, arguments: given }])
  return asFields(result!)
}

function tell(scene: Scene, intent: Intent, sentence: string, values: Fields, thought: string): void {
  assistantSays(scene, thought, fill(sentence, values))
  scene.says.push(...intent.says.map(field => String(values[field])))
}

/** Arguments in the order in which the tool lists them. */
function inOrder(intent: Intent, given: Fields): Fields {
  const names = Object.keys(argumentsOf(toolNamed(intent.tool)).all)
  return Object.fromEntries(
    names.filter(name => Object.hasOwn(given, name)).map(name => [name, given[name]!]),
  )
}

function asFields(result: Json): Fields {
  return result as Fields
}

/** A slot's name as it stands in a sentence. */
function readable(slot: string): string {
  return slot.replaceAll('_', ' ')
}

/** After a lead that ends within a sentence, the sentence goes on in lower case. */
function lower(text: string, lead: string): string {
  const goesOn = /[,:] $/.test(lead) && !/^I\b/.test(text)
  return goesOn ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** A value as the user takes it: "4 stars", "cheap", "13:40". */
function phraseOf(slot: string, value: string | number): string {
  return typeof value === 'number' ? `${value} ${readable(slot)}` : value
}
