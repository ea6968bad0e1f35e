// The list of cases: filtered, searched, and drawn only where it is in view.
import { MARKS, NAMES, STYLES, drawCase } from './case.js'
import { count, data, labels, make, section, unpack } from './elements.js'

function choose(name, options, apply) {
  return make(
    'select',
    { 'aria-label': name, onchange: apply },
    options.map(([value, text]) => make('option', { value }, text)),
  )
}

export async function drawCases() {
  const lines = await unpack(data.lines)
  if (lines.length === 0) return section('Cases', make('p', { class: 'faint' }, 'No case is answered yet.'))
  const unique = pick => [...new Set(lines.flatMap(pick))].filter(Boolean).sort()
  const benchmark = choose(
    'benchmark',
    [['', 'all benchmarks'], ...unique(line => `${line.b} · ${line.s}`).map(name => [name, name])],
    apply,
  )
  const verdict = choose(
    'verdict',
    [
      ['', 'all verdicts'],
      ...labels.flatMap((label, at) =>
        ['r', 'w', 'f'].map(mark => [`${at}${mark}`, `${label}: ${NAMES[mark]}`]),
      ),
      ...(labels.length > 1 ? [['flip', 'runs disagree']] : []),
    ],
    apply,
  )
  const error = choose(
    'error class',
    [['', 'all errors'], ...unique(line => line.e).map(name => [name, name])],
    apply,
  )
  const search = make('input', {
    type: 'search',
    placeholder: 'id or words',
    'aria-label': 'search',
    oninput: apply,
  })
  const shown = make('span', { class: 'faint' })
  const space = make('div', {})
  const list = make('div', { class: 'list', onscroll: draw })
  const detail = make(
    'div',
    { class: 'case' },
    make('p', { class: 'faint' }, 'Choose a case to see its prompt, reply, expectation, verdict and reason.'),
  )
  list.append(space)
  let kept = []
  let current = -1

  function apply() {
    const words = search.value.toLowerCase()
    kept = []
    lines.forEach((line, index) => {
      const isKept =
        (!benchmark.value || `${line.b} · ${line.s}` === benchmark.value) &&
        (!error.value || line.e.includes(error.value)) &&
        (!verdict.value ||
          (verdict.value === 'flip'
            ? new Set(line.v.replaceAll('-', '').replaceAll('f', '')).size > 1
            : line.v[Number.parseInt(verdict.value, 10)] === verdict.value.at(-1))) &&
        (!words || line.i.toLowerCase().includes(words) || line.t.toLowerCase().includes(words))
      if (isKept) kept.push(index)
    })
    shown.textContent = `${count(kept.length)} of ${count(lines.length)} cases`
    list.scrollTop = 0
    draw()
  }

  /** Only the rows in view stand in the document. */
  function draw() {
    const height = matchMedia('(max-width: 40rem)').matches ? 56 : 40
    space.style.height = `${kept.length * height}px`
    const from = Math.max(0, Math.floor(list.scrollTop / height) - 5)
    const to = Math.min(kept.length, from + Math.ceil(list.clientHeight / height) + 12)
    const rows = []
    for (let at = from; at < to; at++) rows.push(drawRow(kept[at], at * height))
    space.replaceChildren(...rows)
  }

  function drawRow(index, top) {
    const line = lines[index]
    const marks = [...line.v].map((mark, at) =>
      make('span', { class: STYLES[mark], title: `${labels[at]}: ${NAMES[mark]}` }, MARKS[mark]),
    )
    return make(
      'button',
      {
        class: 'row',
        style: `top:${top}px`,
        'aria-current': index === current,
        onclick: () => {
          history.replaceState(null, '', `#case-${index}`)
          open(index)
        },
      },
      make('span', { class: 'marks' }, marks),
      make('span', { class: 'id' }, line.i),
      make('span', { class: 'what' }, line.e.find(Boolean) ? `${line.e.find(Boolean)} — ${line.t}` : line.t),
    )
  }

  function open(index) {
    current = index
    draw()
    drawCase(detail, index)
  }

  addEventListener('resize', draw)
  requestAnimationFrame(() => {
    apply()
    // A link to one case: report.html#case-12
    const linked = Number.parseInt(location.hash.replace('#case-', ''), 10)
    if (linked >= 0 && linked < lines.length) {
      open(linked)
      detail.scrollIntoView()
    }
  })
  return section(
    'Cases',
    make(
      'p',
      { class: 'faint' },
      `Marks in the order of the runs: ${labels.join(', ')}. ✓ right, ✗ wrong, ! no answer, · not asked.`,
    ),
    make('div', { class: 'filters' }, benchmark, verdict, error, search, shown),
    list,
    detail,
  )
}
