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

/** `folder` is the benchmark's own folder under the data root; all splits where none is named. */
export type CasesRequest = { folder: string; splits?: string[]; options?: Record<string, string> }

export type BenchmarkDefinition<Case> = {
  name: string
  title: string
  paper: string
  /** The official code and its commit or version. */
  reference: string
  licence: string
  splits: string[]
  /** Names that stand for several splits. */
  groups?: Record<string, string[]>
  /** Data version, named in every score; `versionOf` gives another one where an option or the folder decides. */
  dataVersion: string
  versionOf?(request: CasesRequest): string
  /** Where under the data root the cases lie; `null` for what ships with the package. */
  folder: string | null
  /** Names of further `--option name=value` settings of `cases`, each with one sentence. */
  options?: Record<string, string>
  cases(request: CasesRequest): Promise<Case[]>
  id(item: Case): string
  split(item: Case): string
  /** Cases that belong together (a dialogue's turns) share a cluster: intervals resample clusters. Default: the id. */
  cluster?(item: Case): string
  /** The format that prompts are written in unless another is named; `coalm` where left out. */
  format?: string
  /** The generation limit of one reply, in tokens, and where a reply ends. */
  sampling?: { maxTokens?: number; stop?: string[]; cut?: 'fault' | 'answer' }
  card(item: Case): CaseCard
  /** The only step that needs a model. */
  ask(item: Case, respondent: Respondent): Promise<Answer>
  /** Pure, so that it can be taken again from kept predictions. */
  score(item: Case, answer: Answer): Verdict
  /** Adds up as the official code adds up. Values without interval get a bootstrap interval from `metrics` of that name. */
  totals(cases: JudgedCase[]): Score[]
  /** The official file formats, where the benchmark has them. */
  published?: PublishedFiles
}

/** Predictions made by anyone, scored in the official file formats, and saved results with official scores replayed. */
export type PublishedFiles = {
  /** What PATH may be, in one sentence for the help text. */
  accepts: string
  /** Names of further `--name value` options that `score` understands, each with one sentence. */
  options?: Record<string, string>
  score(request: ScoreRequest): Promise<ScoreReport>
  /** Writes the answers of a run as the official tool would; gives the paths written. */
  write?(request: { run: string; out: string }): Promise<string[]>
  /** The saved results that `verify` looks for under the data root when no folder is given. */
  examples: string
  verify(request: { folder: string; data: string }): Promise<VerifyReport>
}

/** `data` is the data root, `out` the folder that score files go to, `partial` scores what is there and says so. */
export type ScoreRequest = {
  paths: string[]
  data: string
  out?: string
  dataVersion?: string
  partial: boolean
  options: Record<string, string>
}

/**
 * `problems` are sentences about what was missing, broken or left out; any makes the exit status 1. `notes` are sentences
 * worth knowing that do not.
 */
export type ScoreReport = {
  scores: Score[]
  verdicts: ({ file?: string; id: string; split: string } & Verdict)[]
  problems: string[]
  notes?: string[]
  written: string[]
}

/** One row a file or category; `first` is the first case that differs. */
export type VerifyReport = {
  rows: {
    name: string
    equal: number
    different: number
    first?: { id: string; official: Json; ours: Json }
  }[]
  problems: string[]
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
> & { cases(request: CasesRequest): Promise<BenchmarkCase[]> }

export function defineBenchmark<Case>(definition: BenchmarkDefinition<Case>): Benchmark {
  const { cases, id, split, cluster, card, ask, score, ...rest } = definition
  return {
    ...rest,
    async cases(request) {
      const items = await cases(request)
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
