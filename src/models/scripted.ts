// A model that says what a script says, for tests, examples and baselines.
import type { Prompt, Said } from '../dialogue/prompt.ts'
import { type Model, ModelFault } from './model.ts'

export type Script = (prompt: Prompt) => string | Said | Promise<string | Said>

/** Answers through a function of the prompt. */
export function scripted(name: string, script: Script, { concurrency = 8 } = {}): Model {
  return {
    identity: { kind: 'scripted', name },
    concurrency,
    async ask(prompt, { signal }) {
      if (signal?.aborted) throw new ModelFault('aborted', 'stopped before the script answered')
      const started = performance.now()
      const said = await script(prompt)
      return { ...(typeof said === 'string' ? { text: said } : said), ms: performance.now() - started }
    },
    async close() {},
  }
}

/** Answers with each reply in turn; a prompt beyond the last one is a fault. */
export function scriptedReplies(replies: readonly (string | Said)[]): Model {
  let next = 0
  return scripted(
    `${replies.length} replies`,
    () => {
      const reply = replies[next++]
      if (reply === undefined)
        throw new ModelFault('refused', `the script has ${replies.length} replies and was asked for one more`)
      return reply
    },
    { concurrency: 1 },
  )
}
