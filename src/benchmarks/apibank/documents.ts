// The documents of the tools that the tool searcher looks through, as the published data print them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import { type CallResult, type Level, readPlans, readSampleCalls } from './cases.ts'

export type ToolDocument = {
  name: string
  description: string
  input_parameters: Record<string, Json>
  output_parameters: Json
}

/**
 * One document a tool, in the order of their first appearance. The descriptions are read from the gold results of the
 * searcher, and where it never found a tool from the prompts of level 1.
 */
export function readDocuments(folder: string, level: Level): ToolDocument[] {
  const documents = new Map<string, ToolDocument>()
  const add = (document: ToolDocument) => {
    if (!documents.has(document.name) && document.name !== 'ToolSearcher')
      documents.set(document.name, document)
  }
  const found = level === 3 ? readPlans(folder).flatMap(plan => plan.apis) : readSampleCalls(folder, 2)
  for (const { api_name, output } of found) if (api_name === 'ToolSearcher') foundIn(output).forEach(add)
  if (level !== 3) promptDocuments(folder).forEach(add)
  return [...documents.values()]
}

function foundIn({ output }: CallResult): ToolDocument[] {
  return [output].flat().flatMap(one => {
    if (typeof one !== 'object' || one === null || !('input_parameters' in one)) return []
    const { name, description, input_parameters, output_parameters } = one as unknown as ToolDocument
    return [{ name, description, input_parameters, output_parameters }]
  })
}

function promptDocuments(folder: string): ToolDocument[] {
  const rows = JSON.parse(readFileSync(join(folder, 'test-data/level-1-api.json'), 'utf8')) as {
    instruction: string
  }[]
  const lines = new Set(rows.flatMap(({ instruction }) => instruction.split('\n')))
  return [...lines].filter(line => line.startsWith('{"name"')).map(line => JSON.parse(line) as ToolDocument)
}
