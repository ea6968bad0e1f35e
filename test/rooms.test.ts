// The order of the rooms: a room imports only from rooms above it, nothing imports an index, every file has its sentence.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { test } from 'node:test'

const ROOMS = [
  'dialogue',
  'files',
  'tokens',
  'weights',
  'formats',
  'models',
  'data',
  'generate',
  'train',
  'agent',
  'eval',
  'benchmarks',
  'serve',
  'report',
  'commands',
]

const files = readdirSync('src', { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.ts'))

for (const file of files) {
  const text = readFileSync(join('src', file), 'utf8')
  const room = ROOMS.indexOf(file.split('/')[0] as string)
  const imports = [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map(
    match => match[1] ?? match[2],
  )

  test(`src/${file} begins with a sentence`, () => assert.match(text, /^(#!.*\n)?\/\/ \S.*[.?:!]\n/))

  test(`src/${file} imports from rooms above only`, () => {
    for (const path of imports) {
      const target = normalize(join(file, '..', path as string))
      if (room >= 0) {
        const other = ROOMS.indexOf(target.split('/')[0] as string)
        assert.ok(other >= 0 && other <= room, `${file} imports ${path}, a room below it`)
      }
      if (!file.endsWith('index.ts')) assert.doesNotMatch(target, /(^|\/)index\.ts$/)
    }
  })
}
