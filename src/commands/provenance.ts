// Where and with what a command was run: the part of run.json that lets a number be walked back.
import { readFileSync } from 'node:fs'
import { cpus, platform, release, totalmem } from 'node:os'
import type { RunRecord } from '../eval/run.ts'

export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

export function provenance(): Pick<RunRecord, 'command' | 'versions' | 'machine'> {
  const processors = cpus()
  return {
    command: ['coalm', ...process.argv.slice(2)].map(quote).join(' '),
    versions: { coalm: packageVersion(), node: process.version },
    machine: {
      system: `${platform()} ${release()}`,
      processor: processors[0]?.model ?? 'unknown',
      cores: processors.length,
      memoryGB: Math.round(totalmem() / 1e9),
    },
  }
}

function quote(word: string): string {
  return /^[\w./:=,@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
