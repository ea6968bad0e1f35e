// A private benchmark of plain cases: prompts of about 200 characters, judged by equality. CASES says how many.
import { defineBenchmark } from '../../dist/index.js'
import { question } from './question.mjs'

const count = Number(process.env.CASES ?? 500)
export const benchmark = defineBenchmark({
  name: 'sums',
  title: 'Sums',
  paper: 'none',
  reference: 'perf/eval',
  licence: 'Apache-2.0',
  splits: ['all'],
  dataVersion: '1',
  folder: null,
  cases: async () => Array.from({ length: count }, (_, at) => at),
  id: at => `sum_${at}`,
  split: () => 'all',
  card: at => ({ title: `${at} + 1`, expected: String(at + 1) }),
  async ask(at, model) {
    const reply = await model.send({ messages: [{ role: 'user', content: question(at) }] })
    return { reply: reply.text }
  },
  score(at, { reply }) {
    const correct = reply === String(at + 1)
    return { correct, metrics: { accuracy: Number(correct) } }
  },
  totals(cases) {
    const right = cases.filter(one => one.verdict.correct).length
    const value = cases.length === 0 ? null : (100 * right) / cases.length
    return [{ split: 'all', metric: 'accuracy', value, n: cases.length, scorer: 'equality' }]
  },
})
