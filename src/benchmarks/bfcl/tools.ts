// What a model is given in function-calling mode: documents as the official convert_to_tool makes them (model_handler/utils.py).
import type { Json } from '../../dialogue/dialogue.ts'
import { dumpJson } from '../../files/python-dump.ts'
import { repr, str } from '../../files/python-repr.ts'
import { type Dict, Float, type Value } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'
import { annotate } from './prompt.ts'

/** `dots`: function names keep their dots. `responds`: the response schema is told in the description. */
const STYLES = {
  openai: { wrap: 'function' },
  'openai-responses': { wrap: 'flat' },
  claude: { wrap: 'input_schema', responds: true },
  mistral: { wrap: 'function' },
  google: { wrap: 'none', responds: true, strict: true },
  amazon: { wrap: 'toolSpec', responds: true },
  firework_ai: { wrap: 'function', responds: true, dots: true },
  ossmodel: { wrap: 'none' },
  cohere: { wrap: 'function' },
  writer: { wrap: 'function', responds: true, strict: true, dots: true },
  novita_ai: { wrap: 'function', responds: true },
} satisfies Record<string, Style>

type Style = {
  wrap: 'function' | 'flat' | 'input_schema' | 'toolSpec' | 'none'
  responds?: boolean
  strict?: boolean
  dots?: boolean
}

export type ToolStyle = keyof typeof STYLES

export const TOOL_STYLES = Object.keys(STYLES) as ToolStyle[]

/** Styles in which function names hold `_` for `.`. */
export function replacesDots(style: ToolStyle): boolean {
  return !(STYLES[style] as Style).dots
}

/** The documents of the case's first turn as plain JSON, after the notes of prompt.ts. Throws on an unknown style. */
export function tools(item: BfclCase, { style }: { style: ToolStyle }): Json[] {
  return toolsFrom(annotate(item.functions, item.category), style)
}

/** Documents that have their notes already, as tools. Throws on an unknown style. */
export function toolsFrom(documents: Dict[], style: ToolStyle): Json[] {
  const shape = Object.hasOwn(STYLES, style) ? (STYLES[style] as Style) : undefined
  if (!shape) throw new Error(`bfcl: expected a tool style (${TOOL_STYLES.join(', ')}), found "${style}"`)
  return documents.map(document => toJson(wrap(convert(document, style), shape)))
}

function convert(document: Dict, style: ToolStyle): Dict {
  const shape = STYLES[style] as Style
  const item = new Map(document)
  if (!shape.dots) item.set('name', (item.get('name') as string).replaceAll('.', '_'))
  const parameters = new Map(item.get('parameters') as Dict).set('type', 'object')
  parameters.set('properties', castTypes(parameters.get('properties') as Dict))
  item.set('parameters', parameters)
  if (shape.strict) foldUnsupported(parameters, style)
  if (shape.wrap === 'input_schema') move(item, 'parameters', 'input_schema', parameters)
  if (shape.wrap === 'toolSpec') move(item, 'parameters', 'inputSchema', new Map([['json', parameters]]))
  const response = item.get('response')
  if (shape.responds && response !== undefined) {
    item.set(
      'description',
      `${item.get('description')} The response field has the following schema: ${dumpJson(response)}`,
    )
    item.delete('response')
  }
  return item
}

function move(item: Dict, from: string, to: string, value: Value): void {
  item.delete(from)
  item.set(to, value)
}

function wrap(item: Dict, { wrap: kind }: Style): Dict {
  if (kind === 'function')
    return new Map<Value, Value>([
      ['type', 'function'],
      ['function', item],
    ])
  if (kind === 'toolSpec') return new Map([['toolSpec', item]])
  if (kind !== 'flat') return item
  const kept = ['name', 'description', 'parameters'].map((key): [Value, Value] => [
    key,
    item.get(key) as Value,
  ])
  return new Map<Value, Value>([['type', 'function'], ...kept])
}

const JSON_TYPES = new Map<Value, string>(
  Object.entries({
    integer: 'integer',
    number: 'number',
    float: 'number',
    string: 'string',
    boolean: 'boolean',
    bool: 'boolean',
    array: 'array',
    list: 'array',
    dict: 'object',
    object: 'object',
    tuple: 'array',
    any: 'string',
    byte: 'integer',
    short: 'integer',
    long: 'integer',
    double: 'number',
    char: 'string',
    ArrayList: 'array',
    Array: 'array',
    HashMap: 'object',
    Hashtable: 'object',
    Queue: 'array',
    Stack: 'array',
    Any: 'string',
    String: 'string',
    Bigint: 'integer',
  }),
)

/** Copies of the properties with JSON Schema's types, into dictionaries and two levels of lists. */
function castTypes(properties: Dict): Dict {
  const cast: Dict = new Map()
  for (const [name, details] of properties) cast.set(name, castProperty(new Map(details as Dict)))
  return cast
}

function castProperty(details: Dict): Dict {
  const type = details.get('type')
  if (type === 'float') {
    details.set('format', 'float')
    details.set('description', `${details.get('description')} This is a float type value.`)
  }
  const json = JSON_TYPES.get(type as Value) ?? 'string'
  details.set('type', json)
  if (json !== 'array' && json !== 'object') return details
  if (details.has('properties'))
    return details.set('properties', castTypes(details.get('properties') as Dict))
  if (details.has('items')) details.set('items', castItems(new Map(details.get('items') as Dict)))
  return details
}

function castItems(items: Dict): Dict {
  const type = jsonType(items)
  items.set('type', type)
  if (type === 'array' && items.has('items')) {
    const inner = new Map(items.get('items') as Dict)
    items.set('items', inner.set('type', jsonType(inner)))
  } else if (type === 'object' && items.has('properties'))
    items.set('properties', castTypes(items.get('properties') as Dict))
  return items
}

function jsonType(items: Dict): string {
  const type = JSON_TYPES.get(items.get('type') as Value)
  if (type !== undefined) return type
  throw new Error(`bfcl: expected a known type of list items, found ${repr(items.get('type') ?? null)}`)
}

/** What Gemini and Palmyra do not take in a schema, in the order in which it is told instead. */
const FOLDED: [key: string, sentence: string][] = [
  ['default', 'Default is'],
  ['optional', 'Optional'],
  ['required', 'Required'],
  ['maximum', 'Maximum value'],
  ['minItems', 'Minimum number of items'],
  ['maxItems', 'Maximum number of items'],
  ['additionalProperties', 'Additional properties'],
]

function foldUnsupported(parameters: Dict, style: ToolStyle): void {
  parameters.delete('optional')
  for (const value of (parameters.get('properties') as Dict).values()) {
    const details = value as Dict
    if (!details.has('description')) details.set('description', '')
    for (const [key, sentence] of FOLDED) fold(details, key, sentence)
    if (style === 'writer' || details.get('type') !== 'string') fold(details, 'enum', 'Enum values')
    if (details.get('type') === 'string') fold(details, 'format', 'Format')
  }
}

function fold(details: Dict, key: string, sentence: string): void {
  const value = details.get(key)
  if (value === undefined) return
  details.set('description', `${details.get('description')} ${sentence}: ${str(value)}.`)
  details.delete(key)
}

/** Plain JSON: 5.0 is 5. */
function toJson(value: Value): Json {
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]): [string, Json] => [str(key), toJson(item)]))
  if (value instanceof Float) return value.value
  return typeof value === 'bigint' ? Number(value) : (value as Json)
}
