// What a model is sent in prompt mode: the function documents with their notes, in the default system prompt.
import { dumpJson } from '../../files/python-dump.ts'
import { str } from '../../files/python-repr.ts'
import type { Dict, Value } from '../../files/values.ts'
import type { BfclCase, BfclMessage } from './cases.ts'
import { COMPOSING_PROMPT } from '../../formats/composing-prompt.ts'

/** The whole system message, the case's own system text behind it where it has one. */
export function systemPrompt(item: BfclCase): string {
  const prompt = COMPOSING_PROMPT.replace('{functions}', () => str(annotate(item.functions, item.category)))
  const first = item.turns[0]?.[0]
  return first?.role === 'system' ? `${prompt}\n\n${first.content}` : prompt
}

/** The first turn as it is sent, the system message first. */
export function messages(item: BfclCase): BfclMessage[] {
  const first = item.turns[0] ?? []
  const rest = first[0]?.role === 'system' ? first.slice(1) : first
  return [{ role: 'system', content: systemPrompt(item) }, ...rest]
}

const LANGUAGE_NOTES: Record<string, string> = {
  java: ' Note that the provided function is in Java 8 SDK syntax.',
  javascript: ' Note that the provided function is in JavaScript syntax.',
}
const PYTHON_NOTE = ' Note that the provided function is in Python 3 syntax.'

/**
 * Copies of the documents with the language named in each description, and with the parameters of Java and
 * JavaScript told in words (func_doc_language_specific_pre_processing of model_handler/utils.py).
 */
export function annotate(functions: Dict[], category: string): Dict[] {
  const note = LANGUAGE_NOTES[category] ?? PYTHON_NOTE
  return functions.map(document => {
    const annotated = new Map(document)
    annotated.set('description', `${document.get('description')}${note}`)
    if (Object.hasOwn(LANGUAGE_NOTES, category))
      annotated.set('parameters', describeParameters(document.get('parameters') as Dict, category))
    return annotated
  })
}

function describeParameters(parameters: Dict, category: string): Dict {
  const properties = new Map(parameters.get('properties') as Dict)
  for (const [name, details] of properties) properties.set(name, describe(new Map(details as Dict), category))
  return new Map(parameters).set('properties', properties)
}

function describe(details: Dict, category: string): Dict {
  const language = category === 'java' ? 'Java' : 'JavaScript'
  const type = details.get('type') as string
  const add = (sentence: string) => details.set('description', `${details.get('description')} ${sentence}`)
  if (type === 'any') add(`This parameter can be of any type of ${language} object in string representation.`)
  else add(`This is ${language} ${type} type parameter in string representation.`)
  const isList = language === 'Java' ? type === 'ArrayList' || type === 'Array' : type === 'array'
  if (isList) {
    const item = str((details.get('items') as Dict).get('type') as Value)
    add(`The list elements are of type ${item}; they are not in string representation.`)
    details.delete('items')
  }
  const properties = details.get('properties')
  if (language === 'JavaScript' && type === 'dict' && properties !== undefined) {
    add(
      `The dictionary entries have the following schema; they are not in string representation. ${dumpJson(properties)}`,
    )
    details.delete('properties')
  }
  return details.set('type', 'string')
}
