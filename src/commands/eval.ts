// `coalm eval`: ask a model, keep its predictions, score them.
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Sampling } from '../models/model.ts'
import { nameValue, positiveNumber, wholeNumber, words } from './options.ts'

export type EvalOptions = {
  model: string
  format?: string
  run?: string
  runs: string
  data?: string
  split?: string[]
  protocol?: string[]
  cases?: number
  dialogues?: number
  attempts: number
  temperature?: number
  maxTokens?: number
  seed?: number
  concurrency?: number
  adapter?: string
  option?: Record<string, string>
  officialOut?: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  coalm eval starter --model local
  coalm eval bfcl --split simple --model http://localhost:8000/v1#my-model --run first
  coalm eval multiwoz --protocol simulated --dialogues 100 --model local
  coalm eval bfcl --run first            (again, after a stop: only what is not answered is asked)
  coalm eval ./mine.js --model local     (a private benchmark: one module that exports "benchmark")
`

export function addEval(program: Command): void {
  program
    .command('eval')
    .summary('ask a model, keep its predictions, score them')
    .description(
      'Asks a model the cases of one or more benchmarks, keeps every answer as it comes, and scores them.',
    )
    .argument('<benchmark...>', 'benchmark names, or paths of modules that export one')
    .option(
      '-m, --model <spec>',
      'local, local:FILE.gguf, http(s)://host/v1#name, recorded:RUN or scripted:FILE',
      'local',
    )
    .option(
      '--adapter <file>',
      'a LoRA adapter for the local model: a GGUF file, or the folder of a training run',
    )
    .option(
      '-f, --format <name>',
      'how prompts are written and replies read (default: the benchmark decides)',
    )
    .option(
      '-r, --run <name>',
      'name of the run; an existing one is resumed (default: made from model and benchmarks)',
    )
    .option('--runs <folder>', 'where runs are kept', 'runs')
    .option('-d, --data <folder>', 'data root (default: COALM_DATA, else what "coalm pull" brought)')
    .option('-s, --split <names>', 'only these splits, separated by commas', words)
    .option('--protocol <names>', 'for multiwoz: gold, state or simulated; the same as --split', words)
    .option('-n, --cases <count>', 'at most so many cases of each split, evenly spread', wholeNumber(1))
    .option('--dialogues <count>', 'for multiwoz: the same as --cases', wholeNumber(1))
    .option('--attempts <count>', 'ask each case so many times', wholeNumber(1), 1)
    .option('--temperature <number>', 'sampling temperature', positiveNumber)
    .option('--max-tokens <count>', 'limit of a reply', wholeNumber(1))
    .option('--seed <number>', 'sampling seed', wholeNumber())
    .option('-c, --concurrency <count>', 'prompts in flight at once', wholeNumber(1))
    .option('-o, --option <name=value>', 'a setting of the benchmark itself; may be repeated', nameValue)
    .option('--official-out <folder>', 'write the answers as the official tool would, too')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (names: string[], options: EvalOptions) => {
      const { runEval } = await import('./eval-run.ts')
      await runEval(names, options)
    })
}

/** `local` and `bfcl` give `bfcl-local`: a name that the same command finds again. */
export function defaultRunName(names: string[], model: string): string {
  const short = (text: string) => text.replace(/^.*[/#:]/, '').replace(/[^\w.-]+/g, '-') || 'model'
  return [...names.map(short), short(model)].join('-')
}

export function samplingOf(options: EvalOptions): Partial<Sampling> {
  return {
    ...(options.temperature !== undefined && { temperature: options.temperature }),
    ...(options.maxTokens !== undefined && { maxTokens: options.maxTokens }),
    ...(options.seed !== undefined && { seed: options.seed }),
  }
}

export function runFolder(names: string[], options: Pick<EvalOptions, 'run' | 'runs' | 'model'>): string {
  return join(options.runs, options.run ?? defaultRunName(names, options.model))
}
