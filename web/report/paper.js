// The paper's tables, with a row for each run that has a score in them.
import { data, make, number, section, table } from './elements.js'

export function drawPaper() {
  return data.paper.map(({ number: place, title, columns, rows, ours, notes }) => {
    const cells = rows.map((row, at) => {
      const isOurs = at >= rows.length - ours
      return row.map(cell => {
        const text = typeof cell === 'string' ? cell : number(cell)
        return isOurs ? make('b', {}, text) : text
      })
    })
    const numeric = columns.map((_, at) => at + 1)
    return section(
      `Table ${place} of the paper: ${title}`,
      table(['model', ...columns], cells, numeric),
      notes.map(note => make('p', { class: 'faint' }, note)),
      make(
        'p',
        { class: 'faint' },
        'Printed numbers are of other models, data sizes and settings: they say where the field stands, not that runs can be compared with them. Ours in BFCL are added up by the formula of August 2025, the paper by that of February.',
      ),
    )
  })
}
