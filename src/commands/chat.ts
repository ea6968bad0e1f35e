// `coalm chat`: talk to the model with the starter services as its tools; thoughts and calls shown, calls executed.
import type { Command } from 'commander'

export type ChatOptions = {
  model: string
  adapter?: string
  data?: string
  group: string
  seed: number
  temperature: number
}

export function addChat(program: Command): void {
  program
    .command('chat')
    .summary('talk to the model, with the starter services as tools')
    .description(
      'Talks to a model that has small services as tools (restaurants, trains, music …). Thoughts and calls are shown; ' +
        'each call is really executed on a small database.',
    )
    .option('-m, --model <spec>', 'local, local:FILE.gguf, http(s)://host/v1#name or scripted:FILE', 'local')
    .option(
      '--adapter <file>',
      'a LoRA adapter for the local model: a GGUF file, or the folder of a training run',
    )
    .option('-d, --data <folder>', 'data root to look for weights in (default: COALM_DATA)')
    .option('-g, --group <name>', 'which services: evening, journey, outing, visit or office', 'outing')
    .option('--seed <number>', 'seed of the references that bookings get', Number, 1)
    .option('--temperature <number>', 'sampling temperature', Number, 0)
    .addHelpText(
      'after',
      '\nExamples:\n  coalm chat\n  coalm chat --adapter runs/quickstart/training/adapter.gguf\n  echo "A cheap thai place in the north?" | coalm chat\n',
    )
    .action(async (options: ChatOptions) => {
      const { runChat } = await import('./chat-run.ts')
      await runChat(options)
    })
}
