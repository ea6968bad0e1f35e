// One case opened: its prompts, and what each run said to it and how that was judged.
import { drawDialogue, isDialogue } from './dialogue.js'
import { data, labels, make, unpack } from './elements.js'

export const MARKS = { r: '✓', w: '✗', f: '!', '-': '·' }
export const STYLES = { r: 'r', w: 'w', f: 'f', '-': 'none' }
export const NAMES = { r: 'right', w: 'wrong', f: 'no answer', '-': 'not asked' }
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
    !answer.fault &&
    !answer.correct &&
    !isDialogue(answer) &&
    answer.given !== undefined &&
    item.expected !== null
      ? [
          make('h3', {}, 'difference: marked red is only in the reply, green only expected'),
          make('pre', {}, markDifference(asText(item.expected), asText(answer.given))),
        ]
      : []
  return make(
    'div',
    { class: `answer ${kind}` },
    make('h3', {}, run.label),
    make('p', { class: { right: 'r', wrong: 'w', fault: 'f' }[kind] }, verdict + (error ? `: ${error}` : '')),
    answer.reason ? make('p', {}, answer.reason) : null,
    answer.reply === undefined ? null : [make('h3', {}, 'reply'), make('pre', {}, answer.reply)],
    difference,
    isDialogue(answer) ? drawDialogue(answer, item) : null,
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

export async function drawCase(place, index) {
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
