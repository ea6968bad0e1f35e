// What a benchmark is: its cases, how one is asked, and how an answer is judged and added up.
import type { Json } from '../dialogue/dialogue.ts'
import type { Prompt } from '../dialogue/prompt.ts'
import type { Format } from '../formats/format.ts'
import type { Reply } from '../models/model.ts'

/**
 * The one who answers while a case is asked: `send` puts a prompt to the model, keeps the prompt and the usage, and
 * throws a `ModelFault` where there is no answer.
 */
export type Respondent = {
  format: Format
  send(prompt: Prompt): Promise<Reply>
}

/** What is kept of a case: the last reply as it came, and for cases of several steps their transcript. */
export type Answer = { reply: string; turns?: Json }

/**
 * The judgement of one answer. `metrics` are numbers that `totals` averages or adds up; `errorType` is the official
 * string, `errorClass` the paper's word for it, `reason` one plain sentence.
 */
export type Verdict = {
  correct: boolean
  metrics: Record<string, number>
  errorType?: string
  errorClass?: string
  reason?: string
  expected?: Json
  given?: Json
}

/** One number of a result. `value` is in per cent unless `unit` says otherwise; `null` where there is nothing to measure. */
export type Score = {
  split: string
  metric: string
  value: number | null
  n: number
  scorer: string
  unit?: string
  interval?: [number, number]
}

export type JudgedCase = { id: string; split: string; cluster: string; verdict: Verdict }

/** What stands on the report page for a case, apart from prompt and reply. */
export type CaseCard = { title: string; expected: Json }

export type BenchmarkDefinition<Case> = {
  name: string
  title: string
  paper: string
  /** The official code and its commit or version. */
  reference: string
  licence: string
  splits: string[]
  /** Data version, named in every score. */
  dataVersion: string
  /** Where under the data root the cases lie; `null` for what ships with the package. */
  folder: string | null
  cases(options: { folder: string; splits?: string[] }): Promise<Case[]>
  id(item: Case): string
  split(item: Case): string
  /** Cases that belong together (a dialogue's turns) share a cluster: intervals resample clusters. Default: the id. */
  cluster?(item: Case): string
  /** The generation limit of one reply, in tokens, and where a reply ends. */
  sampling?: { maxTokens?: number; stop?: string[] }
  card(item: Case): CaseCard
  /** The only step that needs a model. */
  ask(item: Case, respondent: Respondent): Promise<Answer>
  /** Pure, so that it can be taken again from kept predictions. */
  score(item: Case, answer: Answer): Verdict
  /** Adds up as the official code adds up. Values without interval get a bootstrap interval from `metrics` of that name. */
  totals(cases: JudgedCase[]): Score[]
}

/** One case with its type closed over, so that benchmarks of any case type stand in one list. */
export type BenchmarkCase = {
  id: string
  split: string
  cluster: string
  card(): CaseCard
  ask(respondent: Respondent): Promise<Answer>
  score(answer: Answer): Verdict
}

export type Benchmark = Omit<
  BenchmarkDefinition<never>,
  'cases' | 'id' | 'split' | 'cluster' | 'card' | 'ask' | 'score'
> & { cases(options: { folder: string; splits?: string[] }): Promise<BenchmarkCase[]> }

export function defineBenchmark<Case>(definition: BenchmarkDefinition<Case>): Benchmark {
  const { cases, id, split, cluster, card, ask, score, ...rest } = definition
  return {
    ...rest,
    async cases(options) {
      const items = await cases(options)
      return items.map(item => ({
        id: id(item),
        split: split(item),
        cluster: cluster?.(item) ?? id(item),
        card: () => card(item),
        ask: respondent => ask(item, respondent),
        score: answer => score(item, answer),
      }))
    },
  }
}
