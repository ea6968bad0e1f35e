// The summary of runs as a table for the terminal.
import type { RangedScore } from '../eval/judge.ts'
import { groupThousands, sayInterval, sayScore } from '../eval/words.ts'

/** Columns are padded to their widest cell; those in `right` are set to the right. */
export function renderTable(head: string[], rows: string[][], { right = [] as number[] } = {}): string {
  const widths = head.map((cell, column) =>
    Math.max(width(cell), ...rows.map(row => width(row[column] ?? ''))),
  )
  const line = (row: string[]) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] as number) - width(cell))
        return right.includes(column) ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [line(head), widths.map(size => '─'.repeat(size)).join('  '), ...rows.map(line)].join('\n')
}

function width(text: string): number {
  return [...text].length
}

/** One line a score and a column a run. */
export function renderScores(runs: { label: string; scores: RangedScore[] }[]): string {
  const names = new Map<string, RangedScore>()
  for (const { scores } of runs)
    for (const score of scores) names.set(nameOf(score), names.get(nameOf(score)) ?? score)
  const rows = [...names].map(([name, score]) => [
    score.benchmark,
    score.split,
    score.metric,
    groupThousands(score.n),
    ...runs.map(({ scores }) => {
      const own = scores.find(item => nameOf(item) === name)
      return own ? `${sayScore(own)} ${sayInterval(own.interval)}`.trim() : '–'
    }),
  ])
  return renderTable(['benchmark', 'split', 'metric', 'n', ...runs.map(({ label }) => label)], rows, {
    right: [3],
  })
}

function nameOf(score: RangedScore): string {
  return JSON.stringify([score.benchmark, score.split, score.metric])
}
