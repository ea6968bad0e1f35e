// Sorts out the dialogues of a file that can be scored, and says what was left out and what is missing.
import { beliefState, type GoldDialogue } from './gold.ts'
import { hasStates } from './predictions-file.ts'
import { type EvaluationData, type Predictions, scoreWith } from './score.ts'
import { scoreStates } from './state-scores.ts'

type Corpus = ReadonlyMap<string, GoldDialogue['turns']>

/** `left` are sentences about dialogues left out, about those missing, and about those cut short. */
export async function sortOut(
  predictions: Predictions,
  { data, gold }: { data: EvaluationData; gold: GoldDialogue[] },
): Promise<{ kept: Predictions; left: string[] }> {
  const corpus: Corpus = new Map(gold.map(({ id, turns }) => [id, turns]))
  const kept: [string, Predictions[string]][] = []
  const left: string[] = []
  for (const [id, turns] of Object.entries(predictions)) {
    const fault = await faultOf(id, turns, { data, corpus })
    if (fault === undefined) kept.push([id, turns])
    else left.push(`left out ${fault}`)
  }
  return { kept: Object.fromEntries(kept), left: [...left, ...missingIn(Object.fromEntries(kept), corpus)] }
}

function missingIn(kept: Predictions, corpus: Corpus): string[] {
  const missing = [...corpus.keys()].filter(id => !Object.hasOwn(kept, id))
  const short = Object.keys(kept).filter(id => kept[id]!.length < (corpus.get(id)?.length ?? 0))
  return [
    ...(missing.length > 0 ? [`scored without ${missing.length} test dialogues (${some(missing)})`] : []),
    ...(short.length > 0 ? [`lacks turns of ${short.length} dialogues (${some(short)})`] : []),
  ]
}

/** What the official code would break off at, in a dialogue taken alone. */
async function faultOf(
  id: string,
  turns: Predictions[string],
  { data, corpus }: { data: EvaluationData; corpus: Corpus },
): Promise<string | undefined> {
  const gold = corpus.get(id)
  const alone = { [id]: turns }
  if (turns.length === 0) return `${id}: expected turns, found none`
  if (gold && turns.length > gold.length)
    return `${id}: expected ${gold.length} turns as in the corpus, found ${turns.length}`
  try {
    await scoreWith(alone, data)
    if (gold && hasStates(alone))
      scoreStates(alone, new Map([[id, gold.map(beliefState)]]), { matcher: 'fuzzy' })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function some(ids: string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')}, …` : ids.join(', ')
}
