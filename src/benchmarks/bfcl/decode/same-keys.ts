// Which keys are one for a Python dictionary: 1, 1.0 and True are; found without comparing each with each.
import { typeError } from '../../../files/python-error.ts'
import { Bytes, Complex, Float, PySet, Tuple, typeName, type Value } from '../../../files/values.ts'

/** The keys of one dictionary, as they come. */
export class SameKeys {
  private readonly first = new Map<unknown, Value>()

  /** The equal key that came first, else this one. Throws Python's TypeError for what cannot be a key. */
  of(key: Value): Value {
    if (typeof key === 'string') return key
    const mark = markOf(key)
    const known = this.first.get(mark)
    if (known !== undefined) return known
    this.first.set(mark, key)
    return key
  }
}

/** Equal keys have the same mark; texts are marked too where they stand inside of tuples. */
function markOf(key: Value): unknown {
  if (key === null) return 'None'
  if (typeof key === 'boolean') return Number(key)
  if (typeof key === 'number') return key
  if (typeof key === 'bigint') return sameNumber(key)
  if (key instanceof Float) return Number.isNaN(key.value) ? key : sameWhole(key.value)
  if (typeof key === 'string') return `s${key}`
  if (key instanceof Complex)
    return key.imaginary === 0 ? sameWhole(key.real) : `c${key.real},${key.imaginary}`
  if (key instanceof Bytes) return `b${Buffer.from(key.bytes).toString('hex')}`
  if (key instanceof Tuple) return `t${key.items.map(item => partMark(markOf(item))).join('')}`
  if (Array.isArray(key) || key instanceof Map || key instanceof PySet)
    throw typeError(`unhashable type: '${typeName(key)}'`)
  return key
}

function sameNumber(key: bigint): unknown {
  const number = Number(key)
  return Number.isFinite(number) && BigInt(number) === key ? number : `i${key.toString(16)}`
}

/** Minus zero is zero. */
function sameWhole(number: number): number {
  return number === 0 ? 0 : number
}

function partMark(mark: unknown): string {
  const text = typeof mark === 'string' ? mark : `n${String(mark)}`
  return `${text.length}:${text}`
}
