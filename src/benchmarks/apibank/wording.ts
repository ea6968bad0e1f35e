// Calls said as the labels of the two editions say them.
import type { Call, Json } from '../../dialogue/dialogue.ts'
import { dumpJson } from '../../files/python-dump.ts'
import { str } from '../../files/python-repr.ts'
import { fromJson } from '../../files/values.ts'
import type { Edition } from './cases.ts'

/** Hammer's labels are fenced JSON as json.dumps writes it; the official ones a bracketed call whose values are quoted. */
export function sayCalls(calls: Call[], edition: Edition): string {
  if (edition === 'hammer') {
    const plain = calls.map(({ name, arguments: given }) => ({ name, arguments: given }))
    return `\`\`\`\n${dumpJson(fromJson(plain))}\n\`\`\``
  }
  return calls.map(call => `API-Request: [${call.name}(${sayArguments(call.arguments)})]`).join('\n')
}

function sayArguments(given: Record<string, Json>): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}='${str(fromJson(value))}'`)
    .join(', ')
}
