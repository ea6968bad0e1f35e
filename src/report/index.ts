// The door coalm/report: the page and the terminal table.
export { renderPage, writePage } from './page.ts'
export { type PageRequest, readPage } from './page-data.ts'
export { renderScores, renderTable } from './table.ts'
