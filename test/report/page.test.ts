// The page holds every case, cannot be broken by what a model wrote, and stays small.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { runSession } from '../../src/eval/session.ts'
import { renderPage } from '../../src/report/page.ts'
import { readPage } from '../../src/report/page-data.ts'
import { renderScores, renderTable } from '../../src/report/table.ts'
import { adder, arithmetic } from '../eval/arithmetic.ts'
import { plain } from '../eval/plain-format.ts'

const root = mkdtempSync(join(tmpdir(), 'coalm-page-'))
after(() => rmSync(root, { recursive: true, force: true }))
const HOSTILE = '</script><script>alert(1)</script><!--'

async function makeRun(name: string, trouble?: (content: string) => string | undefined): Promise<string> {
  const folder = join(root, name)
  const cases = await arithmetic.cases({ folder: '' })
  const steps = runSession({
    folder,
    chosen: [{ benchmark: arithmetic, cases, choice: {} }],
    model: adder({ ...(trouble && { trouble }) }),
    format: plain,
    provenance: { command: `coalm ${HOSTILE}`, versions: {}, machine: {} },
  })
  while (!(await steps.next()).done);
  return folder
}

test('two runs on one page: every case, its prompt and both answers, and the comparison', async () => {
  const runs = [
    {
      label: 'base',
      folder: await makeRun('base', content => (content.startsWith('1') ? HOSTILE : undefined)),
    },
    { label: 'trained', folder: await makeRun('trained') },
  ]
  const content = readPage({ title: `t ${HOSTILE}`, runs })
  assert.equal(content.cases.lines.length, 20)
  assert.equal(content.comparisons[0]?.verdict, 'tied')
  assert.equal(content.comparisons.at(-1)?.verdict, 'better')
  const html = renderPage(content)
  assert.equal(html.split('</script>').length - 1, 3, 'data, one block, the page script')
  assert.ok(!html.includes('alert(1)</script>'))
  const block = /id="block-0">([^<]*)</.exec(html)?.[1] as string
  const { prompts, cases } = JSON.parse(gunzipSync(Buffer.from(block, 'base64')).toString())
  assert.equal(prompts.length, 20, 'the same prompt, sent to both runs, is kept once')
  const wrong = cases.find((item: { id: string }) => item.id === 'sum_1')
  assert.equal(wrong.answers[0].reply, HOSTILE)
  assert.equal(wrong.answers[1].reply, '3')
  assert.equal(prompts[wrong.answers[0].prompts[0]].messages[0].content, '1 + 2 =')
  assert.doesNotMatch(html, /(src|href)="?https?:/)
})

test('the terminal table has a column a run', async () => {
  const scores = readPage({ title: '', runs: [{ label: 'one', folder: await makeRun('one') }] }).runs
  assert.match(renderScores(scores), /arithmetic {2}small {2}accuracy {2}10 {2}100\.0 \[56\.6, 100\.0\]/)
  assert.equal(
    renderTable(
      ['a', 'n'],
      [
        ['x', '10'],
        ['yy', '2'],
      ],
      { right: [1] },
    ),
    'a    n\n──  ──\nx   10\nyy   2',
  )
})
