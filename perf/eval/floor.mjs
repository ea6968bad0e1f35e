// The floor: a plain Node fetch loop that asks the same questions and writes one flushed JSON line an answer.
import { openSync, writeSync } from 'node:fs'
import { question } from './question.mjs'

const [base, count, file] = [process.argv[2], Number(process.argv[3]), process.argv[4]]
const out = openSync(file, 'w')
let next = 0

async function work() {
  while (next < count) {
    const at = next++
    const response = await fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'm',
        messages: [{ role: 'user', content: question(at) }],
        temperature: 0,
        max_tokens: 512,
      }),
    })
    const reply = (await response.json()).choices[0].message.content
    writeSync(out, `${JSON.stringify({ id: at, reply, correct: reply === String(at + 1) })}\n`)
  }
}

await Promise.all(Array.from({ length: 32 }, work))
