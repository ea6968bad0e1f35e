// The result tables of arXiv 2502.08820 (version 3) as they are printed, numbers only; * marks a model after one epoch.

export type PaperTable = {
  number: number
  title: string
  benchmark: string
  /** Names of the columns after the model's. */
  columns: readonly string[]
  /** The model, then a value or null for each column. */
  rows: readonly (readonly [string, ...(number | null)[]])[]
}

export const PAPER_TABLES: PaperTable[] = [
  {
    number: 2,
    title: 'MultiWOZ 2.4, zero-shot',
    benchmark: 'multiwoz',
    columns: ['Success', 'JGA'],
    rows: [
      ['CoALM 8B', 51.6, 30.4],
      ['CoALM 70B', 69.4, 43.8],
      ['CoALM 405B *', 66.7, 38.8],
      ['Hammer 2.0 7B', 23.5, 21.7],
      ['ToolAce', 18.0, 34.4],
      ['Granite-20B-Code', 10.7, 21.8],
      ['CodeActAgent', 9.5, 20.2],
      ['Llama 3.1 8B Instruct', 19.9, 26.3],
      ['Llama 3.3 70B Instruct', 67.6, 40.8],
      ['Mistral-7B-Instruct-v0.3', 31.2, 27.0],
      ['FNCTOD', 44.4, 37.9],
      ['NC-Latent-TOD', 68.3, 39.7],
      ['GPT 3.5 Turbo', null, 13.5],
      ['GPT4o-mini', 69.9, 38.4],
      ['GPT4o', 75.5, 36.9],
    ],
  },
  {
    number: 3,
    title: 'API-Bank, levels 1 and 2',
    benchmark: 'apibank',
    columns: ['R-L L1', 'R-L L2', 'R-1 L1', 'R-1 L2', 'R-2 L1', 'R-2 L2', 'BLEU-4 L1', 'BLEU-4 L2'],
    rows: [
      ['CoALM 8B', 92.8, 81.9, 94.1, 81.2, 91.9, 76.4, 89.4, 69.7],
      ['CoALM 70B', 92.7, 83.2, 94.5, 82.7, 92.5, 78.9, 89.5, 72.4],
      ['CoALM 405B *', 93.4, 77.8, 94.5, 77.1, 92.4, 71.9, 90.3, 64.4],
      ['Llama 3.1 8B Instruct', 72.7, 75.2, 84.0, 81.4, 79.8, 76.3, 62.3, 65.1],
      ['Qwen2.5 7B Instruct', 84.3, 73.9, 88.9, 78.5, 84.6, 71.2, 76.4, 64.2],
      ['Hammer 2.0 7B', 90.1, 74.0, 92.3, 74.1, 89.9, 68.5, 85.4, 58.4],
      ['ToolAce', 81.5, 63.6, 88.8, 71.3, 85.0, 63.0, 76.1, 67.0],
      ['Granite-20B-Code', 60.3, 45.7, 64.7, 48.9, 59.5, 43.4, 43.8, 29.3],
      ['Fnc-TOD 13B', 3.9, 3.3, 22.1, 23.4, 8.0, 9.2, 1.5, 1.1],
      ['LDST', 8.3, 7.1, 12.8, 11.6, 2.7, 2.4, 6.2, 5.7],
      ['tod-zero-bqag3oyb', 3.7, 4.2, 11.5, 12.4, 1.1, 2.2, 1.0, 0.9],
      ['nc-latent-tod-step-2', 3.2, 3.2, 14.3, 13.3, 3.2, 1.5, 0.8, 0.8],
    ],
  },
  {
    number: 4,
    title: 'BFCL V3',
    benchmark: 'bfcl',
    columns: ['Overall', 'Non-live AST', 'Non-live exec', 'Live', 'Multi-turn', 'Relevance', 'Irrelevance'],
    rows: [
      ['Mistral-7B-Instruct-v0.3', 38.35, 56.33, 63.77, 57.31, 0.25, 77.78, 41.84],
      ['Llama-3.1-8B-Instruct', 49.84, 84.25, 79.75, 60.33, 10.25, 75.61, 47.92],
      ['Llama-3.3-70B-Instruct', 51.36, 84.85, 90.05, 62.51, 7.25, 95.12, 48.33],
      ['ToolAce', 52.55, 82.19, 86.98, 71.08, 0.88, 70.73, 87.29],
      ['Hammer2.0-7b', 52.13, 86.94, 83.66, 71.17, 0.38, 95.12, 73.2],
      ['Llama-3.1-405B-Instruct', 56.38, 89.71, 84.7, 70.77, 11.75, 88.89, 70.86],
      ['GPT-4o-mini (2024-07-18)', 59.4, 86.52, 85.05, 73.26, 19.0, 78.05, 76.97],
      ['GPT-4o (2024-08-06)', 59.83, 70.08, 60.79, 76.41, 34.62, 51.22, 87.34],
      ['CoALM 8B', 54.11, 85.17, 78.61, 72.59, 7.0, 77.78, 83.0],
      ['CoALM 70B', 60.49, 82.94, 81.36, 72.19, 26.25, 72.22, 85.36],
      ['CoALM 405B *', 63.34, 90.46, 84.75, 74.59, 28.25, 100.0, 72.26],
    ],
  },
  {
    number: 5,
    title: 'What each part of CoALM-IT does',
    benchmark: 'ablation',
    columns: ['Success', 'JGA', 'R-L L1', 'R-L L2', 'BFCL'],
    rows: [
      ['Llama 3.1 8B Instruct', 19.9, 26.3, 72.7, 75.2, 49.8],
      ['CoALM-IT w/o LA', 46.0, 28.5, 45.5, 48.8, 35.4],
      ['CoALM-IT w/o TOD', 42.0, 19.4, 92.7, 78.9, 54.1],
      ['CoALM-IT w/o CRA', 50.0, 34.5, 91.3, 78.8, 56.6],
      ['CoALM 8B', 51.6, 30.4, 92.8, 81.9, 53.7],
    ],
  },
]

/** Table 5 prints each change beside its value: against Llama 3.1 8B, and against CoALM 8B. */
export const PRINTED_CHANGES: readonly (readonly [
  model: string,
  column: string,
  llama: number,
  coalm: number,
])[] = [
  ['CoALM-IT w/o LA', 'Success', 26.1, -5.6],
  ['CoALM-IT w/o LA', 'JGA', 2.2, -1.9],
  ['CoALM-IT w/o LA', 'R-L L1', -27.2, -47.3],
  ['CoALM-IT w/o LA', 'R-L L2', -26.4, -33.1],
  ['CoALM-IT w/o LA', 'BFCL', -14.4, -18.3],
  ['CoALM-IT w/o TOD', 'Success', 22.1, -9.6],
  ['CoALM-IT w/o TOD', 'JGA', -6.9, -11.0],
  ['CoALM-IT w/o TOD', 'R-L L1', 20.0, -0.1],
  ['CoALM-IT w/o TOD', 'R-L L2', 13.7, -3.0],
  ['CoALM-IT w/o TOD', 'BFCL', 4.3, 0.4],
  ['CoALM-IT w/o CRA', 'Success', 30.1, -1.6],
  ['CoALM-IT w/o CRA', 'JGA', 8.2, 4.1],
  ['CoALM-IT w/o CRA', 'R-L L1', 18.6, -1.5],
  ['CoALM-IT w/o CRA', 'R-L L2', 3.6, -3.1],
  ['CoALM-IT w/o CRA', 'BFCL', 10.6, 2.9],
]
