// A benchmark of sums and a model that can add, for tests of the machinery around them.
import type { Benchmark } from '../../src/eval/benchmark.ts'
import { defineBenchmark } from '../../src/eval/benchmark.ts'
import { type Model, ModelFault } from '../../src/models/model.ts'

type Sum = { id: string; split: string; a: number; b: number }

export const arithmetic: Benchmark = defineBenchmark<Sum>({
  name: 'arithmetic',
  title: 'Sums',
  paper: 'none',
  reference: 'this test',
  licence: 'Apache-2.0',
  splits: ['small', 'large'],
  dataVersion: '1',
  folder: null,
  async cases({ splits }) {
    const all = Array.from({ length: 20 }, (_, i) => ({
      id: `sum_${i}`,
      split: i < 10 ? 'small' : 'large',
      a: i,
      b: i * 2,
    }))
    return all.filter(item => !splits || splits.includes(item.split))
  },
  id: item => item.id,
  split: item => item.split,
  cluster: item => `${item.split}-${item.a % 5}`,
  card: item => ({ title: `${item.a} + ${item.b}`, expected: String(item.a + item.b) }),
  async ask(item, respondent) {
    const content = `${item.a} + ${item.b} =`
    const reply = await respondent.send({ messages: [{ role: 'user', content }] })
    return { reply: reply.text }
  },
  score(item, answer) {
    const correct = answer.reply === String(item.a + item.b)
    return {
      correct,
      metrics: { accuracy: Number(correct) },
      ...(!correct && { reason: 'the sum is another' }),
    }
  },
  totals(cases) {
    return ['small', 'large'].flatMap(split => {
      const own = cases.filter(item => item.split === split)
      const right = own.filter(item => item.verdict.correct).length
      const value = own.length === 0 ? null : (100 * right) / own.length
      return [{ split, metric: 'accuracy', value, n: own.length, scorer: 'equality' }]
    })
  },
})

/** Adds rightly, but for the prompts that `trouble` turns into a fault or another reply. */
export function adder(options: {
  asked?: string[]
  concurrency?: number
  trouble?: (content: string) => string | ModelFault | undefined
}): Model {
  return {
    identity: { kind: 'scripted', name: 'adder' },
    concurrency: options.concurrency ?? 4,
    async ask(prompt, { signal }) {
      const content = prompt.messages[0]?.content ?? ''
      options.asked?.push(content)
      await new Promise(resolve => setTimeout(resolve, 1))
      if (signal?.aborted) throw new ModelFault('aborted', 'stopped')
      const trouble = options.trouble?.(content)
      if (trouble instanceof ModelFault) throw trouble
      const [a = 0, b = 0] = content.match(/\d+/g)?.map(Number) ?? []
      return { text: trouble ?? String(a + b), usage: { prompt: 5, completion: 1 }, ms: 1 }
    },
    async close() {},
  }
}
