// A benchmark of your own in one file: `coalm eval examples/03-own-benchmark.mjs --model …`, or run it: node examples/03-own-benchmark.mjs
import { pathToFileURL } from 'node:url'
import { defineBenchmark, loadFormat, scripted } from 'coalm'

const QUESTIONS = [
  { id: 'capital-1', country: 'France', capital: 'Paris' },
  { id: 'capital-2', country: 'Peru', capital: 'Lima' },
]

export const benchmark = defineBenchmark({
  name: 'capitals',
  title: 'Capitals',
  paper: 'none',
  reference: 'this file',
  licence: 'Apache-2.0',
  splits: ['all'],
  dataVersion: '1',
  folder: null,
  cases: async () => QUESTIONS,
  id: item => item.id,
  split: () => 'all',
  card: item => ({ title: `The capital of ${item.country}?`, expected: item.capital }),
  async ask(item, { send }) {
    const content = `Name the capital of ${item.country}, nothing else.`
    const { text } = await send({ messages: [{ role: 'user', content }] })
    return { reply: text }
  },
  score(item, { reply }) {
    const correct = reply.trim() === item.capital
    return { correct, metrics: { accuracy: Number(correct) }, given: reply }
  },
  totals(cases) {
    const right = cases.filter(({ verdict }) => verdict.correct).length
    return [
      {
        split: 'all',
        metric: 'accuracy',
        value: (100 * right) / cases.length,
        n: cases.length,
        scorer: 'capitals 1',
      },
    ]
  },
})

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const model = scripted('atlas', ({ messages }) => (messages[0].content.includes('Peru') ? 'Lima' : 'Lyon'))
  const send = prompt => model.ask(prompt, { sampling: { temperature: 0, maxTokens: 16 } })
  for (const item of await benchmark.cases({ folder: '' })) {
    const reply = await item.ask({ format: loadFormat('coalm'), send })
    console.log(item.id, item.score(reply))
  }
}
