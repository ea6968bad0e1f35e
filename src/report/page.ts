// The report page: one HTML file that holds everything it shows and asks the network for nothing.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { writeFileAtomic } from '../files/atomic.ts'
import { escapeHtml } from './escape-html.ts'
import { type PageContent, type PageRequest, readPage } from './page-data.ts'

const CASES_A_BLOCK = 100

/** The modules of the page, joined into one script: what the others are made of first, what draws last. */
const SCRIPTS = [
  'elements',
  'head',
  'results',
  'error-classes',
  'comparisons',
  'paper',
  'training',
  'dialogue',
  'case',
  'cases',
  'origin',
  'page',
]

/** Writes the page and returns its size in bytes. Cases lie in gzipped blocks that the browser opens one at a time. */
export function writePage(path: string, request: PageRequest): number {
  const html = renderPage(readPage(request))
  writeFileAtomic(path, html)
  return Buffer.byteLength(html)
}

export function renderPage(content: PageContent): string {
  const { cases, ...summary } = content
  const blocks: string[] = []
  for (let from = 0; from < cases.lines.length; from += CASES_A_BLOCK)
    blocks.push(pack(cases.read(from, from + CASES_A_BLOCK)))
  const data = { ...summary, casesPerBlock: CASES_A_BLOCK, lines: pack(cases.lines) }
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(content.title)}</title>`,
    content.running ? '<meta http-equiv="refresh" content="20">' : '',
    `<style>${asset('page.css')}</style></head><body>`,
    '<main id="page"><noscript>This page draws its tables with JavaScript; it loads nothing from the network.</noscript></main>',
    `<script type="application/json" id="data">${embed(data)}</script>`,
    ...blocks.map((block, index) => `<script type="text/plain" id="block-${index}">${block}</script>`),
    `<script>{${SCRIPTS.map(script).join('\n')}}</script>`,
    '</body></html>',
  ].join('\n')
}

function asset(name: string): string {
  return readFileSync(new URL(`../../web/report/${name}`, import.meta.url), 'utf8')
}

/** A module without its imports and exports: a page opened from a file may not load modules, one script it may. */
function script(name: string): string {
  return asset(`${name}.js`)
    .replace(/^import [^']*'[^']*'\n/gm, '')
    .replace(/^export /gm, '')
}

function pack(value: unknown): string {
  return gzipSync(JSON.stringify(value), { level: 9 }).toString('base64')
}

/** JSON that cannot end the script element it stands in, whatever a model wrote. */
function embed(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
