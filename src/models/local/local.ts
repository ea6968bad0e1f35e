// The embedded model: a GGUF file run in this process by llama.cpp, reusing what neighbouring prompts share.
import { basename } from 'node:path'
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp'
import type { Prompt } from '../../dialogue/prompt.ts'
import { fileSha256 } from '../../files/hash.ts'
import { type Chat, chatFrom, pieceIds } from '../../tokens/chat-template.ts'
import { checkAdapter } from '../../weights/adapter.ts'
import { type Gguf, readGguf } from '../../weights/gguf.ts'
import { type Model, ModelFault, type ModelIdentity, type Reply, type Sampling } from '../model.ts'
import { takeEngine } from './shared.ts'

/**
 * Prompts are evaluated in batches that begin at multiples of this many tokens, and a shared prefix is reused down to
 * such a multiple. So the arithmetic of a reply does not depend on what was asked before it: the same prompt gets the
 * same reply in any order.
 */
const BATCH = 64

export type LocalOptions = {
  /** A GGUF file. */
  weights: string
  /** A LoRA adapter in GGUF. */
  adapter?: string
  /** Contexts that answer side by side, one thread each. */
  contexts?: number
  /** Tokens of prompt and reply together; 4096 by default, never more than the model was trained for. */
  contextSize?: number
}

type Seat = { sequence: LlamaContextSequence; isBusy: boolean; tokens: Token[] }

/** Loads weights and adapter. Throws one sentence where the file cannot be run. */
export async function openLocal(options: LocalOptions): Promise<Model> {
  const { contexts = 2 } = options
  const gguf = await readGguf(options.weights)
  const contextSize = Math.min(options.contextSize ?? 4096, trainedContext(gguf))
  const identity = await identify(options, gguf)
  if (options.adapter !== undefined) await checkAdapter(options.adapter, gguf)
  const chat = chatFrom(gguf.metadata, options.weights)
  const { model, seats, close } = await load(options, { contexts, contextSize })
  const waiting: (() => void)[] = []

  /** The free seat whose context shares the longest beginning with the prompt. */
  async function takeSeat(ids: Token[]): Promise<Seat> {
    while (seats.every(seat => seat.isBusy)) await new Promise<void>(resolve => waiting.push(resolve))
    const free = seats.filter(seat => !seat.isBusy)
    const best = free.reduce((a, b) => (sharedLength(b.tokens, ids) > sharedLength(a.tokens, ids) ? b : a))
    best.isBusy = true
    return best
  }

  function leaveSeat(seat: Seat): void {
    seat.isBusy = false
    waiting.shift()?.()
  }

  return {
    identity,
    concurrency: contexts,
    async ask(prompt, { sampling, signal }) {
      const started = performance.now()
      const ids = promptIds(prompt, chat, model)
      if (ids.length + sampling.maxTokens > contextSize)
        throw new ModelFault(
          'context',
          `the prompt has ${ids.length} tokens and its reply may have ${sampling.maxTokens}, more than the context of ${contextSize}`,
        )
      const seat = await takeSeat(ids)
      try {
        const reply = await generate(seat, ids, model, sampling, signal)
        return { ...reply, ms: performance.now() - started }
      } finally {
        leaveSeat(seat)
      }
    },
    close,
  }
}

/** Loads weights and adapter into `contexts` contexts; what was loaded is given back where one of them fails. */
async function load(
  options: LocalOptions,
  { contexts, contextSize }: { contexts: number; contextSize: number },
): Promise<{ model: LlamaModel; seats: Seat[]; close(): Promise<void> }> {
  const { llama, complaints, release } = await takeEngine()
  const before = complaints.length
  let model: LlamaModel | undefined
  async function close(): Promise<void> {
    await model?.dispose()
    await release()
  }
  try {
    model = await llama.loadModel({ modelPath: options.weights, defaultContextFlashAttention: false })
    const seats: Seat[] = []
    for (let i = 0; i < contexts; i++) {
      const context = await model.createContext({
        contextSize,
        batchSize: BATCH,
        threads: 1,
        failedCreationRemedy: false,
        ...(options.adapter !== undefined && {
          lora: { adapters: [{ filePath: options.adapter, scale: 1 }] },
        }),
      })
      seats.push({ sequence: context.getSequence(), isBusy: false, tokens: [] })
    }
    return { model, seats, close }
  } catch (error) {
    await close()
    throw cannotRun(options, complaints[before] ?? (error as Error).message)
  }
}

function trainedContext(gguf: Gguf): number {
  const length = Number(gguf.metadata.get(`${gguf.metadata.get('general.architecture')}.context_length`))
  return length > 0 ? length : Number.POSITIVE_INFINITY
}

async function identify(options: LocalOptions, gguf: Gguf): Promise<ModelIdentity> {
  return {
    kind: 'local',
    name: String(gguf.metadata.get('general.name') ?? basename(options.weights)),
    weights: await fileSha256(options.weights),
    ...(options.adapter !== undefined && { adapter: await fileSha256(options.adapter) }),
  }
}

/** llama.cpp's own first complaint says more than the error that follows it. */
function cannotRun({ weights, adapter }: LocalOptions, complaint: string): Error {
  const files = adapter === undefined ? weights : `${weights} with adapter ${adapter}`
  const reason = complaint.replace(/^\w+: (error loading model: )?/, '')
  return new Error(
    `${files}: expected a model that llama.cpp can run, found that it cannot (${reason}); give another file`,
  )
}

function promptIds(prompt: Prompt, chat: Chat, model: LlamaModel): Token[] {
  return pieceIds(chat.template.render(prompt), chat.special, text => model.tokenize(text, false)) as Token[]
}

function sharedLength(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const most = Math.min(a.length, b.length)
  let shared = 0
  while (shared < most && a[shared] === b[shared]) shared++
  return shared
}

async function generate(
  seat: Seat,
  ids: Token[],
  model: LlamaModel,
  sampling: Sampling,
  signal: AbortSignal | undefined,
): Promise<Omit<Reply, 'ms'>> {
  const { sequence } = seat
  // At least the last token must be evaluated again, for its prediction.
  const kept = Math.floor(Math.min(sharedLength(seat.tokens, ids), ids.length - 1) / BATCH) * BATCH
  if (sequence.nextTokenIndex > kept)
    await sequence.eraseContextTokenRanges([{ start: kept, end: sequence.nextTokenIndex }])
  seat.tokens = ids.slice(0, kept)

  const spoken: Token[] = []
  let text = ''
  let isWhole = false
  const steps = sequence.evaluate(ids.slice(kept), {
    temperature: sampling.temperature,
    yieldEogToken: true,
    ...(sampling.seed !== undefined && { seed: sampling.seed }),
  })
  for await (const token of steps) {
    if (signal?.aborted) throw new ModelFault('aborted', 'stopped before the reply was whole')
    if (model.isEogToken(token)) {
      isWhole = true
      break
    }
    spoken.push(token)
    text = model.detokenize(spoken)
    const stop = firstStop(text, sampling.stop)
    if (stop >= 0) {
      text = text.slice(0, stop)
      isWhole = true
      break
    }
    if (spoken.length >= sampling.maxTokens) break
  }
  seat.tokens = [...ids, ...spoken].slice(0, sequence.nextTokenIndex)
  if (!isWhole && sampling.cut !== 'answer')
    throw new ModelFault('truncated', `the reply was cut off at ${sampling.maxTokens} tokens`, {
      partial: text,
    })
  return { text, usage: { prompt: ids.length, completion: spoken.length, cached: kept } }
}

function firstStop(text: string, stops: string[] | undefined): number {
  const places = (stops ?? []).map(stop => text.indexOf(stop)).filter(place => place >= 0)
  return places.length === 0 ? -1 : Math.min(...places)
}
