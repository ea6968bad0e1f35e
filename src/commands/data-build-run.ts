// Building a mix: chooses the parts, checks what is there, writes the files and the card, and says what came of it.
import { join } from 'node:path'
import { type BuildResult, buildFiles, type Stream } from '../data/build.ts'
import { datasetCard } from '../data/card.ts'
import { datasetInfo } from '../data/dataset-info.ts'
import { type ChosenPart, chooseParts, type MixOptions } from '../data/mixes.ts'
import { pick } from '../data/pick.ts'
import { readSamples } from '../data/released.ts'
import { readSettings, type Sample, type Task } from '../data/source.ts'
import { writeFileAtomic, writeJsonAtomic } from '../files/atomic.ts'
import type { RowList } from '../files/json-rows.ts'
import { renderTable } from '../report/table.ts'
import type { DataBuildOptions } from './data-build.ts'
import { dataRoot } from './data-root.ts'
import { setStatus } from './failure.ts'
import { packageVersion } from './provenance.ts'
import { print, printJson, progressLine, say, saySize } from './terminal.ts'

type Plan = {
  streams: Stream[]
  sources: Parameters<typeof datasetCard>[0]['sources']
  missing: string[]
}

export async function runDataBuild(options: DataBuildOptions): Promise<void> {
  const broken: string[] = []
  const onBroken = options.skipBad ? (error: Error) => void broken.push(error.message) : undefined
  const plan = options.from ? planFrom(options.from, options, onBroken) : await planMix(options, onBroken)
  for (const problem of plan.missing) say(`coalm: left out: ${problem}`)
  const result = await build(plan, options)
  const shown = broken.map(problem => withoutRoot(problem, options))
  writeCard(plan, result, options, shown)
  report(plan, result, options, shown)
}

async function build({ streams }: Plan, options: DataBuildOptions): Promise<BuildResult> {
  const line = progressLine('samples')
  let done = 0
  try {
    return await buildFiles({
      streams,
      out: options.out,
      seed: options.seed,
      kind: options.parquet ? 'parquet' : 'jsonl',
      style: options.style,
      validation: options.validation,
      onSample: name => line.show(++done, done, name),
    })
  } finally {
    line.clear()
  }
}

type OnBroken = ((error: Error) => void) | undefined

function planFrom(path: string, options: DataBuildOptions, onBroken: OnBroken): Plan {
  const without = tasksOf(options)
  async function* samples(): AsyncGenerator<Sample> {
    for await (const sample of readSamples(path, onBroken)) if (!without.includes(sample.task)) yield sample
  }
  const source = {
    name: 'file',
    teaches: 'what its rows hold; each row says its source',
    licence: 'that of the file',
    terms: ['unverified' as const],
    origin: 'a file of samples',
    asked: Number.POSITIVE_INFINITY,
  }
  return { streams: [{ name: 'file', samples: samples() }], sources: [source], missing: [] }
}

async function planMix(options: DataBuildOptions, onBroken: OnBroken): Promise<Plan> {
  const request = { folder: dataRoot(options.data) ?? '', seed: options.seed, ...(onBroken && { onBroken }) }
  const plan: Plan = { streams: [], sources: [], missing: [] }
  for (const part of await chooseParts(mixOptions(options))) {
    const rows = await openPart(part, request)
    if (typeof rows !== 'string') {
      plan.streams.push({ name: part.source.name, samples: pick({ ...part, ...request, rows }) })
      plan.sources.push({ ...part.source, asked: part.count })
    } else if (options.partial) plan.missing.push(rows)
    else throw new Error(`${rows}; or build from what is there with --partial`)
  }
  if (plan.streams.length === 0)
    throw new Error('expected at least one source of the mix in the data folder, found none')
  return plan
}

function mixOptions(options: DataBuildOptions): MixOptions {
  const settings: Record<string, Record<string, string>> = {}
  for (const [name, value] of Object.entries(options.set)) {
    const [source, setting] = name.split('.')
    if (!source || !setting) throw new Error(`expected --set source.setting=value, found "${name}=${value}"`)
    settings[source] = { ...settings[source], [setting]: value }
  }
  const mix = [...(options.mix ?? []), ...(options.source ?? [])]
  if (mix.length === 0)
    throw new Error('expected a mix (--mix paper, for example) or a file (--from), found neither')
  return {
    mix,
    folder: dataRoot(options.data),
    without: tasksOf(options),
    keepsSize: options.keepSize ?? false,
    isPermissive: options.licence === 'permissive',
    settings,
    ...(options.size !== undefined && { size: options.size }),
  }
}

function tasksOf({ without }: DataBuildOptions): Task[] {
  return without.map(task => task.toUpperCase() as Task)
}

/** The rows of a part, or why its files are not there. Files that are there and broken are errors. */
async function openPart(
  { source, settings = {} }: ChosenPart,
  request: { folder: string; seed: number; onBroken?: (error: Error) => void },
): Promise<RowList<Sample[]> | string> {
  try {
    return await source.open({ ...request, settings: readSettings(source, settings) })
  } catch (error) {
    if (/, found (?:nothing|none|neither)\b/.test((error as Error).message)) return (error as Error).message
    throw error
  }
}

/** Messages without this machine's folder, so that equal builds have equal cards. */
function withoutRoot(problem: string, options: DataBuildOptions): string {
  const root = dataRoot(options.data)
  return root === undefined ? problem : problem.replaceAll(join(root, '/'), '')
}

function writeCard(plan: Plan, result: BuildResult, options: DataBuildOptions, broken: string[]): void {
  const card = datasetCard({
    command: commandOf(options),
    version: packageVersion(),
    sources: plan.sources,
    result,
    seed: options.seed,
    style: options.style,
    kind: options.parquet ? 'parquet' : 'jsonl',
    broken,
  })
  writeFileAtomic(join(options.out, 'README.md'), card)
  writeJsonAtomic(join(options.out, 'dataset_info.json'), datasetInfo(result.files, options.style))
  writeJsonAtomic(join(options.out, 'build.json'), {
    format: 'coalm/build@1',
    command: commandOf(options),
    version: packageVersion(),
    seed: options.seed,
    counts: result.counts.map((count, at) => ({ ...count, asked: plan.sources[at]!.asked })),
    files: result.files,
    broken,
    missing: plan.missing.map(problem => withoutRoot(problem, options)),
  })
}

function commandOf(options: DataBuildOptions): string {
  const words = ['coalm data build']
  if (options.from) words.push('--from FILE')
  if (options.mix) words.push(`--mix ${options.mix.join(',')}`)
  for (const source of options.source ?? []) words.push(`--source ${source}`)
  words.push('--data DIR', `--seed ${options.seed}`)
  if (options.size) words.push(`--size ${options.size}`)
  if (options.without.length > 0) words.push(`--without ${options.without.join(',')}`)
  if (options.keepSize) words.push('--keep-size')
  if (options.licence) words.push(`--licence ${options.licence}`)
  for (const [name, value] of Object.entries(options.set)) words.push(`--set ${name}=${value}`)
  if (options.style !== 'alpaca') words.push(`--style ${options.style}`)
  if (options.parquet) words.push('--parquet')
  if (options.validation > 0) words.push(`--validation ${options.validation}`)
  if (options.skipBad) words.push('--skip-bad')
  if (options.partial) words.push('--partial')
  return words.join(' ')
}

function report(plan: Plan, result: BuildResult, options: DataBuildOptions, broken: string[]): void {
  if (plan.missing.length > 0) setStatus(1)
  if (options.json) {
    printJson({ out: options.out, missing: plan.missing, broken, ...result })
    return
  }
  print(
    renderTable(
      ['source', 'samples', 'asked', 'held out', 'kinds'],
      result.counts.map((count, at) => [
        count.name,
        String(count.samples),
        Number.isFinite(plan.sources[at]!.asked) ? String(plan.sources[at]!.asked) : 'all',
        String(count.validation),
        Object.entries(count.kinds)
          .map(([kind, samples]) => `${kind} ${samples}`)
          .join(', '),
      ]),
      { right: [1, 2, 3] },
    ),
  )
  for (const file of result.files)
    print(
      `${join(options.out, file.path)}: ${file.rows} samples, ${saySize(file.bytes)}, sha256 ${file.sha256.slice(0, 16)}`,
    )
  if (broken.length > 0) {
    say(`coalm: ${broken.length} broken rows left out; all are listed in ${join(options.out, 'build.json')}`)
    for (const problem of broken.slice(0, 5)) say(`  ${problem}`)
  }
}
