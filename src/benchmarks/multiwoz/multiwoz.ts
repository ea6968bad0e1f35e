// MultiWOZ 2.4: the agent in dialogue with Cambridge's databases; Inform, Success and joint goal accuracy.
import type { Json } from '../../dialogue/dialogue.ts'
import {
  type Answer,
  type CaseCard,
  defineBenchmark,
  type Respondent,
  type Verdict,
} from '../../eval/benchmark.ts'
import { CASE_OPTIONS, type MultiwozCase, multiwozCases, PROTOCOLS } from './cases.ts'
import { askInGoldContext, type PlayedTurn } from './gold-context.ts'
import { scorePlayed } from './judge-played.ts'
import { scoreSimulated } from './judge-simulated.ts'
import { published } from './published.ts'
import { askWithUser } from './simulate.ts'
import { askStates, scoreTracked, type TrackedTurn } from './state-only.ts'
import { totals } from './totals.ts'

export const multiwoz = defineBenchmark<MultiwozCase>({
  name: 'multiwoz',
  title: 'MultiWOZ 2.4: travel dialogues over real databases',
  paper: 'arXiv 1810.00278, arXiv 2104.00773 (2.4)',
  reference: 'Tomiinek/MultiWOZ_Evaluation 7f19ee0, uiuc multiwoz-helper 89b0b08',
  licence: 'MIT (MultiWOZ 2.4, databases)',
  splits: [...PROTOCOLS],
  dataVersion: '2.4',
  folder: 'multiwoz',
  options: CASE_OPTIONS,
  cases: multiwozCases,
  id: item => item.id,
  split: item => item.protocol,
  sampling: { maxTokens: 256, stop: ['\nObservation:', '\nUser:'], cut: 'answer' },
  card: cardOf,
  ask,
  score,
  totals,
  published,
})

/** What the user wants, as the report shows it. */
function cardOf({ id, dialogue, shared }: MultiwozCase): CaseCard {
  const domains = Object.keys(shared.data.goals[id] ?? {}).join(', ')
  return { title: `${domains}: ${dialogue.turns[0]?.user ?? ''}`, expected: dialogue.goal as Json }
}

function ask(item: MultiwozCase, respondent: Respondent): Promise<Answer> {
  if (item.protocol === 'state') return askStates(item, respondent)
  return item.protocol === 'gold' ? askInGoldContext(item, respondent) : askWithUser(item, respondent)
}

function score(item: MultiwozCase, { turns }: Answer): Verdict {
  if (item.protocol === 'state') return scoreTracked(item, turns as unknown as TrackedTurn[])
  const played = turns as unknown as PlayedTurn[]
  return item.protocol === 'gold' ? scorePlayed(item, played) : scoreSimulated(item, played)
}
