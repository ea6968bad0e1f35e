// Sets samples aside for the validation loss: whole dialogues, so that none is learnt in part and judged in part.
import { pythonRandom } from '../files/python-random.ts'

/**
 * `held` has at least `count` items unless that would leave nothing to learn; both keep the order of `items`. Items of one
 * cluster stay together.
 */
export function holdOut<Item>(
  items: readonly Item[],
  { count, seed, clusterOf }: { count: number; seed: number; clusterOf: (item: Item) => string },
): { taught: Item[]; held: Item[] } {
  const clusters = new Map<string, Item[]>()
  for (const item of items) {
    const cluster = clusters.get(clusterOf(item))
    if (cluster) cluster.push(item)
    else clusters.set(clusterOf(item), [item])
  }
  const names = [...clusters.keys()]
  pythonRandom(seed).shuffle(names)
  const chosen = new Set<Item>()
  for (const name of names) {
    if (chosen.size >= count) break
    for (const item of clusters.get(name)!) chosen.add(item)
  }
  const taught = items.filter(item => !chosen.has(item))
  if (taught.length === 0)
    throw new Error(
      `expected more samples than validation holds out (${count}), found ${items.length} in ${names.length} dialogues; ` +
        'hold out fewer, or bring more samples',
    )
  return { taught, held: items.filter(item => chosen.has(item)) }
}
