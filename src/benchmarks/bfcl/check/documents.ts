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
 * The documents of a line of the data. Only the one that is looked at is parsed, by JSON.parse, which is several times
 * quicker than the reader that keeps ints and floats apart: a check looks at names and types alone.
 */
export function documentsInLine(line: string, all: () => { name?: unknown }[]): Documents {
  return {
    first: () => valueIn(parseFrom(line, afterMark(line, '"function": [')) ?? all()[0]),
    named: name => valueIn(parseFrom(line, placeOf(line, name)) ?? all().find(one => one.name === name)),
    names: () => all().map(one => (one.name ?? null) as Value),
  }
}

function valueIn(document: unknown): Value | undefined {
  return document === undefined ? undefined : fromJson(document)
}

function afterMark(line: string, mark: string): number {
  const at = line.indexOf(mark)
  return at < 0 ? -1 : at + mark.length
}

/** Where the document of that name begins, if what it begins with stands in the line once. */
function placeOf(line: string, name: Value): number {
  const mark = `{"name": ${JSON.stringify(name)}, `
  const at = line.indexOf(mark)
  return at >= 0 && line.indexOf(mark, at + 1) < 0 ? at : -1
}

/** The object that begins at a place: it can end in one way only, before the next document or at the line's end. */
function parseFrom(line: string, start: number): unknown {
  if (start < 0) return undefined
  const next = line.indexOf('}, {"name": "', start)
  try {
    return JSON.parse(next < 0 ? line.slice(start, -2) : line.slice(start, next + 1))
  } catch {
    return undefined
  }
}
