// SGD: task dialogues turned into conversational ReAct, grounded in the corpus' own calls and results, without a model.
import type { Turn } from '../../dialogue/dialogue.ts'
import type { RowList } from '../../files/json-rows.ts'
import { coalm } from '../../formats/coalm.ts'
import { defineSource, type Sample } from '../source.ts'
import { agentDialogue } from '../starter/prompts.ts'
import { openDialogues, type SgdDialogue } from './dialogues.ts'
import { actionSample, numbered, responseSample, type Shown, turnsBefore } from './paper-layout.ts'
import { listFunctions, readSchema, type Schema, type Signatures, toolsOf } from './schema.ts'
import { type Exchange, exchanges } from './turns.ts'

/** The signatures that samples list: how many, and as a numbered list. */
type Functions = { count: number; text: string }

/** A dialogue with the schema of its part and the functions that its samples list. */
type SgdRow = { dialogue: SgdDialogue; schema: Schema; functions: Functions }

export const sgd = defineSource<SgdRow>({
  name: 'sgd',
  task: 'CRA',
  teaches: 'to think, call and answer over many turns, in dialogues of 20 domains',
  licence: 'CC BY-SA 4.0',
  terms: ['share-alike'],
  origin: 'google-research-datasets/dstc8-schema-guided-dialogue',
  files: [{ path: 'sgd/train/schema.json', optional: true }],
  settings: {
    part: { values: ['train', 'dev', 'test'], says: 'which part of the corpus' },
    layout: { values: ['paper', 'agent'], says: "the paper's figures 6 and 7, or the agent's own prompt" },
    thoughts: {
      values: ['context', 'as-target'],
      says: 'thoughts are given, as in the paper, or learnt too (always so in the layout agent)',
    },
    signatures: {
      values: ['printed', 'full'],
      says: 'functions as printed, with required slots only, or with service, types, values and defaults',
    },
    functions: {
      values: ['all', 'dialogue'],
      says: "all functions are listed, or those of the dialogue's services",
    },
    results: { default: '10', says: 'at most so many results of a call are shown' },
  },
  rows({ folder, settings }): RowList<SgdRow> {
    const schema = readSchema(folder, settings.part!)
    const rows = openDialogues(folder, settings.part!, schema)
    const form = settings.signatures as Signatures
    const listed = (names: readonly string[] | 'all'): Functions => {
      const signatures = listFunctions(schema, names, form)
      return { count: signatures.length, text: numbered(signatures) }
    }
    const all = listed('all')
    return {
      count: rows.count,
      at(index) {
        const dialogue = rows.at(index)
        const functions = settings.functions === 'all' ? all : listed(dialogue.services)
        return { dialogue, schema, functions }
      },
      close: () => rows.close?.(),
    }
  },
  samples: ({ dialogue, schema, functions }, { seed, settings }) =>
    sgdSamples(dialogue, {
      schema,
      functions,
      seed,
      layout: settings.layout as 'paper' | 'agent',
      isThoughtLearnt: settings.thoughts === 'as-target',
      results: Number(settings.results),
    }),
})

export type SgdOptions = {
  schema: Schema
  /** The signatures that the paper's layout lists. */
  functions: Functions
  seed: number
  layout: 'paper' | 'agent'
  isThoughtLearnt: boolean
  results: number
}

/** Two samples for a turn with a call, one for a turn without. */
export function sgdSamples(dialogue: SgdDialogue, options: SgdOptions): Sample[] {
  const all = exchanges(dialogue, options)
  return all.flatMap((exchange, index): Sample[] => {
    const history = all.slice(0, index)
    const kinds = exchange.action ? (['action', 'response'] as const) : (['response'] as const)
    return kinds.map(kind => ({
      id: `sgd/${dialogue.dialogue_id}/${exchange.at}/${kind}`,
      source: 'sgd',
      task: 'CRA',
      ...show(kind, exchange, { history, dialogue, options }),
      meta: {
        kind,
        dialogue: dialogue.dialogue_id,
        turn: exchange.at,
        tools: kind === 'action' ? options.functions.count : 0,
        calls: kind === 'action' ? 1 : 0,
        slots: kind === 'action' ? Object.keys(exchange.action!.turn.calls![0]!.arguments).length : 0,
      },
    }))
  })
}

type Around = { history: Exchange[]; dialogue: SgdDialogue; options: SgdOptions }

function show(kind: 'action' | 'response', exchange: Exchange, around: Around): Shown {
  const { history, options } = around
  if (options.layout === 'agent') return agentSample(kind, exchange, around)
  const paper = { functions: options.functions.text, history, isThoughtLearnt: options.isThoughtLearnt }
  return kind === 'action' ? actionSample(exchange, paper) : responseSample(exchange, paper)
}

/** As the agent will be asked: the same words as the starter's, the dialogue's tools, the thought learnt. */
function agentSample(kind: 'action' | 'response', exchange: Exchange, around: Around): Shown {
  const { history, dialogue, options } = around
  const past = history.flatMap((one): Turn[] => [
    ...turnsBefore(one),
    { role: 'assistant', thought: one.thought, text: one.text },
  ])
  const [asked, ...done] = turnsBefore(exchange)
  const turns = kind === 'action' ? [...past, asked!] : [...past, asked!, ...done]
  const tools = toolsOf(options.schema, dialogue.services)
  const [system, user] = coalm.write(agentDialogue(tools, turns)).messages
  const said =
    kind === 'action'
      ? { ...exchange.action!.turn, thought: exchange.action!.thought }
      : { role: 'assistant' as const, thought: exchange.thought, text: exchange.text }
  return { instruction: system!.content, input: user!.content, output: coalm.say(said).text }
}
