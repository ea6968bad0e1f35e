// The classes of wrong answers by benchmark and split: a row a split and class, a column a run.
import { count, data, labels, make, section, table, unpack } from './elements.js'

export async function drawErrorClasses() {
  const lines = await unpack(data.lines)
  const rows = new Map()
  for (const line of lines)
    line.e.forEach((name, at) => {
      if (line.v[at] !== 'w' || !name) return
      const key = JSON.stringify([line.b, line.s, name])
      const counts = rows.get(key) ?? labels.map(() => 0)
      counts[at]++
      rows.set(key, counts)
    })
  if (rows.size === 0) return null
  const sum = counts => counts.reduce((all, one) => all + one, 0)
  const sorted = [...rows]
    .map(([key, counts]) => ({ names: JSON.parse(key), counts }))
    .sort(
      (a, b) =>
        byText(a.names[0], b.names[0]) || byText(a.names[1], b.names[1]) || sum(b.counts) - sum(a.counts),
    )
  return section(
    'Wrong answers by class',
    make(
      'details',
      { open: sorted.length <= 12 },
      make('summary', {}, `${count(sorted.length)} kinds of mistakes`),
      table(
        ['benchmark', 'split', 'class', ...labels],
        sorted.map(({ names, counts }) => [...names, ...counts.map(count)]),
        labels.map((_, at) => at + 3),
      ),
    ),
  )
}

function byText(a, b) {
  return a < b ? -1 : Number(a > b)
}
