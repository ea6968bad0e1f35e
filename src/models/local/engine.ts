// The embedded engine, loaded only when a model is: node-llama-cpp is an optional peer.

export type Engine = typeof import('node-llama-cpp')

const VERSION = '3.21.1'

/** The command that installs what the embedded model needs, and nothing for other machines. */
export function engineInstallLine(): string {
  const platform = { darwin: 'mac', win32: 'win' }[process.platform as string] ?? process.platform
  const suffix = platform === 'mac' && process.arch === 'arm64' ? 'arm64-metal' : process.arch
  return `npm install --ignore-scripts --omit=optional node-llama-cpp@${VERSION} @node-llama-cpp/${platform}-${suffix}@${VERSION}`
}

/** Throws an error with the exact install line where the engine is not installed. */
export async function loadEngine(): Promise<Engine> {
  try {
    return await import('node-llama-cpp')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new Error(
      `the embedded model needs node-llama-cpp, which is not installed; install it with: ${engineInstallLine()}`,
      { cause: error },
    )
  }
}
