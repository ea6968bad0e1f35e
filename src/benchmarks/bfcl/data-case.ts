// One case of the data, whose lines are parsed when they are looked at.
import type { Dict, Value } from '../../files/values.ts'
import type { BfclCase, BfclMessage, BfclVersion } from './cases.ts'
import { languageOf } from './categories.ts'
import type { Language } from './check/calls.ts'
import { type Documents, documentsInLine, documentsOf } from './check/documents.ts'
import { type DataLine, entryOf } from './data-lines.ts'
import { isLongContext, type LongContext } from './worlds/long-context.ts'

/** What the cases of a category share. `last` is the case that was looked at last, with what was made of it. */
export type SharedData = {
  category: string
  version: BfclVersion
  classes: Map<string, Dict[]>
  longContext: () => LongContext | null
  last: { of: DataCase; functions: Functions | null; documents: Documents | null } | null
}

type Functions = { kept: Dict[]; missed: Map<string, Dict[]> }

/** A class, since getters of its own for each of thousands of objects are slow to make. */
export class DataCase implements BfclCase {
  readonly id: string
  readonly category: string
  readonly language: Language
  readonly version: BfclVersion
  readonly line: string
  private readonly asked: DataLine
  private readonly answered: DataLine | undefined
  private readonly shared: SharedData

  constructor(asked: DataLine, answered: DataLine | undefined, shared: SharedData) {
    this.id = asked.id
    this.category = shared.category
    this.language = languageOf(shared.category)
    this.version = shared.version
    this.line = asked.text
    this.asked = asked
    this.answered = answered
    this.shared = shared
  }

  get entry(): Dict {
    return entryOf(this.asked)
  }

  get turns(): BfclMessage[][] {
    return (this.entry.get('question') as Dict[][]).map(turn =>
      turn.map(message => Object.fromEntries(message) as BfclMessage),
    )
  }

  get functions(): Dict[] {
    return this.readFunctions().kept
  }

  get missed(): Map<string, Dict[]> {
    return this.readFunctions().missed
  }

  get documents(): Documents {
    const own = this.own()
    own.documents ??= readDocuments(this.line, () => this.functions)
    return own.documents
  }

  get answers(): Value[] | null {
    return this.answered ? (entryOf(this.answered).get('ground_truth') as Value[]) : null
  }

  get longContext(): LongContext | null {
    return isLongContext(this.category) ? this.shared.longContext() : null
  }

  private readFunctions(): Functions {
    const own = this.own()
    own.functions ??= functionsOf(this.entry, this.shared.classes)
    return own.functions
  }

  private own(): NonNullable<SharedData['last']> {
    if (this.shared.last?.of !== this) this.shared.last = { of: this, functions: null, documents: null }
    return this.shared.last as NonNullable<SharedData['last']>
  }
}

/** Cases of several turns have their documents in other files. */
function readDocuments(line: string, functions: () => Dict[]): Documents {
  if (!line.includes('"function": [')) return documentsOf(functions())
  return documentsInLine(line, () => (JSON.parse(line) as { function: { name?: unknown }[] }).function)
}

/** Takes the functions that a case holds back out of the documents of its classes, in the order they are named. */
function functionsOf(entry: Dict, classes: Map<string, Dict[]>): Functions {
  const missed = new Map<string, Dict[]>()
  if (entry.has('function')) return { kept: entry.get('function') as Dict[], missed }
  const kept = (entry.get('involved_classes') as string[]).flatMap(name => classes.get(name)!)
  for (const [turn, names] of (entry.get('missed_function') as Map<string, string[]> | undefined) ?? []) {
    const held: Dict[] = []
    for (const name of names) {
      const at = kept.findIndex(document => document.get('name') === name)
      if (at >= 0) held.push(...kept.splice(at, 1))
    }
    missed.set(turn, held)
  }
  return { kept, missed }
}
