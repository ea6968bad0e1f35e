// The starter benchmark: exact calls, restraint, joint goal accuracy and task success with small services of our own.
import { answer } from '../../agent/agent.ts'
import type { AssistantTurn, Json, Turn } from '../../dialogue/dialogue.ts'
import type { Prompt } from '../../dialogue/prompt.ts'
import { actDialogue } from '../../data/starter/prompts.ts'
import { toolsOf } from '../../data/starter/services.ts'
import { createWorld } from '../../data/starter/world.ts'
import { type Answer, type CaseCard, defineBenchmark, type JudgedCase } from '../../eval/benchmark.ts'
import type { Respondent, Score, Verdict } from '../../eval/benchmark.ts'
import { CASE_OPTIONS, CASES_SEED, STARTER_SPLITS, splitOf, type StarterCase, starterCases } from './cases.ts'
import { examplesFor, withExamples } from './examples.ts'
import { findMistake } from './judge-calls.ts'
import { compareStates, stateOf } from './judge-state.ts'
import { judgeTask } from './judge-task.ts'

const SCORER = 'coalm starter 1'

/** How often the model is asked for one user turn; the longest gold turn needs three. */
const STEPS = 4

export const starter = defineBenchmark<StarterCase>({
  name: 'starter',
  title: 'Starter: dialogues with eight small services',
  paper: 'none: made by this project',
  reference: 'src/benchmarks/starter',
  licence: 'Apache-2.0',
  splits: STARTER_SPLITS,
  dataVersion: `starter 1, seed ${CASES_SEED}`,
  folder: null,
  options: CASE_OPTIONS,
  cases: async options => starterCases(options),
  id: item => item.id,
  split: splitOf,
  cluster: item => item.dialogue.id,
  sampling: { maxTokens: 96, stop: ['\nObservation:', '\nUser:'] },
  card: cardOf,
  ask,
  score,
  totals,
})

/** What is expected, as the report shows it. */
function cardOf(item: StarterCase): CaseCard {
  const users = item.dialogue.turns.filter(turn => turn.role === 'user').map(turn => turn.text)
  const expected = item.said ?? item.dialogue.goal
  return { title: `${item.kind}: ${users[0]}`, expected: expected as unknown as Json }
}

async function ask(item: StarterCase, respondent: Respondent): Promise<Answer> {
  const mind = item.shots ? exampled(item, respondent) : respondent
  if (item.asked === undefined) return play(item, mind)
  const reply = await mind.send(mind.format.write(item.asked))
  const turn = mind.format.read(reply, item.asked.tools)
  return { reply: reply.text, turns: [turn] as unknown as Json }
}

function exampled(item: StarterCase, { format, send }: Respondent): Respondent {
  const examples = examplesFor(item.dialogue.group, item.kind)
  return { format, send: (prompt: Prompt) => send(withExamples(prompt, examples, format)) }
}

/** The agent answers the gold user turns one after the other, in a world of its own. */
async function play({ dialogue }: StarterCase, model: Respondent): Promise<Answer> {
  const world = createWorld({ seed: dialogue.worldSeed })
  const toolbox = { tools: toolsOf(dialogue.group), execute: world.call }
  const turns: Turn[] = []
  for (const turn of dialogue.turns) {
    if (turn.role !== 'user') continue
    turns.push(turn)
    const view = (sofar: { turns: Turn[] }) => actDialogue(dialogue.group, sofar.turns)
    const said = await answer(
      { tools: toolbox.tools, turns: [...turns] },
      { model, toolbox, limits: { steps: STEPS }, view },
    )
    turns.push(...said)
  }
  const last = turns.findLast(turn => turn.role === 'assistant') as AssistantTurn | undefined
  return { reply: last?.raw ?? last?.text ?? '', turns: turns as unknown as Json }
}

function score(item: StarterCase, given: Answer): Verdict {
  const turns = (given.turns ?? []) as unknown as Turn[]
  if (item.kind === 'task') return scoreTask(item, turns)
  const turn = turns[0] as AssistantTurn
  if (item.kind === 'state') return scoreState(item, turn)
  return item.kind === 'calls' ? scoreCalls(item, turn) : scoreRestraint(turn)
}

function scoreCalls(item: StarterCase, turn: AssistantTurn): Verdict {
  const gold = item.said!.calls!
  const mistake = findMistake(turn, gold)
  return verdict({ calls: mistake === null }, mistake, {
    expected: gold as unknown as Json,
    given: (turn.calls ?? null) as unknown as Json,
  })
}

function scoreRestraint(turn: AssistantTurn): Verdict {
  const called = turn.calls !== undefined && turn.calls.length > 0
  const silent = (turn.text ?? '').trim() === ''
  const mistake = called
    ? {
        errorClass: 'unneeded call',
        reason: `no call was needed, found ${turn.calls![0]!.name.slice(0, 60)}`,
      }
    : silent
      ? { errorClass: 'no response', reason: 'the reply neither calls nor speaks' }
      : null
  return verdict({ restraint: mistake === null }, mistake)
}

function scoreState(item: StarterCase, turn: AssistantTurn): Verdict {
  const gold = item.said!.state!
  const state = stateOf(turn)
  if (state === undefined)
    return verdict(
      { jga: false, 'slot-f1': 0 },
      { errorClass: 'wrong syntax', reason: 'no state can be read' },
    )
  const { joint, f1, wrong } = compareStates(state, gold)
  const mistake = joint
    ? null
    : { errorClass: 'wrong value', reason: wrong.slice(0, 4).join('; ').slice(0, 300) }
  return verdict({ jga: joint, 'slot-f1': f1 }, mistake, { expected: gold, given: state })
}

function scoreTask({ dialogue }: StarterCase, turns: Turn[]): Verdict {
  const { changed, said, unsaid, records } = judgeTask(dialogue, turns)
  const success = changed && unsaid.length === 0
  const mistake = success
    ? null
    : changed
      ? { errorClass: 'value not said', reason: `never said: ${unsaid.join(', ')}` }
      : { errorClass: 'wrong end state', reason: 'the database is not as the user asked' }
  const metrics = { success, 'end-state': changed, said }
  return verdict(metrics, mistake, {
    expected: dialogue.goal as unknown as Json,
    given: { records, unsaid } as unknown as Json,
  })
}

/** The first metric decides whether the case is right. */
function verdict(
  metrics: Record<string, boolean | number>,
  mistake: { errorClass: string; reason: string } | null,
  shown: { expected?: Json; given?: Json } = {},
): Verdict {
  const numbers = Object.entries(metrics).map(([name, value]) => [name, Number(value)])
  return { correct: mistake === null, metrics: Object.fromEntries(numbers), ...mistake, ...shown }
}

const METRICS = ['calls', 'restraint', 'jga', 'slot-f1', 'success', 'end-state', 'said']

/** Means in per cent over the cases that have the metric; seen and unseen services apart, never added up. */
function totals(cases: JudgedCase[]): Score[] {
  return STARTER_SPLITS.flatMap(split =>
    METRICS.flatMap(metric => {
      const values = cases
        .filter(one => one.split === split && Object.hasOwn(one.verdict.metrics, metric))
        .map(one => one.verdict.metrics[metric]!)
      if (values.length === 0) return []
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return [{ split, metric, value: 100 * mean, n: values.length, scorer: SCORER }]
    }),
  )
}
