// The training curve, and what was learnt from.
import { count, data, make, number, section, table } from './elements.js'

function path(points, x, y) {
  return points
    .map((point, index) => `${index ? 'L' : 'M'}${x(point[0]).toFixed(1)},${y(point[1]).toFixed(1)}`)
    .join('')
}

export function drawTraining() {
  const training = data.training
  if (!training || training.points.length === 0) return null
  const width = 640
  const height = 220
  const last = training.points.at(-1).step
  const top = Math.max(...training.points.map(point => Math.max(point.loss, point.validation ?? 0)))
  const x = step => 44 + (step / Math.max(1, last)) * (width - 60)
  const y = loss => 12 + (1 - loss / top) * (height - 44)
  const svg = make('svg', {
    viewBox: `0 0 ${width} ${height}`,
    style: 'width:100%;max-width:40rem',
    role: 'img',
    'aria-label': `training loss over ${last} steps`,
  })
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg.append(
      make('line', { class: 'axis', x1: 44, x2: width - 16, y1: y(share * top), y2: y(share * top) }),
    )
    svg.append(make('text', { x: 38, y: y(share * top) + 4, 'text-anchor': 'end' }, number(share * top, 2)))
  }
  for (const step of [0, Math.round(last / 2), last])
    svg.append(make('text', { x: x(step), y: height - 10, 'text-anchor': 'middle' }, String(step)))
  svg.append(
    make('path', {
      class: 'curve',
      d: path(
        training.points.map(point => [point.step, point.loss]),
        x,
        y,
      ),
    }),
  )
  const checks = training.points.filter(point => typeof point.validation === 'number')
  if (checks.length)
    svg.append(
      make('path', {
        class: 'curve second',
        d: path(
          checks.map(point => [point.step, point.validation]),
          x,
          y,
        ),
      }),
    )
  const facts = Object.entries(training.summary).flatMap(([name, value]) => [
    make('dt', {}, name),
    make('dd', {}, String(value)),
  ])
  return section(
    'Training',
    svg,
    make(
      'p',
      { class: 'faint' },
      `Loss on target tokens by step${checks.length ? '; the second line is the loss on the validation split' : ''}.`,
    ),
    make('dl', {}, facts),
  )
}

export function drawMixture() {
  if (!data.mixture) return null
  const total = data.mixture.reduce((sum, part) => sum + part.samples, 0)
  const rows = data.mixture.map(part => [
    part.source,
    part.task,
    count(part.samples),
    `${number((100 * part.samples) / total)} %`,
  ])
  return section('What it learnt from', table(['source', 'task', 'samples', 'share'], rows, [2, 3]))
}
