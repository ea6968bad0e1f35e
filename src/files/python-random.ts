// Repeatable randomness that draws exactly as CPython's random.Random does (Mersenne Twister, MT19937).

const SIZE = 624
const MIDDLE = 397

export type PythonRandom = {
  /** A float in [0, 1) with 53 random bits. */
  random(): number
  getrandbits(bits: number): bigint
  /** An integer from `start` up to but not including `stop`; with one argument, from 0. */
  randrange(start: number, stop?: number, step?: number): number
  /** An integer in [low, high], both included. */
  randint(low: number, high: number): number
  choice<T>(items: ArrayLike<T>): T
  choices<T>(items: ArrayLike<T>, options?: { weights?: number[]; k?: number }): T[]
  /** Shuffles in place, as Python does. */
  shuffle<T>(items: T[]): void
  sample<T>(items: ArrayLike<T>, k: number): T[]
  uniform(low: number, high: number): number
}

/** A generator seeded as `random.Random(seed)` with an integer seed of any size (its sign is dropped). */
export function pythonRandom(seed: number | bigint): PythonRandom {
  const next = twister(seedWords(BigInt(seed)))

  function random(): number {
    const high = next() >>> 5
    const low = next() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  function getrandbits(bits: number): bigint {
    if (bits < 0) throw new RangeError('number of bits must be non-negative')
    let value = 0n
    for (let done = 0; done < bits; done += 32) {
      const left = bits - done
      const word = left < 32 ? next() >>> (32 - left) : next()
      value |= BigInt(word) << BigInt(done)
    }
    return value
  }

  /** Draws until the value is below `limit`, as `_randbelow_with_getrandbits` does. */
  function below(limit: number): number {
    if (limit <= 0) throw new RangeError('cannot draw from an empty range')
    const bits = bitLength(limit)
    if (bits <= 32) {
      let value = next() >>> (32 - bits)
      while (value >= limit) value = next() >>> (32 - bits)
      return value
    }
    let value = Number(getrandbits(bits))
    while (value >= limit) value = Number(getrandbits(bits))
    return value
  }

  function randrange(start: number, stop?: number, step = 1): number {
    const [from, to] = stop === undefined ? [0, start] : [start, stop]
    const count = step > 0 ? Math.ceil((to - from) / step) : Math.ceil((from - to) / -step)
    if (count <= 0) throw new RangeError(`empty range for randrange() (${from}, ${to}, ${step})`)
    return from + step * below(count)
  }

  function choice<T>(items: ArrayLike<T>): T {
    if (items.length === 0) throw new RangeError('Cannot choose from an empty sequence')
    return items[below(items.length)] as T
  }

  function choices<T>(items: ArrayLike<T>, options: { weights?: number[]; k?: number } = {}): T[] {
    const { weights, k = 1 } = options
    const draw = weights === undefined ? () => Math.floor(random() * items.length) : weighted(weights)
    const chosen: T[] = []
    while (chosen.length < k) chosen.push(items[draw()] as T)
    return chosen
  }

  function weighted(weights: number[]): () => number {
    const cumulative: number[] = []
    for (const weight of weights) cumulative.push((cumulative.at(-1) ?? 0) + weight)
    const total = cumulative.at(-1) ?? 0
    if (total <= 0) throw new RangeError('Total of weights must be greater than zero')
    return () => bisectRight(cumulative, random() * total, cumulative.length - 1)
  }

  function shuffle<T>(items: T[]): void {
    for (let index = items.length - 1; index > 0; index--) {
      const other = below(index + 1)
      ;[items[index], items[other]] = [items[other] as T, items[index] as T]
    }
  }

  function sample<T>(items: ArrayLike<T>, k: number): T[] {
    const size = items.length
    if (k < 0 || k > size) throw new RangeError('Sample larger than population or is negative')
    const setSize = k > 5 ? 21 + 4 ** Math.ceil(Math.log(k * 3) / Math.log(4)) : 21
    return size <= setSize ? sampleFromPool(items, k) : sampleFromSet(items, k)
  }

  function sampleFromPool<T>(items: ArrayLike<T>, k: number): T[] {
    const pool = Array.from(items)
    return Array.from({ length: k }, (_, index) => {
      const at = below(pool.length - index)
      const item = pool[at] as T
      pool[at] = pool[pool.length - index - 1] as T
      return item
    })
  }

  function sampleFromSet<T>(items: ArrayLike<T>, k: number): T[] {
    const taken = new Set<number>()
    return Array.from({ length: k }, () => {
      let at = below(items.length)
      while (taken.has(at)) at = below(items.length)
      taken.add(at)
      return items[at] as T
    })
  }

  return {
    random,
    getrandbits,
    randrange,
    randint: (low, high) => randrange(low, high + 1),
    choice,
    choices,
    shuffle,
    sample,
    uniform: (low, high) => low + (high - low) * random(),
  }
}

function bitLength(value: number): number {
  if (value < 4294967296) return 32 - Math.clz32(value)
  return value.toString(2).length
}

function bisectRight(sorted: number[], value: number, high: number): number {
  let low = 0
  let top = high
  while (low < top) {
    const middle = (low + top) >> 1
    if (value < (sorted[middle] as number)) top = middle
    else low = middle + 1
  }
  return low
}

function seedWords(seed: bigint): number[] {
  let rest = seed < 0n ? -seed : seed
  const words: number[] = []
  do {
    words.push(Number(rest & 0xffffffffn))
    rest >>= 32n
  } while (rest > 0n)
  return words
}

/** The generator of 32-bit words after `init_by_array(key)`. */
function twister(key: number[]): () => number {
  const state = new Uint32Array(seededState(key))
  let index = SIZE

  return function next(): number {
    if (index >= SIZE) {
      regenerate(state)
      index = 0
    }
    let word = state[index++] as number
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    return (word ^ (word >>> 18)) >>> 0
  }
}

let last: { key: string; state: Uint32Array } | undefined

/** Two generators are often made of one seed, and mixing it in is most of their work. */
function seededState(key: number[]): Uint32Array {
  const name = key.join()
  if (last?.key !== name) last = { key: name, state: initialState(key) }
  return last.state
}

function initialState(key: number[]): Uint32Array {
  const state = new Uint32Array(SIZE)
  state[0] = 19650218
  for (let i = 1; i < SIZE; i++) state[i] = Math.imul(1812433253, mixed(state, i)) + i
  let i = 1
  let j = 0
  function advance(): void {
    if (++i >= SIZE) {
      state[0] = state[SIZE - 1] as number
      i = 1
    }
  }
  for (let k = Math.max(SIZE, key.length); k > 0; k--) {
    state[i] = ((state[i] as number) ^ Math.imul(mixed(state, i), 1664525)) + (key[j] as number) + j
    advance()
    if (++j >= key.length) j = 0
  }
  for (let k = SIZE - 1; k > 0; k--) {
    state[i] = ((state[i] as number) ^ Math.imul(mixed(state, i), 1566083941)) - i
    advance()
  }
  state[0] = 0x80000000
  return state
}

function mixed(state: Uint32Array, i: number): number {
  const previous = state[i - 1] as number
  return previous ^ (previous >>> 30)
}

function regenerate(state: Uint32Array): void {
  for (let k = 0; k < SIZE; k++) {
    const y = ((state[k] as number) & 0x80000000) | ((state[(k + 1) % SIZE] as number) & 0x7fffffff)
    const other = state[(k + MIDDLE) % SIZE] as number
    state[k] = other ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
  }
}
