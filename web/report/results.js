// The tables of results: a row a split and metric, a column a run, each value with its interval.
import { count, data, make, number, section, table } from './elements.js'

/** A bar from 0 to 100 with its interval as a whisker. */
function bar(score) {
  const x = value => 1 + (Math.max(0, Math.min(100, value)) / 100) * 118
  const says = `${number(score.value)} per cent${score.interval ? `, 95 % interval ${number(score.interval[0])} to ${number(score.interval[1])}` : ''}`
  const svg = make('svg', { width: 120, height: 16, role: 'img', 'aria-label': says })
  svg.append(make('rect', { x: 1, y: 5, width: 118, height: 6, fill: 'var(--shade)' }))
  if (score.value !== null)
    svg.append(make('rect', { class: 'bar', x: 1, y: 5, width: x(score.value) - 1, height: 6 }))
  if (score.interval) {
    const [low, high] = score.interval.map(x)
    svg.append(make('line', { class: 'whisker', x1: low, x2: high, y1: 8, y2: 8 }))
    for (const at of [low, high])
      svg.append(make('line', { class: 'whisker', x1: at, x2: at, y1: 4, y2: 12 }))
  }
  return svg
}

function scoreCell(score) {
  if (!score) return make('span', { class: 'faint' }, '–')
  const text = make('span', { title: `${score.scorer}; data ${score.dataVersion}` }, number(score.value))
  const interval = score.interval ? ` [${number(score.interval[0])}, ${number(score.interval[1])}]` : ''
  const open = score.unanswered
    ? make(
        'div',
        { class: 'f' },
        `${count(score.unanswered)} unanswered${score.range ? `: ${number(score.range[0])}–${number(score.range[1])}` : ''}`,
      )
    : null
  const isPercent = score.unit === undefined || score.unit === '%'
  return make(
    'div',
    {},
    text,
    make('small', {}, interval),
    isPercent && score.value !== null ? bar(score) : null,
    open,
  )
}

export function drawResults() {
  const benchmarks = [...new Set(data.runs.flatMap(run => run.scores.map(score => score.benchmark)))]
  return benchmarks.map(benchmark => {
    const names = []
    for (const run of data.runs)
      for (const score of run.scores)
        if (
          score.benchmark === benchmark &&
          !names.some(name => name.split === score.split && name.metric === score.metric)
        )
          names.push(score)
    const rows = names.map(name => [
      name.split,
      name.metric,
      count(name.n),
      ...data.runs.map(run =>
        scoreCell(
          run.scores.find(
            score =>
              score.benchmark === benchmark && score.split === name.split && score.metric === name.metric,
          ),
        ),
      ),
    ])
    const version = names[0]
      ? `scorer ${names[0].scorer}, data ${names[0].dataVersion}. Brackets and whiskers: 95 % intervals (bootstrap over dialogues; Wilson where all cases agree).`
      : ''
    return section(
      benchmark,
      table(['split', 'metric', 'n', ...labels], rows, [2]),
      make('p', { class: 'faint' }, version),
    )
  })
}
