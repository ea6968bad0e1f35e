// The file by which LLaMA-Factory finds the samples in a folder: dataset_info.json.
import type { BuildResult } from './build.ts'
import type { Style } from './written.ts'

const COLUMNS: Record<Style, Record<string, unknown>> = {
  alpaca: { columns: { prompt: 'instruction', query: 'input', response: 'output' } },
  chat: {
    formatting: 'sharegpt',
    columns: { messages: 'messages' },
    tags: {
      role_tag: 'role',
      content_tag: 'content',
      user_tag: 'user',
      assistant_tag: 'assistant',
      system_tag: 'system',
    },
  },
}

/** The data sets `coalm` and `coalm_validation`, as LLaMA-Factory's data/README.md describes them. */
export function datasetInfo(files: BuildResult['files'], style: Style): Record<string, unknown> {
  return Object.fromEntries(
    files.map((file, at) => [
      at === 0 ? 'coalm' : 'coalm_validation',
      { file_name: file.path, ...COLUMNS[style] },
    ]),
  )
}
