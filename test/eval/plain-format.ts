// A format that says text as it is, for tests that need no calls.
import { defineFormat } from '../../src/formats/format.ts'

export const plain = defineFormat({
  name: 'plain',
  source: 'this test',
  write: dialogue => ({
    messages: dialogue.turns.map(turn => ({ role: 'user', content: JSON.stringify(turn) })),
  }),
  read: said => ({ role: 'assistant', text: said.text }),
  say: turn => ({ text: turn.text ?? '' }),
})
