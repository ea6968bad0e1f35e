// Draws the report page from the data embedded in it: results, comparisons, the training curve, and the case browser.
{
  const page = document.getElementById('page')
  const data = JSON.parse(document.getElementById('data').textContent)
  const labels = data.runs.map(run => run.label)

  /** An element with attributes and children; text is always text, never markup. */
  function make(tag, attributes = {}, ...children) {
    const isSvg = ['svg', 'rect', 'line', 'path', 'text', 'g', 'circle', 'title'].includes(tag)
    const element = isSvg
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
      else if (value !== undefined && value !== false) element.setAttribute(name, value)
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined))
    return element
  }

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    return new Response(stream).json()
  }

  function number(value, digits = 1) {
    return value === null || value === undefined ? '–' : value.toFixed(digits)
  }

  function count(value) {
    return value.toLocaleString('en-US')
  }

  function table(head, rows, numeric = []) {
    const cell = (tag, content, column) =>
      make(tag, { class: numeric.includes(column) ? 'number' : undefined }, content)
    return make(
      'div',
      { class: 'scroll' },
      make(
        'table',
        {},
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            head.map((content, column) => cell('th', content, column)),
          ),
        ),
        make(
          'tbody',
          {},
          rows.map(row =>
            make(
              'tr',
              {},
              row.map((content, column) => cell('td', content, column)),
            ),
          ),
        ),
      ),
    )
  }

  function section(title, ...children) {
    return make('section', {}, make('h2', {}, title), ...children)
  }

  // ---- the head of the page

  function drawHead() {
    return make(
      'header',
      {},
      make('h1', {}, data.title),
      data.running ? make('span', { class: 'running' }, 'still running: this page renews itself') : null,
      data.headline ? make('p', { class: 'headline' }, data.headline.text) : null,
      data.headline ? make('p', { class: 'faint' }, data.headline.detail) : null,
      data.notes.length
        ? make(
            'ul',
            { class: 'notes' },
            data.notes.map(note => make('li', {}, note)),
          )
        : null,
    )
  }

  // ---- results

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

  function drawResults() {
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

  function drawComparisons() {
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
        make(
          'span',
          { class: style },
          item.verdict === 'tied' ? 'tied: the interval includes zero' : item.verdict,
        ),
        item.metric === 'correct'
          ? `${gained} gained, ${item.flips.length - gained} lost of ${count(item.pairs)}`
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
        'Differences in points of per cent over cases that both runs answered; clusters (dialogues) are resampled together.',
      ),
    )
  }

  // ---- training

  function path(points, x, y) {
    return points
      .map((point, index) => `${index ? 'L' : 'M'}${x(point[0]).toFixed(1)},${y(point[1]).toFixed(1)}`)
      .join('')
  }

  function drawTraining() {
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

  function drawMixture() {
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

  // ---- cases

  const MARKS = { r: '✓', w: '✗', f: '!', '-': '·' }
  const STYLES = { r: 'r', w: 'w', f: 'f', '-': 'none' }
  const NAMES = { r: 'right', w: 'wrong', f: 'no answer', '-': 'not asked' }
  const blocks = new Map()

  function openCase(index) {
    const block = Math.floor(index / data.casesPerBlock)
    if (!blocks.has(block)) blocks.set(block, unpack(document.getElementById(`block-${block}`).textContent))
    return blocks
      .get(block)
      .then(({ prompts, cases }) => ({ prompts, item: cases[index % data.casesPerBlock] }))
  }

  function drawMessage(message) {
    const calls = (message.calls ?? []).map(call => `${call.name}(${call.arguments})`).join('\n')
    return make(
      'div',
      { class: 'message' },
      make('b', {}, message.role),
      make('pre', {}, [message.content, calls].filter(Boolean).join('\n')),
    )
  }

  function asText(value) {
    return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
  }

  /** The given text with what is not in the expected one marked, word by word (longest common subsequence). */
  function markDifference(expected, given) {
    const [a, b] = [expected, given].map(text => text.split(/(\s+|[(),={}[\]":])/).filter(Boolean))
    if (a.length * b.length > 250000) return [given]
    const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        rows[i][j] = a[i] === b[j] ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1])
    const marked = []
    let [i, j] = [0, 0]
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        marked.push(b[j++])
        i++
      } else if (j < b.length && (i === a.length || rows[i][j + 1] >= rows[i + 1][j]))
        marked.push(make('del', {}, b[j++]))
      else marked.push(make('ins', {}, a[i++]))
    }
    return marked
  }

  function drawAnswer(answer, run, item) {
    if (!answer)
      return make(
        'div',
        { class: 'answer' },
        make('h3', {}, run.label),
        make('p', { class: 'faint' }, 'not asked'),
      )
    const kind = answer.fault ? 'fault' : answer.correct ? 'right' : 'wrong'
    const verdict = answer.fault ? `no answer (${answer.fault})` : answer.correct ? 'right' : 'wrong'
    const error = [answer.errorClass, answer.errorType].filter(Boolean).join(' · ')
    const difference =
      !answer.fault && !answer.correct && answer.given !== undefined && item.expected !== null
        ? [
            make('h3', {}, 'difference: marked red is only in the reply, green only expected'),
            make('pre', {}, markDifference(asText(item.expected), asText(answer.given))),
          ]
        : []
    return make(
      'div',
      { class: `answer ${kind}` },
      make('h3', {}, run.label),
      make(
        'p',
        { class: { right: 'r', wrong: 'w', fault: 'f' }[kind] },
        verdict + (error ? `: ${error}` : ''),
      ),
      answer.reason ? make('p', {}, answer.reason) : null,
      answer.reply === undefined ? null : [make('h3', {}, 'reply'), make('pre', {}, answer.reply)],
      difference,
      answer.turns === undefined
        ? null
        : make('details', {}, make('summary', {}, 'turn by turn'), make('pre', {}, asText(answer.turns))),
      answer.metrics && Object.keys(answer.metrics).length
        ? make(
            'p',
            { class: 'faint' },
            Object.entries(answer.metrics)
              .map(([name, value]) => `${name} ${Number.isInteger(value) ? value : value.toFixed(3)}`)
              .join(' · '),
          )
        : null,
      make(
        'p',
        { class: 'faint' },
        `${(answer.ms / 1000).toFixed(2)} s${answer.tokens === undefined ? '' : ` · ${answer.tokens} tokens`}`,
      ),
    )
  }

  function drawPrompts(prompts, item) {
    const places = new Map()
    item.answers.forEach((answer, at) => {
      for (const place of answer?.prompts ?? []) places.set(place, [...(places.get(place) ?? []), labels[at]])
    })
    return [...places].map(([place, names]) =>
      make(
        'details',
        { open: places.size === 1 },
        make('summary', {}, `prompt sent to ${names.join(', ')}`),
        prompts[place].messages.map(drawMessage),
        prompts[place].tools ? [make('b', {}, 'tools'), make('pre', {}, asText(prompts[place].tools))] : null,
      ),
    )
  }

  async function drawCase(place, index) {
    const { prompts, item } = await openCase(index)
    place.replaceChildren(
      make(
        'h3',
        {},
        `${item.benchmark} · ${item.split} · ${item.id}${item.attempt ? ` · attempt ${item.attempt + 1}` : ''}`,
      ),
      make('h3', {}, 'expected'),
      make('pre', {}, asText(item.expected)),
      make(
        'div',
        { class: 'answers' },
        item.answers.map((answer, at) => drawAnswer(answer, data.runs[at], item)),
      ),
      ...drawPrompts(prompts, item),
    )
  }

  function choose(name, options, apply) {
    return make(
      'select',
      { 'aria-label': name, onchange: apply },
      options.map(([value, text]) => make('option', { value }, text)),
    )
  }

  async function drawCases() {
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
      make(
        'p',
        { class: 'faint' },
        'Choose a case to see its prompt, reply, expectation, verdict and reason.',
      ),
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
        make(
          'span',
          { class: 'what' },
          line.e.find(Boolean) ? `${line.e.find(Boolean)} — ${line.t}` : line.t,
        ),
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

  // ---- how the numbers came to be

  function flatten(value, prefix = '') {
    if (value === null || typeof value !== 'object') return [[prefix, String(value)]]
    return Object.entries(value).flatMap(([key, item]) => flatten(item, prefix ? `${prefix}.${key}` : key))
  }

  function drawOrigin() {
    return section(
      'How these numbers were made',
      data.runs.map(run => {
        const faults =
          Object.entries(run.faults)
            .map(([kind, many]) => `${many} ${kind}`)
            .join(', ') || 'none'
        const facts = [
          ['command', run.record.command],
          ['begun', run.record.created],
          ['answered', `${count(run.answered)} of ${count(run.asked)}; faults: ${faults}`],
          [
            'tokens',
            `${count(run.tokens.prompt)} prompt (${count(run.tokens.cached)} reused), ${count(run.tokens.completion)} generated`,
          ],
          ...flatten(run.record.settings),
          ...flatten(run.record.versions),
          ...flatten(run.record.machine),
        ]
        return make(
          'details',
          {},
          make('summary', {}, `${run.label} (${run.record.name})`),
          make(
            'dl',
            {},
            facts.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
          ),
        )
      }),
    )
  }

  async function drawPage() {
    const parts = [
      drawHead(),
      ...drawResults(),
      drawComparisons(),
      drawTraining(),
      drawMixture(),
      await drawCases(),
      drawOrigin(),
    ]
    page.replaceChildren(...parts.filter(Boolean))
  }

  drawPage()
}
