// MultiWOZ 2.4: the agent in dialogue with Cambridge's databases; Inform, Success and joint goal accuracy.
import type { Json } from '../../dialogue/dialogue.ts'
import { type CaseCard, defineBenchmark, type PublishedFiles } from '../../eval/benchmark.ts'
import type { MultiwozCase } from './cases.ts'
import { CASE_OPTIONS, PROTOCOLS } from './protocols.ts'
import { totals } from './totals.ts'

/** Loaded when it is used, so that scoring files does not wait for what asks models. */
const published: PublishedFiles = {
  accepts:
    'a JSON file in mwzeval’s format, {dialogue: [{response, state?, active_domains?}]}, or a folder of them',
  options: {
    metrics: 'only these, separated by commas: success, states, richness (default: all)',
    references:
      'a file of reference responses for BLEU, {dialogue: [text]} (default: mwzeval’s mwz22.json if there)',
  },
  score: async request => (await import('./published.ts')).score(request),
  write: async request => (await import('./write-predictions.ts')).writePredictions(request),
  examples: 'examples/multiwoz-predictions',
  verify: async request => (await import('./published.ts')).verify(request),
}

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
  cases: async request => (await import('./cases.ts')).multiwozCases(request),
  id: item => item.id,
  split: item => item.protocol,
  sampling: { maxTokens: 256, stop: ['\nObservation:', '\nUser:'], cut: 'answer' },
  card: cardOf,
  ask: (item, respondent) => item.play.ask(item, respondent),
  score: (item, answer) => item.play.score(item, answer),
  totals,
  published,
})

/** What the user wants, as the report shows it. */
function cardOf({ id, dialogue, shared }: MultiwozCase): CaseCard {
  const domains = Object.keys(shared.data.goals[id] ?? {}).join(', ')
  return { title: `${domains}: ${dialogue.turns[0]?.user ?? ''}`, expected: dialogue.goal as Json }
}
