// Runs compared on the same cases, in pairs.
import { count, data, make, number, section, table } from './elements.js'

export function drawComparisons() {
  if (data.comparisons.length === 0) return null
  const rows = data.comparisons.map(item => {
    const sign = item.difference >= 0 ? '+' : '−'
    const style = item.verdict === 'tied' ? 'faint' : item.verdict
    const gained = item.flips.filter(flip => flip.after).length
    return [
      `${item.benchmark} · ${item.split}`,
      item.metric,
      `${item.firstLabel} → ${item.secondLabel}`,
      `${number(item.first)} → ${number(item.second)}`,
      make(
        'span',
        { class: style },
        `${sign}${number(Math.abs(item.difference))} [${number(item.interval[0])}, ${number(item.interval[1])}]`,
      ),
      make('span', { class: style }, item.verdict),
      item.metric === 'correct'
        ? `+${gained} −${item.flips.length - gained} of ${count(item.pairs)}`
        : count(item.pairs),
    ]
  })
  return section(
    'The same cases, compared in pairs',
    table(
      ['benchmark', 'metric', 'runs', 'from → to', 'difference, 95 % interval', 'verdict', 'flips'],
      rows,
    ),
    make(
      'p',
      { class: 'faint' },
      'Differences in points of per cent over cases that both runs answered; clusters (dialogues) are resampled together. Tied: the interval includes zero. Flips: cases gained and lost.',
    ),
  )
}
