// Installs the embedded engine when the user asks for it: through his own npm, and only after a yes.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline/promises'

/** Whether to install: `COALM_INSTALL` (yes or no), else the answer to `question` at a terminal, else no. */
export async function wantsInstall(
  question: string,
  terminal: { input: NodeJS.ReadStream; output: NodeJS.WriteStream } = {
    input: process.stdin,
    output: process.stderr,
  },
): Promise<boolean> {
  const said = process.env.COALM_INSTALL
  if (said !== undefined && said !== '') return isYes(said)
  const { input, output } = terminal
  if (!input.isTTY || !output.isTTY) return false
  const lines = createInterface({ input, output })
  try {
    return isYes(await lines.question(`coalm: ${question} [y/N] `))
  } finally {
    lines.close()
  }
}

function isYes(text: string): boolean {
  return /^(y|yes|1|true)$/i.test(text.trim())
}

/** Runs npm with these words. Throws with npm's last line where it fails. */
export async function installEngine(words: string[]): Promise<void> {
  process.stderr.write('coalm: installing the embedded engine\n')
  const said = await run([...words, '--no-fund', '--no-audit', '--loglevel=error'])
  if (said !== undefined)
    throw new Error(`npm could not install the embedded engine (${said}); try: npm ${words.join(' ')}`)
}

/** What npm said last where it failed, or `undefined`. */
function run(words: string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    // npm is a .cmd file on Windows, which only a shell can start; the words are our own.
    const isWindows = process.platform === 'win32'
    const child = isWindows
      ? spawn('npm.cmd', words.map(quoted), { stdio: ['ignore', 'ignore', 'pipe'], shell: true })
      : spawn('npm', words, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', piece => {
      said = (said + piece).slice(-2000)
    })
    child.on('error', error => resolve(error.message))
    child.on('close', status =>
      resolve(status === 0 ? undefined : said.trim().split('\n').at(-1) || `status ${status}`),
    )
  })
}

function quoted(word: string): string {
  return `"${word}"`
}
