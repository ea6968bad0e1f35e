// The function documents that a check looks at: of a case with many, only the one that is asked for becomes a value.
import { fromJson, type Value } from '../../../files/values.ts'
import { itemOf } from './outcome.ts'

export type Documents = {
  first(): Value | undefined
  /** The first of that name. */
  named(name: Value): Value | undefined
  names(): Value[]
}

export function documentsOf(functions: Value[]): Documents {
  return {
    first: () => functions[0],
    named: name => functions.find(document => itemOf(document, 'name') === name),
    names: () => functions.map(document => (document instanceof Map ? (document.get('name') ?? null) : null)),
  }
}

/**
 * Documents as JSON.parse reads them, several times quicker than the reader that keeps ints and floats apart: a check
 * looks at names and types alone.
 */
export function parsedDocuments(documents: { name?: unknown }[]): Documents {
  const valueAt = (at: number) => (at in documents ? fromJson(documents[at]) : undefined)
  return {
    first: () => valueAt(0),
    named: name => valueAt(documents.findIndex(document => document.name === name)),
    names: () => documents.map(({ name }) => (name ?? null) as Value),
  }
}
