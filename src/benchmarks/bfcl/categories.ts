// The categories of BFCL V3, their groups, languages and official numbers of cases (constants/category_mapping.py).
import type { Language } from './check/calls.ts'

/** Official numbers of cases, the same in both data versions. */
export const CATEGORY_COUNTS = {
  simple: 400,
  irrelevance: 240,
  parallel: 200,
  multiple: 200,
  parallel_multiple: 200,
  java: 100,
  javascript: 50,
  live_simple: 258,
  live_multiple: 1053,
  live_parallel: 16,
  live_parallel_multiple: 24,
  live_irrelevance: 882,
  live_relevance: 18,
  multi_turn_base: 200,
  multi_turn_miss_func: 200,
  multi_turn_miss_param: 200,
  multi_turn_long_context: 200,
}

/** Categories of February 2025 whose calls are executed; they left the score in April 2025. */
export const EXECUTABLE_COUNTS = {
  exec_simple: 100,
  exec_multiple: 50,
  exec_parallel: 50,
  exec_parallel_multiple: 40,
  rest: 70,
}

export const CATEGORIES = Object.keys(CATEGORY_COUNTS)
export const SINGLE_TURN = CATEGORIES.filter(category => !category.startsWith('multi_turn'))

/** All whose files can be scored; of the others (rest, sql, chatable) no answer can be judged without a network or at all. */
export const SCORED = [
  ...CATEGORIES,
  'multi_turn_composite',
  ...Object.keys(EXECUTABLE_COUNTS).filter(category => category !== 'rest'),
]

const isLive = (category: string) => category.startsWith('live_')

/** The official group names. */
export const GROUPS: Record<string, string[]> = {
  all: CATEGORIES,
  single_turn: SINGLE_TURN,
  ast: SINGLE_TURN,
  multi_turn: CATEGORIES.filter(isMultiTurn),
  live: SINGLE_TURN.filter(isLive),
  non_live: SINGLE_TURN.filter(category => !isLive(category)),
  non_python: ['java', 'javascript'],
  python: SINGLE_TURN.filter(category => languageOf(category) === 'python'),
  executable: SCORED.filter(isExecutable),
}

export function isMultiTurn(category: string): boolean {
  return category.includes('multi_turn')
}

/** Categories of February 2025 whose calls are run and their values compared. */
export function isExecutable(category: string): boolean {
  return category.startsWith('exec_')
}

/** Both the categories that must not be answered by a call and the one that must. */
export function isRelevance(category: string): boolean {
  return category.includes('relevance')
}

export function languageOf(category: string): Language {
  if (category.includes('javascript')) return 'javascript'
  return category.includes('java') ? 'java' : 'python'
}

/** Categories and group names to categories, in the official order. Throws on a name that is neither. */
export function expandCategories(names: string[]): string[] {
  const wanted = new Set(names.flatMap(name => (Object.hasOwn(GROUPS, name) ? GROUPS[name]! : [name])))
  for (const name of wanted)
    if (!Object.hasOwn(CATEGORY_COUNTS, name) && !Object.hasOwn(EXECUTABLE_COUNTS, name))
      throw new Error(
        `bfcl: expected a category (${CATEGORIES.join(', ')}) or a group (${Object.keys(GROUPS).join(', ')}), found "${name}"`,
      )
  return [...CATEGORIES, ...Object.keys(EXECUTABLE_COUNTS)].filter(category => wanted.has(category))
}

/** The category in a file's name, as the official pattern finds it; `undefined` for other files. */
export function categoryOfFile(path: string): string | undefined {
  return /.*BFCL_v3_([\p{L}\p{N}_]+?)(?:_unused)?(?:_score|_result)?\.json/u.exec(path)?.[1]
}

/** In the official order of ids: by the text before the last `_`, then by the number up to the first `-`. */
export function inOfficialOrder<Item>(items: Item[], idOf: (item: Item) => string): Item[] {
  if (isInOrder(items, idOf)) return items
  return items
    .map(item => ({ item, key: sortKey(idOf(item)) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ item }) => item)
}

/** Data and result files mostly are: one category, its numbers going up. */
function isInOrder<Item>(items: Item[], idOf: (item: Item) => string): boolean {
  const first = items[0] === undefined ? '' : idOf(items[0])
  const at = first.lastIndexOf('_') + 1
  const category = first.slice(0, at)
  let before = -1
  for (const item of items) {
    const id = idOf(item)
    const index = indexAt(id, at)
    if (!id.startsWith(category) || !(index >= before)) return false
    before = index
  }
  return true
}

/** The number that begins there and ends with the id or at a `-`; NaN where it does not. */
function indexAt(id: string, start: number): number {
  let index = 0
  let at = start
  for (; at < id.length && id[at] !== '-'; at++) {
    const digit = id.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    index = 10 * index + digit
  }
  return at === start ? Number.NaN : index
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a.category !== b.category) return a.category < b.category ? -1 : 1
  return a.index - b.index
}

type SortKey = { category: string; index: number }

/** The index is NaN where Python's int() would raise. */
export function sortKey(id: string): SortKey {
  const at = id.lastIndexOf('_')
  return { category: id.slice(0, Math.max(at, 0)), index: indexAt(id, at + 1) }
}
