// A model of the official leaderboard by the name of its result folder: how it is shown, priced, and read.
import { MODEL_TABLE } from './model-table.ts'

/** Prices in dollars per million tokens, `null` for models that run on one's own machines. */
export type ModelFacts = {
  name: string
  shown: string
  link: string
  organization: string
  license: string
  handler: string
  inputPrice: number | null
  outputPrice: number | null
  isNative: boolean
  dotsToUnderscores: boolean
}

/** The folder is the model's name with `_` for `/`. `undefined` for a model that the official table does not have. */
export function factsOf(folder: string): ModelFacts | undefined {
  return readTable().get(folder.replaceAll('_', '/'))
}

/** A model outside of the official table: shown by its folder's name; calls as text unless a dialect says otherwise. */
export function unknownModel(folder: string): ModelFacts {
  return {
    name: folder,
    shown: folder.replaceAll(',', ' '),
    link: 'N/A',
    organization: 'N/A',
    license: 'N/A',
    handler: '',
    inputPrice: null,
    outputPrice: null,
    isNative: false,
    dotsToUnderscores: false,
  }
}

let table: Map<string, ModelFacts> | undefined

function readTable(): Map<string, ModelFacts> {
  table ??= new Map(
    MODEL_TABLE.trim()
      .split('\n')
      .map(line => {
        const facts = readLine(line)
        return [facts.name, facts]
      }),
  )
  return table
}

function readLine(line: string): ModelFacts {
  const fields = line.split('|')
  const [name, shown, link, organization, license, handler, input, output, flags] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    name,
    shown,
    link,
    organization,
    license,
    handler,
    inputPrice: input === '' ? null : Number(input),
    outputPrice: output === '' ? null : Number(output),
    isNative: flags.startsWith('fc'),
    dotsToUnderscores: flags.endsWith('.'),
  }
}
