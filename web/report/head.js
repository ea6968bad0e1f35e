// The head of the page: title, headline, and what a reader must know to read the numbers rightly.
import { data, make } from './elements.js'

export function drawHead() {
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
