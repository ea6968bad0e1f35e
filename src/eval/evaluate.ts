// Asks a model every case that a run has not answered yet, keeping each answer as it comes.
import type { Prompt } from '../dialogue/prompt.ts'
import type { Format } from '../formats/format.ts'
import { type Model, ModelFault, type Reply, type Sampling, type Usage } from '../models/model.ts'
import type { BenchmarkCase, Respondent } from './benchmark.ts'
import { type CaseKey, isAnswered, keyText, type Prediction } from './prediction.ts'
import type { OpenRun } from './run.ts'

/** `sampling` is what this benchmark's replies are limited to. */
export type Questions = { benchmark: string; sampling: Sampling; cases: BenchmarkCase[] }

export type Progress = {
  prediction: Prediction
  /** Cases with an answer or a fault so far, cases answered before this start, and all cases. */
  done: number
  kept: number
  total: number
  faults: number
}

/**
 * Yields after each case. Cases are asked in order, as many at once as the model allows; the steps of one case follow
 * each other. Ends early, with what is answered kept, when `signal` is aborted; throws the fault that asks the whole run
 * to stop (a rejected key), or the error that kept an answer from being written (a full disk).
 */
export async function* evaluate(options: {
  run: OpenRun
  questions: Questions[]
  model: Model
  format: Format
  attempts?: number
  signal?: AbortSignal
}): AsyncGenerator<Progress> {
  const { run, model, signal } = options
  const asked = listAsked(options.questions, options.attempts ?? 1)
  const open = asked.filter(item => !isSettled(run, item.key))
  const kept = asked.length - open.length
  let done = kept
  let faults = 0

  const stop = new AbortController()
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const finished: Prediction[] = []
  let failure: unknown
  let wake = () => {}
  let next = 0

  async function work(): Promise<void> {
    while (next < open.length && !either.aborted) {
      const item = open[next++] as Asked
      try {
        const prediction = await askOne(item, { run, model, format: options.format, signal: either })
        if (either.aborted && !isAnswered(prediction)) return
        run.keep(prediction)
        finished.push(prediction)
      } catch (error) {
        failure ??= error
        stop.abort()
      }
      wake()
    }
  }

  const workers = Promise.all(Array.from({ length: Math.min(model.concurrency, open.length) }, work))
  let isOver = false
  const over = workers.then(() => {
    isOver = true
    wake()
  })
  try {
    while (!isOver || finished.length > 0) {
      const prediction = finished.shift()
      if (prediction) {
        done++
        if (!isAnswered(prediction)) faults++
        yield { prediction, done, kept, total: asked.length, faults }
      } else {
        await new Promise<void>(resolve => {
          wake = resolve
          if (isOver || finished.length > 0) resolve()
        })
      }
    }
  } finally {
    stop.abort()
    await over
  }
  if (failure) throw failure
}

type Asked = { key: CaseKey; item: BenchmarkCase; sampling: Sampling }

function listAsked(questions: Questions[], attempts: number): Asked[] {
  return questions.flatMap(({ benchmark, sampling, cases }) =>
    cases.flatMap(item =>
      Array.from({ length: attempts }, (_, attempt) => ({
        key: { benchmark, split: item.split, id: item.id, attempt },
        item,
        sampling: sampling.seed === undefined ? sampling : { ...sampling, seed: sampling.seed + attempt },
      })),
    ),
  )
}

function isSettled(run: OpenRun, key: CaseKey): boolean {
  const before = run.settled.get(keyText(key))
  return before !== undefined && isAnswered(before)
}

async function askOne(
  { key, item, sampling }: Asked,
  { run, model, format, signal }: { run: OpenRun; model: Model; format: Format; signal: AbortSignal },
): Promise<Prediction> {
  const started = performance.now()
  const prompts: string[] = []
  const replies: Reply[] = []

  async function send(prompt: Prompt): Promise<Reply> {
    prompts.push(run.keepPrompt(prompt))
    const reply = await model.ask(prompt, { sampling, signal })
    replies.push(reply)
    return reply
  }

  const respondent: Respondent = { format, send }
  const ms = () => Math.round((performance.now() - started) * 10) / 10
  try {
    const answer = await item.ask(respondent)
    const usage = addUsage(replies)
    const calls = replies.at(-1)?.calls
    return {
      ...key,
      prompt: prompts.at(-1) ?? '',
      ...(prompts.length > 1 && { prompts }),
      ...answer,
      ...(calls && { calls }),
      ...(usage && { usage }),
      ms: ms(),
    }
  } catch (error) {
    if (!(error instanceof ModelFault) || error.stop) throw error
    const prompt = prompts.at(-1)
    return { ...key, ...(prompt !== undefined && { prompt }), ms: ms(), fault: describeFault(error) }
  }
}

function describeFault(fault: ModelFault) {
  const { kind, message, status, requestId, partial } = fault
  return {
    kind,
    message,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(partial !== undefined && { partial }),
  }
}

function addUsage(replies: Reply[]): Usage | undefined {
  const parts = replies.flatMap(reply => reply.usage ?? [])
  if (parts.length === 0) return undefined
  const total: Usage = { prompt: 0, completion: 0, cached: 0 }
  for (const part of parts) {
    total.prompt += part.prompt
    total.completion += part.completion
    total.cached = (total.cached ?? 0) + (part.cached ?? 0)
  }
  return total
}
