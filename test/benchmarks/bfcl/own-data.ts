// A small data root with cases of our own in BFCL's layout, and result files to score.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'

const boil = {
  name: 'kitchen.boil',
  description: 'Boils eggs.',
  parameters: {
    type: 'dict',
    properties: {
      eggs: { type: 'integer', description: 'How many.' },
      minutes: { type: 'float', description: 'How long.' },
      style: { type: 'string', description: 'Soft or hard.' },
    },
    required: ['eggs', 'minutes'],
  },
}

function ask(id: string, content: string) {
  return { id, question: [[{ role: 'user', content }]], function: [boil] }
}

const FILES: Record<string, object[]> = {
  'BFCL_v3_simple.json': [
    ask('simple_0', 'Boil two eggs for 4.5 minutes.'),
    ask('simple_1', 'Boil six eggs for five minutes, soft.'),
    ask('simple_2', 'One egg, three minutes.'),
  ],
  'possible_answer/BFCL_v3_simple.json': [
    {
      id: 'simple_0',
      ground_truth: [{ 'kitchen.boil': { eggs: [2], minutes: [4.5], style: ['', 'hard'] } }],
    },
    { id: 'simple_1', ground_truth: [{ 'kitchen.boil': { eggs: [6], minutes: [5], style: ['soft'] } }] },
    { id: 'simple_2', ground_truth: [{ 'kitchen.boil': { eggs: [1], minutes: [3], style: ['', 'soft'] } }] },
  ],
  'BFCL_v3_irrelevance.json': [
    ask('irrelevance_0', 'Who painted the night watch?'),
    ask('irrelevance_1', 'How far is Mars?'),
  ],
}

/** A fresh folder that is removed after the tests of this file. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coalm-bfcl-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function writeLines(path: string, rows: (object | string)[]): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, rows.map(row => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''))
}

/** The data root. */
export function ownData(): string {
  const root = freshFolder()
  for (const [name, rows] of Object.entries(FILES)) writeLines(join(root, 'bfcl/v3-2025-07-17', name), rows)
  return root
}
