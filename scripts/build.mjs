// Builds dist/: the compiled sources, and beside them the grammars that BFCL's Java and JavaScript calls are read with.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

const GRAMMARS = [
  'tree-sitter-java/tree-sitter-java.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
]

rmSync('dist', { recursive: true, force: true })
const typescript = require.resolve('typescript/package.json')
const tsc = join(dirname(typescript), require(typescript).bin.tsc)
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

mkdirSync('dist/grammars', { recursive: true })
for (const grammar of GRAMMARS)
  copyFileSync(require.resolve(grammar), `dist/grammars/${grammar.split('/').at(-1)}`)
chmodSync('dist/cli.js', 0o755)
writeFileSync('dist/.built', '')
