// The page about a data set: Table 1 beside the paper's, and how samples spread, drawn without a script.
import { readFileSync } from 'node:fs'
import type { SourceStats } from '../data/stats.ts'
import type { Table1Row } from '../data/table1.ts'
import { writeFileAtomic } from '../files/atomic.ts'
import { escapeHtml } from './escape-html.ts'

export type DataPageRequest = { title: string; rows: Table1Row[]; notes: string[]; sources: SourceStats[] }

/** Writes one HTML file that loads nothing, and returns its size in bytes. */
export function writeDataPage(path: string, request: DataPageRequest): number {
  const html = renderDataPage(request)
  writeFileAtomic(path, html)
  return Buffer.byteLength(html)
}

export function renderDataPage({ title, rows, notes, sources }: DataPageRequest): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${readFileSync(new URL('../../web/report/page.css', import.meta.url), 'utf8')}</style></head><body>`,
    `<main><h1>${escapeHtml(title)}</h1>`,
    tableOne(rows),
    `<ul>${notes.map(note => `<li>${escapeHtml(note)}</li>`).join('')}</ul>`,
    ...sources.map(section),
    '</main></body></html>',
  ].join('\n')
}

/** Table 1 as texts: ours, and the paper's beside it. */
export function tableOneTexts(rows: Table1Row[]): { head: string[]; cells: string[][] } {
  const head = ['source', 'samples', 'tokens', 'average', 'paper', 'tokens', 'average']
  const cells = rows.map(({ source, samples, tokens, average, paper }) => [
    source,
    number(samples),
    number(tokens),
    average.toFixed(2),
    paper ? number(paper.samples) : '',
    paper ? number(paper.tokens) : '',
    paper ? paper.average.toFixed(2) : '',
  ])
  return { head, cells }
}

function tableOne(rows: Table1Row[]): string {
  const { head, cells } = tableOneTexts(rows)
  const row = (tag: string, texts: string[]) =>
    `<tr>${texts.map(text => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`
  return `<table><thead>${row('th', head)}</thead><tbody>${cells.map(texts => row('td', texts)).join('')}</tbody></table>`
}

function section(stats: SourceStats): string {
  const { tokensASample: spread, thoughts } = stats
  const kinds = Object.entries(stats.kinds).map(([kind, samples]) => `${kind} ${number(samples)}`)
  const lengths =
    `Tokens a sample: ${[spread.least, spread.median, spread.p90, spread.most].map(number).join(' · ')} ` +
    '(least, median, 90 %, most)'
  const charts = (['calls', 'tools', 'turns', 'slots'] as const)
    .filter(name => stats[name].some(([value]) => value > 0))
    .map(name => bars(name, stats[name]))
  return [
    `<section><h2>${escapeHtml(stats.source)}</h2>`,
    `<p>${escapeHtml(`${number(stats.samples)} samples: ${kinds.join(', ')}. ${lengths}.`)}</p>`,
    ...(thoughts
      ? [
          `<p>Different 1-, 2- and 3-grams in ${number(thoughts.thoughts)} thoughts: ${thoughts.distinct.map(ratio => `${(100 * ratio).toFixed(1)} %`).join(', ')}.</p>`,
        ]
      : []),
    ...charts,
    '</section>',
  ].join('\n')
}

const BAR = { width: 14, gap: 4, height: 80, most: 40 }

/** One bar a number; what is beyond the fortieth bar stands in the last. */
function bars(name: string, numbers: [number, number][]): string {
  const shown = numbers.slice(0, BAR.most)
  const rest = numbers.slice(BAR.most).reduce((sum, [, samples]) => sum + samples, 0)
  if (rest > 0) shown.push([numbers[BAR.most]![0], rest])
  const highest = Math.max(...shown.map(([, samples]) => samples))
  const step = BAR.width + BAR.gap
  const drawn = shown.map(([value, samples], at) => {
    const height = Math.max(1, Math.round((BAR.height * samples) / highest))
    const label = `<text x="${at * step + BAR.width / 2}" y="${BAR.height + 14}" font-size="9" text-anchor="middle">${value}</text>`
    return (
      `<rect x="${at * step}" y="${BAR.height - height}" width="${BAR.width}" height="${height}" fill="currentColor" opacity="0.6">` +
      `<title>${value}: ${number(samples)} samples</title></rect>${label}`
    )
  })
  const width = shown.length * step
  return (
    `<figure><figcaption>${name} a sample</figcaption>` +
    `<svg role="img" aria-label="${name} a sample" width="${width}" height="${BAR.height + 18}" viewBox="0 0 ${width} ${BAR.height + 18}">` +
    `${drawn.join('')}</svg></figure>`
  )
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
