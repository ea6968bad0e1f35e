// The dataset card: what a built mix is made of, under which licences, how much of each, and the command that made it.
import type { BuildResult } from './build.ts'
import type { FileKind } from './output.ts'
import type { Source, Term } from './source.ts'
import type { Style } from './written.ts'

export type CardRequest = {
  /** The command without folders of this machine. */
  command: string
  version: string
  sources: (Pick<Source, 'name' | 'teaches' | 'licence' | 'origin' | 'terms'> & { asked: number })[]
  result: BuildResult
  seed: number
  style: Style
  kind: FileKind
  broken: string[]
  /** Parts of the mix whose files were not there. */
  missing?: string[]
}

/** Markdown with the front matter that data hubs read. Holds no date and no place, so equal builds have equal cards. */
export function datasetCard(request: CardRequest): string {
  const { sources, result } = request
  const total = result.counts.reduce((sum, one) => sum + one.samples, 0)
  return [
    ...frontMatter(request, total),
    '# Instruction samples for dialogue and tool calling',
    '',
    `${number(total)} samples built by coalm ${request.version} after CoALM-IT (arXiv 2502.08820). ` +
      'Nothing in it was made by the authors of that paper.',
    '',
    '```',
    request.command,
    '```',
    '',
    '## Sources',
    '',
    ...table(
      ['source', 'teaches', 'samples', 'asked', 'held out', 'kinds', 'licence', 'rows from'],
      result.counts.map((count, at) => {
        const source = sources[at]!
        const kinds = Object.entries(count.kinds).sort(([a], [b]) => (a < b ? -1 : 1))
        return [
          source.name,
          source.teaches,
          number(count.samples),
          Number.isFinite(source.asked) ? number(source.asked) : 'all',
          number(count.validation),
          kinds.map(([kind, samples]) => `${kind} ${number(samples)}`).join(', '),
          source.licence,
          source.origin,
        ]
      }),
    ),
    '',
    '## Licences',
    '',
    ...licenceLines(sources),
    '',
    '## Files',
    '',
    ...table(
      ['file', 'rows', 'bytes', 'SHA-256'],
      result.files.map(file => [file.path, number(file.rows), number(file.bytes), file.sha256]),
    ),
    '',
    request.style === 'alpaca'
      ? 'Columns: `id`, `source`, `task` (TOD, LA or CRA), `instruction`, `input`, `output`, `meta`.'
      : 'Columns: `id`, `source`, `task` (TOD, LA or CRA), `messages` (a list of `role` and `content`), `meta`.',
    `The order and the held-out samples follow from the seed ${request.seed}. Samples of one dialogue are never parted.`,
    ...leftOut(request),
    '',
  ].join('\n')
}

function frontMatter({ kind, result, sources }: CardRequest, total: number): string[] {
  const hasTerms = sources.some(source => (source.terms ?? []).length > 0)
  return [
    '---',
    `license: ${hasTerms ? 'other' : 'apache-2.0'}`,
    'language: [en]',
    'task_categories: [text-generation]',
    'tags: [function-calling, dialogue, tool-use]',
    `size_categories: [${sizeCategory(total)}]`,
    'configs:',
    '  - config_name: default',
    '    data_files:',
    `      - { split: train, path: samples.${kind} }`,
    ...(result.files.length > 1 ? [`      - { split: validation, path: validation.${kind} }`] : []),
    '---',
    '',
  ]
}

function sizeCategory(total: number): string {
  const steps: [number, string][] = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
  ]
  return steps.find(([limit]) => total < limit)?.[1] ?? '100K<n<1M'
}

const TERMS: Record<Term, string> = {
  'share-alike': 'what is derived from it must carry the same licence',
  'non-commercial': 'at least one statement of its licence forbids commercial use',
  unverified: 'its licence is repeated from elsewhere and was not verified',
}

function licenceLines(sources: CardRequest['sources']): string[] {
  const named = new Map(sources.map(source => [source.name, source]))
  return [...named.values()].map(({ name, licence, terms = [] }) => {
    const notes = terms.map(term => `**${term}**: ${TERMS[term]}`)
    return `- ${name}: ${licence}${notes.length > 0 ? `. ${notes.join('; ')}` : ''}.`
  })
}

function leftOut({ broken, missing = [] }: CardRequest): string[] {
  const lines = [
    ...missing.map(problem => `- a whole source: ${problem}`),
    ...broken.map(problem => `- ${problem}`),
  ]
  if (lines.length === 0) return []
  return [
    '',
    '## Left out',
    '',
    `${missing.length} sources and ${number(broken.length)} broken rows:`,
    '',
    ...lines,
  ]
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)]
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
