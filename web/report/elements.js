// What every part of the page is made of: elements, numbers, tables, sections.

export const page = document.getElementById('page')
export const data = JSON.parse(document.getElementById('data').textContent)
export const labels = data.runs.map(run => run.label)

/** An element with attributes and children; text is always text, never markup. */
export function make(tag, attributes = {}, ...children) {
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

export async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).json()
}

export function number(value, digits = 1) {
  return value === null || value === undefined ? '–' : value.toFixed(digits)
}

export function count(value) {
  return value.toLocaleString('en-US')
}

export function table(head, rows, numeric = []) {
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

export function section(title, ...children) {
  return make('section', {}, make('h2', {}, title), ...children)
}
